/**
 * How well author fields become people, measured on real ones whose people were decided by hand:
 *
 *   npm run eval:bylines                      the shared data
 *   npm run eval:bylines -- FOLDER            another folder with an allsides*.jsonl.gz (or one that holds such an
 *                                             allsides/), and beside it byline-people.json where its ids are others
 *   npm run eval:bylines -- FOLDER --wrong    also every byline that is not exact
 *
 * The people are in support/byline-people.json by the id of the article; the raw text is read from the data. A
 * byline is exact when the people found in it are those people and no others, compared as the archive compares
 * names. The rules were written with `sample` in view. `check` was decided after them and before they read it; but
 * it is of the same sites, and 14 of its 100 texts are in `sample` too.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { personKey } from '../dist/content/key.js';
import { creditsOf } from '../dist/ingest/clean/byline.js';
import { findBylines, sharedData } from './support/data.mjs';

const TARGET = 0.93;
const words = process.argv.slice(2);
const given = resolve(words.find((word) => !word.startsWith('--')) ?? sharedData());
const listWrong = words.includes('--wrong');

const data = findBylines(given);
if (data === null) {
  console.log(
    `No bylines to measure: there is no allsides*.jsonl.gz in ${given}. Give a folder that holds it.`,
  );
} else {
  const own = join(dirname(data.path), 'byline-people.json');
  const path = existsSync(own)
    ? own
    : fileURLToPath(new URL('./support/byline-people.json', import.meta.url));
  measure(JSON.parse(readFileSync(path, 'utf8')), data.raw);
}

/** @param {Record<string, Record<string, string[]>>} sets @param {Map<string, string>} raw */
function measure(sets, raw) {
  console.log('set       bylines   exact     precision  recall    target');
  for (const [name, people] of Object.entries(sets)) {
    const rows = Object.entries(people).flatMap(([id, expected]) => {
      const text = raw.get(id);
      return text === undefined ? [] : [measureByline(text, expected)];
    });
    if (rows.length === 0) continue;
    const hits = sum(rows.map((row) => row.hits));
    const exact = rows.filter((row) => row.wrong === null).length / rows.length;
    const precision = hits / Math.max(1, sum(rows.map((row) => row.found)));
    const recall = hits / Math.max(1, sum(rows.map((row) => row.expected)));
    const cells = [exact, precision, recall].map((figure) => figure.toFixed(4));
    console.log(
      `${name.padEnd(10)}${String(rows.length).padEnd(10)}${cells[0].padEnd(10)}${cells[1].padEnd(11)}${cells[2].padEnd(10)}${TARGET}`,
    );
    if (exact < TARGET) process.exitCode = 1;
    if (listWrong) for (const row of rows) if (row.wrong !== null) console.log(`  ${row.wrong}`);
  }
}

/** @param {string} text @param {string[]} expected */
function measureByline(text, expected) {
  const credits = creditsOf(text, { isField: true });
  const found = credits.filter(({ kind }) => kind === 'PERSON').map(({ name }) => name);
  const keys = new Set(expected.map(personKey));
  const hits = found.filter((name) => keys.has(personKey(name))).length;
  const exact = hits === keys.size && found.length === keys.size;
  const wrong = exact ? null : `${text}\n    found ${found.join(' | ')}\n    not   ${expected.join(' | ')}`;
  return { hits, found: found.length, expected: keys.size, wrong };
}

/** @param {number[]} figures */
function sum(figures) {
  return figures.reduce((total, figure) => total + figure, 0);
}
