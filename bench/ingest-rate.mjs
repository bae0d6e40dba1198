// How many JSONL articles a second the ingest takes, and at what cost of CPU and memory. Not part of the test suite.
//
//   npm run build && node bench/ingest-rate.mjs [articles] [--no-language] [--bodies N] [--keep]
//
// On the Postgres that the product brings along, with the settings that it brings along, in a data folder that is
// made for the run; DATABASE_URL names an empty database elsewhere (the CPU of Postgres is then not known).
// --no-language leaves the language to be found from the text; --bodies N tells N different texts again and again.
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openEmbedded } from '../dist/store/embedded.js';
import { writeDrafts } from './corpus/drafts.mjs';
import { clusterCpu, cpuOf } from './runner/usage.mjs';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'no-language': { type: 'boolean', default: false },
    bodies: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
const articles = Number(positionals[0] ?? 20_000);
const folder = await mkdtemp(path.join(tmpdir(), 'broadsheet-rate-'));
// Temporary folders are closed to others, and as root the server runs under another account.
await chmod(folder, 0o755);
const file = path.join(folder, 'articles.jsonl');
const postgres = process.env.DATABASE_URL
  ? null
  : await openEmbedded({ dataDir: path.join(folder, 'data'), sharedDir: null });
const url = postgres?.url ?? process.env.DATABASE_URL;
const postmaster = postgres ? await postmasterOf(postgres.dataDir) : 0;

try {
  await writeDrafts(file, articles, {
    bodies: values.bodies ? Number(values.bodies) : null,
    withLanguage: !values['no-language'],
  });
  const megabytes = (await stat(file)).size / 1e6;
  console.log(`${articles} articles, ${((megabytes * 1000) / articles).toFixed(1)} KB each`);
  await run(['migrate', 'up']);
  await measure('new');
  await sizes();
  await measure('unchanged');
} finally {
  if (!values.keep) {
    await postgres?.close({ force: true });
    await rm(folder, { recursive: true, force: true });
  } else console.log(`kept: ${folder} ${url}`);
}

/** The first process of the cluster in the data folder. */
async function postmasterOf(dataDir) {
  const lines = await readFile(path.join(dataDir, 'postgres/data/postmaster.pid'), 'utf8');
  return Number(lines.split('\n')[0]);
}

async function measure(name) {
  const postgresBefore = postmaster > 0 ? clusterCpu(postmaster) : 0;
  const started = performance.now();
  const { usage, output } = await run(['ingest', file, '--json']);
  const seconds = (performance.now() - started) / 1000;
  const postgresCpu = postmaster > 0 ? clusterCpu(postmaster) - postgresBefore : Number.NaN;
  const report = JSON.parse(output);
  const each = (cpuSeconds) => `${((cpuSeconds * 1000) / articles).toFixed(3)} ms`;
  console.log(
    `${name}: ${Math.round(articles / seconds)} a second (new: at least 1500);`,
    `CPU each: ingest ${each(usage.cpu)}, Postgres ${each(postgresCpu)}, both ${each(usage.cpu + postgresCpu)};`,
    `${Math.round((usage.peakKb * 1024) / 1e6)} MB RSS (at most 300); refused ${report.refused}, created ${report.created}, unchanged ${report.unchanged}`,
  );
}

/** How much room the archive takes, table by table. */
async function sizes() {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `select relname as name, pg_total_relation_size(oid)::float8 as bytes, pg_indexes_size(oid)::float8 as indexes
     from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 2 desc limit 8`,
  );
  await client.end();
  const kb = (bytes) => (bytes / 1024 / articles).toFixed(2);
  console.log(
    'KiB an article:',
    rows.map(({ name, bytes, indexes }) => `${name} ${kb(bytes)} (indexes ${kb(indexes)})`).join(', '),
  );
}

/** Runs the program to its end. Its CPU and peak memory are those that the kernel counted last before it ended. */
function run(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...args], {
      env: { ...process.env, DATABASE_URL: url },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const usage = { cpu: 0, peakKb: 0 };
    const look = async () => {
      try {
        const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
        usage.peakKb = Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? usage.peakKb);
        usage.cpu = cpuOf(child.pid);
      } catch {
        // It has ended.
      }
    };
    const timer = setInterval(look, 50);
    let output = '';
    child.stdout.on('data', (text) => {
      output += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(timer);
      if (code === 0) resolve({ usage, output });
      else reject(new Error(`broadsheet ${args.join(' ')} ended with ${code}: ${output}`));
    });
  });
}
