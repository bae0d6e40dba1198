/**
 * How well page dumps become articles, measured on pages whose true text is known:
 *
 *   npm run eval:rawtext                      the shared data: three shapes of every page, and the wire bodies
 *   npm run eval:rawtext -- FOLDER            another folder with ground-truth.jsonl.gz and its pages, or one that
 *                                             holds such a rawtext/ and a reuters21578/
 *   npm run eval:rawtext -- FOLDER --pages    every page, the worst first
 *
 * Body: precision and recall over shingles of four words for each page, averaged over the pages; F1 from the
 * averages. Headline: equal, by the archive's own key, to the page's og:title or else its HTML title; where these
 * carry the site's name or a section behind a separator, equal to what is left without it.
 * Paragraphs: ends found in wire bodies whose indents (the truth) were taken away.
 */
import { join, resolve } from 'node:path';
import { normaliseHeadline } from '../dist/content/key.js';
import { readPageLines } from '../dist/ingest/clean/page-lines.js';
import { readPage } from '../dist/ingest/clean/read-page.js';
import { unwrapLines } from '../dist/ingest/clean/unwrap.js';
import { readDump, readTruePages, readWireBodies, SHAPES, sharedData } from './support/data.mjs';
import { compareTexts, f1 } from './support/shingles.mjs';
import { trueHeadlines } from './support/titles.mjs';

/** Least F1. */
const TARGETS = { flat: 0.92, seedlike: 0.9, w3m: 0.9, paragraphs: 0.97 };

const words = process.argv.slice(2);
const given = resolve(words.find((word) => !word.startsWith('--')) ?? join(sharedData(), 'rawtext'));
const listPages = words.includes('--pages');

const truth = readTruePages(given);
const folder = truth?.folder ?? given;
if (truth === null) {
  console.log(
    `No pages to measure: there is no ground-truth.jsonl.gz in ${given}. Give a folder that holds it.`,
  );
} else {
  await measurePages(truth.pages);
}
const bodies = readWireBodies(given);
if (bodies === null)
  console.log('No wire bodies to measure: there is no reuters*.jsonl.gz in or beside that folder.');
else measureParagraphs(bodies);

/** @param {import('./support/data.mjs').TruePage[]} truePages */
async function measurePages(truePages) {
  console.log(`${truePages.length} pages of ${folder}`);
  console.log('shape     precision  recall   F1       target   headline');
  for (const shape of SHAPES) {
    const rows = [];
    for (const page of truePages) rows.push(await measurePage(page, shape));
    const precision = mean(rows.map((row) => row.precision));
    const recall = mean(rows.map((row) => row.recall));
    const headlines = rows.filter((row) => row.headlineRight).length;
    const cells = cellsOf(precision, recall, TARGETS[shape]);
    console.log(
      `${shape.padEnd(10)}${cells}${headlines}/${rows.length} (${(headlines / rows.length).toFixed(3)})`,
    );
    if (listPages) printRows(rows);
  }
}

/** @param {import('./support/data.mjs').TruePage} page @param {typeof SHAPES[number]} shape */
async function measurePage(page, shape) {
  const article = await readPage(readDump(folder, page[shape]));
  const body = article?.body.map(blockText).join('\n') ?? '';
  const scores = compareTexts(body, page.article_body);
  const headline = article?.headline ?? '';
  return {
    id: page.id,
    ...scores,
    headline,
    headlineRight: trueHeadlines(page).has(normaliseHeadline(headline)),
    truth: page.og_title ?? page.html_title,
  };
}

/** @param {import('../dist/ingest/draft.js').BlockDraft} block */
function blockText(block) {
  if (block.type === 'list') return block.items.join('\n');
  return block.type === 'image' ? '' : block.text;
}

/** @param {Awaited<ReturnType<typeof measurePage>>[]} rows */
function printRows(rows) {
  const sorted = [...rows].sort((a, b) => f1(a.precision, a.recall) - f1(b.precision, b.recall));
  for (const row of sorted) {
    const mark = row.headlineRight ? ' ' : `  headline: ${row.headline}  | true: ${row.truth}`;
    console.log(`  ${row.id.slice(0, 8)}  P ${row.precision.toFixed(3)}  R ${row.recall.toFixed(3)}${mark}`);
  }
}

/** @param {string[]} wireBodies */
function measureParagraphs(wireBodies) {
  const counts = { hits: 0, extra: 0, missed: 0 };
  for (const body of wireBodies) {
    const lines = body.split('\n').filter((line) => line.trim() !== '');
    const truth = new Set(lines.flatMap((line, index) => (index > 0 && line.startsWith(' ') ? [index] : [])));
    const found = paragraphStarts(lines.map((line) => line.trim()).join('\n'));
    for (const start of found) counts[truth.has(start) ? 'hits' : 'extra'] += 1;
    counts.missed += [...truth].filter((start) => !found.has(start)).length;
  }
  const precision = counts.hits / (counts.hits + counts.extra);
  const recall = counts.hits / (counts.hits + counts.missed);
  console.log(`paragraph ends in ${wireBodies.length} wire bodies`);
  console.log(`          ${cellsOf(precision, recall, TARGETS.paragraphs)}`);
}

/** The figures of a row, after which the run has failed when F1 is below its target. */
function cellsOf(
  /** @type {number} */ precision,
  /** @type {number} */ recall,
  /** @type {number} */ target,
) {
  const score = f1(precision, recall);
  if (score < target) process.exitCode = 1;
  const cells = [precision.toFixed(4), recall.toFixed(4), score.toFixed(4), String(target)];
  return cells.map((cell) => cell.padEnd(9)).join('');
}

/** @param {string} text @returns {Set<number>} the lines that begin a block, the first left out */
function paragraphStarts(text) {
  const starts = new Set();
  let line = 0;
  for (const block of unwrapLines(readPageLines(text)).blocks) {
    if (line > 0) starts.add(line);
    line += block.lines;
  }
  return starts;
}

/** @param {number[]} figures */
function mean(figures) {
  return figures.reduce((sum, figure) => sum + figure, 0) / Math.max(1, figures.length);
}
