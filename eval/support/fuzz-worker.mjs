/** Reads what it is sent, one input at a time, and counts signs of life where the parent sees them. */
import { parentPort, workerData } from 'node:worker_threads';
import { archiveKind } from '../../dist/ingest/archives/archive-kind.js';
import { createDecoder } from '../../dist/ingest/decode.js';
import { REFUSAL_CODES } from '../../dist/ingest/draft.js';
import { detectEncoding } from '../../dist/ingest/encoding.js';
import { detectFormat } from '../../dist/ingest/formats/registry.js';
import { readInput } from '../../dist/ingest/read-input.js';
import { readMutated } from './fuzz-read.mjs';

const reader = {
  readInput,
  detectFormat,
  detectEncoding,
  createDecoder,
  archiveKind,
  REFUSAL_CODES,
};
const life = new Int32Array(workerData);

parentPort?.on('message', async ({ name, bytes }) => {
  try {
    const found = await readMutated(reader, name, Buffer.from(bytes), () => Atomics.add(life, 0, 1));
    parentPort?.postMessage(found);
  } catch (error) {
    const words = error instanceof Error ? error.stack : String(error);
    parentPort?.postMessage({ drafts: 0, refusals: 0, faults: [`crash: ${words}`] });
  }
});
