import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/**
 * A page with its truth, one line of ground-truth.jsonl.gz.
 * @typedef {{ id: string, url: string, flat: string, seedlike: string, w3m: string, og_title: string | null,
 *   html_title: string | null, paragraphs: string[], article_body: string }} TruePage
 */

export const SHAPES = /** @type {const} */ (['flat', 'seedlike', 'w3m']);

/** Where the shared evaluation data is: $BROADSHEET_SHARED_DATA, or the folder beside the project. */
export function sharedData() {
  return (
    process.env.BROADSHEET_SHARED_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))
  );
}

/** @param {string} path @returns {any[]} */
function readJsonLines(path) {
  const text = gunzipSync(readFileSync(path)).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** @param {string} folder @returns {TruePage[] | null} null when the folder holds no ground truth */
export function readTruePages(folder) {
  const path = join(folder, 'ground-truth.jsonl.gz');
  return existsSync(path) ? readJsonLines(path) : null;
}

/** @param {string} folder @param {string} path */
export function readDump(folder, path) {
  return readFileSync(join(folder, path), 'utf8');
}

/** @param {string} file @returns {string[] | null} bodies as wrapped by the agency; null when the file is absent */
export function readWireBodies(file) {
  if (!existsSync(file)) return null;
  return readJsonLines(file)
    .map((item) => item.body_raw)
    .filter((body) => typeof body === 'string' && body.trim() !== '');
}
