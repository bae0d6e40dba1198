import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { PRODUCT_DIR, runProduct } from '../runner/product.mjs';
import { loadCorpus } from './load.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));

/** What is usually set on a server of its own with memory to spare and no spinning disk. */
const SETTINGS = {
  shared_buffers: '1GB',
  max_wal_size: '4GB',
  maintenance_work_mem: '256MB',
  checkpoint_timeout: '30min',
  effective_cache_size: '4GB',
  random_page_cost: '1.1',
};

/** Folder that keeps the loaded archives between runs. */
export function benchDir() {
  return process.env.BROADSHEET_BENCH_DIR ?? path.join(os.tmpdir(), 'broadsheet-bench');
}

/**
 * The Postgres that the product brings along, on a data folder of the benchmark's own.
 * @returns its handle, with `url(database)` and the process id of its first process
 */
export async function openPostgres() {
  const { openEmbedded } = await import(path.join(PRODUCT_DIR, 'dist/store/embedded.js'));
  const server = await openEmbedded({ dataDir: benchDir(), settings: SETTINGS, onNotice: console.error });
  const url = (database) => {
    const address = new URL(server.url);
    address.pathname = `/${database}`;
    return address.href;
  };
  return {
    version: server.version,
    dataDir: server.dataDir,
    settings: SETTINGS,
    url,
    close: () => server.close(),
  };
}

/** Changes when the corpus does: an archive that an older generator made is not measured again. */
function generatorVersion() {
  const hash = createHash('sha256');
  const files = readdirSync(HERE).filter((name) => name !== 'database.mjs');
  for (const name of files.sort()) hash.update(readFileSync(path.join(HERE, name)));
  return hash.digest('hex').slice(0, 8);
}

/**
 * The database with an archive of so many stories: the one of an earlier run, migrated to the present, or a new
 * one.
 * @returns {Promise<{ database: string, url: string, loaded: object | null }>}
 */
export async function openArchive(postgres, articles, tell) {
  const database = `bench_${articles}_${generatorVersion()}`;
  const admin = new pg.Client({ connectionString: postgres.url('postgres') });
  await admin.connect();
  try {
    const { rows } = await admin.query('select datname as name from pg_database where datname like $1', [
      `bench_${articles}_%`,
    ]);
    const url = postgres.url(database);
    if (rows.some(({ name }) => name === database)) {
      const changed = await migrate(url);
      if (changed) await analyse(url);
      return { database, url, loaded: null };
    }
    for (const { name } of rows) await admin.query(`drop database if exists "${name}" with (force)`);
    // Under another name until it is whole: a load that was cut off is not taken for an archive.
    const unfinished = `bench_${articles}_unfinished`;
    await admin.query(`create database "${unfinished}"`);
    tell(`loading ${articles.toLocaleString('en')} articles ...`);
    await migrate(postgres.url(unfinished));
    const loaded = await loadCorpus(postgres.url(unfinished), articles, tell);
    await admin.query(`alter database "${unfinished}" rename to "${database}"`);
    return { database, url, loaded };
  } finally {
    await admin.end();
  }
}

async function migrate(url) {
  const { applied } = JSON.parse(await runProduct(['migrate', 'up', '--json'], { DATABASE_URL: url }));
  return applied.length > 0;
}

async function analyse(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('vacuum (analyze)');
  await client.end();
}
