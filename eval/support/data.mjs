import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
export function readJsonLines(path) {
  const text = gunzipSync(readFileSync(path)).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/**
 * The first file of that kind in these folders, whatever part of a collection its name tells.
 *
 * @param {string[]} folders
 * @param {RegExp} kind
 * @returns {string | null}
 */
function findFile(folders, kind) {
  for (const folder of folders) {
    const names = existsSync(folder) ? readdirSync(folder).sort() : [];
    const name = names.find((candidate) => kind.test(candidate));
    if (name !== undefined) return join(folder, name);
  }
  return null;
}

/**
 * The pages of a folder, or of `rawtext/` in it.
 *
 * @param {string} folder
 * @returns {{ folder: string, pages: TruePage[] } | null} null when there is no ground truth
 */
export function readTruePages(folder) {
  const path = findFile([folder, join(folder, 'rawtext')], /^ground-truth.*\.jsonl\.gz$/);
  return path === null ? null : { folder: dirname(path), pages: readJsonLines(path) };
}

/** @param {string} folder @param {string} path */
export function readDump(folder, path) {
  return readFileSync(join(folder, path), 'utf8');
}

/**
 * Wire bodies as the agency wrapped them: of the folder, of `reuters21578/` in it, or of the one beside it.
 *
 * @param {string} folder
 * @returns {string[] | null} null when they are absent
 */
export function readWireBodies(folder) {
  const folders = [folder, join(folder, 'reuters21578'), join(folder, '..', 'reuters21578')];
  const path = findFile(folders, /^reuters.*\.jsonl\.gz$/);
  if (path === null) return null;
  return readJsonLines(path)
    .map((item) => item.body_raw)
    .filter((body) => typeof body === 'string' && body.trim() !== '');
}

/**
 * The author fields of the articles of a folder, or of `allsides/` in it, by the article's id.
 *
 * @param {string} folder
 * @returns {{ path: string, raw: Map<string, string> } | null} null when there is no such file
 */
export function findBylines(folder) {
  const path = findFile([folder, join(folder, 'allsides')], /^allsides.*\.jsonl\.gz$/);
  if (path === null) return null;
  const rows = readJsonLines(path).filter(({ authors_raw }) => typeof authors_raw === 'string');
  return { path, raw: new Map(rows.map(({ id, authors_raw }) => [id, authors_raw])) };
}
