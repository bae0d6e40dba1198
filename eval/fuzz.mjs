/**
 * Damages every fixture and reads it: no crash, no hang, nothing lost without a word.
 *
 *   npm run eval:fuzz                                        the project's own files and the shared data
 *   npm run eval:fuzz -- --mutations 2000 --seed 7 FOLDER    the project's own files and another folder
 *
 * A hang is five seconds without an item; it is ended and named. Every failure names the file, the number of the
 * mutation and the seed, which give the same bytes again; --only N runs mutation N alone. Exit code 1 on any.
 */
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { sharedData } from './support/data.mjs';
import { bytesToMutate, filesToMutate, packed } from './support/fuzz-inputs.mjs';
import { mutate, randomFrom } from './support/mutations.mjs';

const HANG_MS = 5_000;
const MEMORY_MB = 1_024;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    mutations: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const root = fileURLToPath(new URL('..', import.meta.url));
const files = filesToMutate([
  join(root, 'sample'),
  join(root, 'test', 'fixtures'),
  resolve(positionals[0] ?? sharedData()),
]);
const seed = Number(values.seed);

/** @typedef {{ drafts: number, refusals: number, faults: string[] }} Found */

/** One worker, ended and begun again when it hangs or dies. */
class Reader {
  life = new Int32Array(new SharedArrayBuffer(4));
  /** @type {Worker | null} */
  worker = null;
  /** @type {(found: Found) => void} */
  tell = () => {};

  start() {
    const worker = new Worker(new URL('./support/fuzz-worker.mjs', import.meta.url), {
      workerData: this.life.buffer,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    worker.on('message', (found) => this.tell(found));
    worker.on('error', (error) => this.fail(worker, `crash: ${error.message}`));
    worker.on('exit', (code) => this.fail(worker, `crash: the worker ended with ${code}`));
    return worker;
  }

  /** @param {Worker | null} worker @param {string} fault */
  fail(worker, fault) {
    if (worker === null || worker !== this.worker) return;
    this.worker = null;
    void worker.terminate();
    this.tell({ drafts: 0, refusals: 0, faults: [fault] });
  }

  /** @param {string} name @param {Buffer} bytes @returns {Promise<Found>} */
  async read(name, bytes) {
    this.worker ??= this.start();
    let seen = -1;
    let since = Date.now();
    const watch = setInterval(() => {
      const now = Atomics.load(this.life, 0);
      if (now !== seen) [seen, since] = [now, Date.now()];
      else if (Date.now() - since > HANG_MS) this.fail(this.worker, `hang: no item for ${HANG_MS} ms`);
    }, 200);
    const answer = new Promise((done) => {
      this.tell = done;
    });
    this.worker.postMessage({ name, bytes });
    const found = await answer;
    clearInterval(watch);
    return found;
  }

  async end() {
    const worker = this.worker;
    this.worker = null;
    await worker?.terminate();
  }
}

const reader = new Reader();
const totals = { mutations: 0, drafts: 0, refusals: 0, crash: 0, hang: 0, loss: 0 };
let slowest = { ms: 0, what: '' };
const failures = [];
const started = Date.now();
for (let n = 0; n < Number(values.mutations) && files.length > 0; n += 1) {
  if (values.only !== undefined && n !== Number(values.only)) continue;
  const file = files[n % files.length];
  if (file === undefined) continue;
  const random = randomFrom(seed * 1_000_003 + n);
  const { bytes: damaged, kinds } = mutate(bytesToMutate(file.path), random);
  // Now and then what is damaged comes in an archive that is whole.
  const bytes = random() < 0.05 ? packed(damaged) : damaged;
  const begun = Date.now();
  const found = await reader.read(file.name, bytes);
  const ms = Date.now() - begun;
  if (ms > slowest.ms) slowest = { ms, what: `${file.name} (mutation ${n}), ${found.drafts} drafts` };
  totals.mutations += 1;
  totals.drafts += found.drafts;
  totals.refusals += found.refusals;
  for (const fault of found.faults) {
    totals[fault.startsWith('crash') ? 'crash' : fault.startsWith('hang') ? 'hang' : 'loss'] += 1;
    failures.push(`${file.name} (mutation ${n}, seed ${seed}: ${kinds.join(', ')}): ${fault}`);
  }
}
await reader.end();

for (const failure of failures.slice(0, 50)) console.log(failure);
console.log(
  `\n${files.length} files, ${totals.mutations} mutations, seed ${seed}, ${Math.round((Date.now() - started) / 1000)} s`,
);
console.log('figure                        found  target');
const rows = /** @type {const} */ ([
  ['crashes', totals.crash, '0'],
  ['hangs over 5 s', totals.hang, '0'],
  ['losses without a refusal', totals.loss, '0'],
  ['drafts', totals.drafts, ''],
  ['refusals', totals.refusals, ''],
  ['slowest input, ms', slowest.ms, slowest.what],
]);
for (const [name, count, target] of rows)
  console.log(`${name.padEnd(28)}${String(count).padStart(7)}  ${target}`);
process.exitCode = failures.length > 0 || totals.mutations === 0 ? 1 : 0;
