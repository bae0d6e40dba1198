/**
 * Kills an ingest at random moments, lets it end, and compares the archive with one that was never killed.
 *
 *   npm run eval:killed                            100,000 articles of real lengths, killed five times
 *   npm run eval:killed -- [articles] [kills]
 *   npm run eval:killed -- FILE [kills]            drafts of a file
 *
 * On the Postgres that the product brings along, in a data folder that is made for the run. Exit code 1 when any row
 * of any table differs; when an article was stored is not compared.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { writeDrafts } from '../bench/corpus/drafts.mjs';
import { openEmbedded } from '../dist/store/embedded.js';
import { TABLES } from './support/archive-tables.mjs';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const [what = '100000', kills = '5'] = process.argv.slice(2);
const scratch = await mkdtemp(join(tmpdir(), 'broadsheet-killed-'));
// Temporary folders are closed to others, and as root the server runs under another account.
await chmod(scratch, 0o755);
const postgres = await openEmbedded({ dataDir: join(scratch, 'data'), sharedDir: null });
/** @type {Map<string, pg.Client>} */
const archives = new Map();
let misses = 0;

try {
  const file = existsSync(what) ? resolve(what) : join(scratch, 'articles.jsonl');
  if (!existsSync(what)) await writeDrafts(file, Number(what));
  const whole = await create('whole');
  const seconds = await ingest('whole', file);
  console.log(`not killed: ${await count(whole)} articles in ${seconds.toFixed(1)} s`);

  const killed = await create('killed');
  const moments = Array.from({ length: Number(kills) }, () => Math.random() * seconds).sort((a, b) => a - b);
  let spent = 0;
  for (const moment of moments) {
    await ingest('killed', file, (moment - spent) * 1000);
    spent = moment;
    console.log(`killed after ${moment.toFixed(1)} s of work: ${await count(killed)} articles`);
  }
  await ingest('killed', file);
  const { rows } = await killed.query(
    'select status, count(*)::integer as runs from ingest_runs group by 1 order by 1',
  );
  console.log(
    `ended: ${await count(killed)} articles; runs: ${rows.map((r) => `${r.status} ${r.runs}`).join(', ')}\n`,
  );

  console.log('table'.padEnd(26), 'rows'.padStart(10), '  equal');
  for (const [table, sql] of Object.entries(TABLES)) {
    const [a, b] = [await digest(whole, sql), await digest(killed, sql)];
    const equal = a.rows === b.rows && a.digest === b.digest;
    if (!equal) misses += 1;
    console.log(table.padEnd(26), String(a.rows).padStart(10), `  ${equal ? 'yes' : `no (${b.rows} rows)`}`);
  }
  console.log(`\ntables that differ: ${misses}, target 0`);
} finally {
  for (const client of archives.values()) await client.end();
  await postgres.close({ force: true });
  await rm(scratch, { recursive: true, force: true });
}
process.exitCode = misses === 0 ? 0 : 1;

/** An empty archive of that name. @param {string} name */
async function create(name) {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(`create database ${name} template template0`);
  await client.end();
  await run(name, ['migrate', 'up']);
  const archive = new pg.Client({ connectionString: urlOf(name) });
  await archive.connect();
  archives.set(name, archive);
  return archive;
}

/** @param {string} name */
function urlOf(name) {
  const url = new URL(postgres.url);
  url.pathname = name;
  return url.href;
}

/** Seconds that it took. @param {string} name @param {string} file @param {number} [killAfterMs] */
async function ingest(name, file, killAfterMs) {
  const started = performance.now();
  await run(name, ['ingest', file, '--json'], killAfterMs);
  return (performance.now() - started) / 1000;
}

/** @param {string} name @param {string[]} args @param {number} [killAfterMs] */
async function run(name, args, killAfterMs) {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, DATABASE_URL: urlOf(name) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise((done) => child.on('close', done));
  if (killAfterMs !== undefined) {
    await Promise.race([wait(killAfterMs), ended]);
    child.kill('SIGKILL');
  }
  await ended;
}

/** @param {pg.Client} client */
async function count(client) {
  return (await client.query('select count(*)::integer as n from articles')).rows[0].n;
}

/** Of all rows in their order; when an article was stored is the only thing that may differ. */
async function digest(/** @type {pg.Client} */ client, /** @type {string} */ sql) {
  const { rows } = await client.query(
    `select count(*)::integer as rows, md5(string_agg(md5((to_jsonb(r) - 'ingested_at')::text), '')) as digest from (${sql}) as r`,
  );
  return rows[0];
}
