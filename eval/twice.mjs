/**
 * Reads a folder twice into one archive: the second time nothing may be written.
 *
 *   npm run eval:twice                 the shared data
 *   npm run eval:twice -- FOLDER       another folder; each folder and file in it is a row
 *
 * On the Postgres that the product brings along, in a data folder that is made for the run. Exit code 1 when the
 * second reading creates or updates anything, or loses an item of the first.
 */
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEmbedded } from '../dist/store/embedded.js';
import { sharedData } from './support/data.mjs';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const folder = resolve(process.argv[2] ?? sharedData());
const parts = (await readdir(folder))
  .filter((name) => !name.startsWith('.') && !/^readme\b/i.test(name))
  .sort();
const scratch = await mkdtemp(join(tmpdir(), 'broadsheet-twice-'));
// Temporary folders are closed to others, and as root the server runs under another account.
await chmod(scratch, 0o755);
const postgres = await openEmbedded({ dataDir: join(scratch, 'data'), sharedDir: null });
let misses = 0;

try {
  await run(['migrate', 'up']);
  const first = new Map();
  for (const pass of [1, 2]) {
    console.log(`\n${pass === 1 ? 'first' : 'second'} reading`);
    row('folder', 'read', 'created', 'updated', 'unchanged', 'refused', 'by code');
    for (const part of parts) {
      const report = JSON.parse(await run(['ingest', join(folder, part), '--json']));
      const { read, created, updated, unchanged, refused } = report;
      row(part, read, created, updated, unchanged, refused, codesOf(report.refusals));
      if (pass === 1) first.set(part, report);
      else if (created + updated > 0 || read !== first.get(part).read || refused !== first.get(part).refused)
        misses += 1;
    }
  }
  console.log(`\nparts that the second reading writes or reads otherwise: ${misses}, target 0`);
} finally {
  await postgres.close({ force: true });
  await rm(scratch, { recursive: true, force: true });
}
process.exitCode = misses === 0 ? 0 : 1;

/** @param {{ code: string }[]} refusals */
function codesOf(refusals) {
  const counts = new Map();
  for (const { code } of refusals) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .sort()
    .map(([code, count]) => `${code} ${count}`)
    .join(', ');
}

/** @param {(string | number)[]} cells */
function row(...cells) {
  const [name = '', ...rest] = cells;
  const last = rest.pop();
  console.log(String(name).padEnd(26), ...rest.map((cell) => String(cell).padStart(9)), '', last);
}

/** The output of the program, which ends with another code than 0 when all was refused. @param {string[]} args */
function run(args) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [MAIN, ...args], {
      env: { ...process.env, DATABASE_URL: postgres.url },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let output = '';
    child.stdout.on('data', (text) => {
      output += text;
    });
    child.on('error', fail);
    child.on('close', () => done(output));
  });
}
