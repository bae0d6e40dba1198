/**
 * Whether nothing of a wire is lost: items in = articles + refusals, and every field as an independent reading of
 * the source has it (eval/support/wire-truth.mjs).
 *
 *   npm run eval:wires                     the shared data
 *   npm run eval:wires -- FOLDER           a folder with wires/ in it, or that one
 *   npm run eval:wires -- FOLDER --wrong   also what differs
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bodyTextOf } from '../dist/content/article/body-text.js';
import { expandInputs } from '../dist/ingest/inputs.js';
import { readInput } from '../dist/ingest/read-input.js';
import { sharedData } from './support/data.mjs';
import { Checks } from './support/export-checks.mjs';
import { trueItems, wordsOf } from './support/wire-truth.mjs';

const given = resolve(process.argv.slice(2).find((word) => !word.startsWith('--')) ?? sharedData());
const folder = existsSync(join(given, 'wires')) ? join(given, 'wires') : given;
const checks = new Checks();

for await (const file of expandInputs([folder])) {
  if (file.kind === 'refusal' || file.path === null) continue;
  const found = await read(file);
  checks.add('all', 'drafts or refusals', found.length > 0, file.location);
  const items = trueItems(file.path);
  if (items === null) continue;
  const family = items[0]?.family ?? 'all';
  checks.same(family, 'items', found.length, Math.max(1, items.length), file.location);
  if (found.length === items.length)
    for (const [at, item] of items.entries()) await check(item, found[at], file.location);
}

checks.print(process.argv.includes('--wrong'));
process.exitCode = checks.isPassed ? 0 : 1;

/** @param {import('./support/wire-truth.mjs').TrueItem} item @param {any} found @param {string} place */
async function check(item, found, place) {
  const { family } = item;
  checks.add(family, 'stories taken', found.kind === 'article' || !item.isStory, `${place}: ${found.reason}`);
  if (found.kind !== 'article') return;
  const { draft } = found;
  const { body } = await found.text.get();
  const time = (/** @type {string | null} */ date) => (date === null ? null : Date.parse(date));
  const plain = (/** @type {string | null} */ line) => wordsOf(line ?? '').join(' ');
  if (item.id !== null) checks.same(family, 'id', draft.sourceId, item.id, place);
  if (item.headline !== '')
    checks.same(family, 'headline', plain(draft.headline), plain(item.headline), place);
  checks.same(family, 'byline', plain(draft.byline), plain(item.byline), place);
  checks.same(family, 'version', draft.version, item.version, place);
  checks.same(family, 'published', time(draft.publishedAt), item.published, place);
  checks.same(family, 'modified', time(draft.modifiedAt), item.modified, place);
  if (item.language !== null)
    checks.same(family, 'language', draft.language?.toLowerCase(), item.language.toLowerCase(), place);
  const words = wordsOf(bodyTextOf(JSON.parse(body)));
  const own = family === 'agency-text' ? words.slice(-item.words.length) : words;
  checks.same(family, 'body', own.join(' '), item.words.join(' '), place);
}

/** Everything in a file as the pipeline reads it. @param {any} file */
async function read(file) {
  const found = [];
  const options = {
    timeZone: 'UTC',
    stdin: () => process.stdin,
    onBytes: () => {},
    defaultPublication: null,
  };
  for await (const item of readInput(file, options)) found.push(item);
  return found;
}
