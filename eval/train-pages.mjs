/**
 * Learns the weights by which page dumps are read, from pages whose true text is known, and writes them into
 * src/ingest/clean/:
 *
 *   npm run eval:train-pages               the shared data; the program w3m is needed
 *   npm run eval:train-pages -- FOLDER     another folder with ground-truth.jsonl.gz and its pages, and beside it
 *                                          or in it a folder html/ with more pages
 *   npm run eval:train-pages -- --check    writes nothing: learns on four fifths of the sites and measures on the
 *                                          rest, five times, so that no page is measured that was learned from
 *
 * Marked pages are few, so HTML pages are learned from too: what the reader of HTML takes for the story is taken for
 * the truth of their dumps (support/taught-pages.mjs).
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findTitleAndBody } from '../dist/ingest/clean/find-body.js';
import { learnChain } from './support/chain.mjs';
import { readDump, readTruePages, SHAPES, sharedData } from './support/data.mjs';
import { learnRanking, scoreOf } from './support/ranking.mjs';
import { compareTexts, f1 } from './support/shingles.mjs';
import { readTaughtPages } from './support/taught-pages.mjs';
import {
  barePage,
  furniturePage,
  headlineCandidates,
  labelledPage,
  teaserPage,
} from './support/training-pages.mjs';

const FOLDS = 5;
/** Pages of furniture alone are rare, so only some are made. */
const FURNITURE_EVERY = 3;

/** @param {import('./support/data.mjs').TruePage} page @param {number} index */
function trainingSet(page, index) {
  const dumps = Object.fromEntries(SHAPES.map((shape) => [shape, readDump(folder, page[shape])]));
  const shapes = labelledShapes(page, dumps);
  const made = [barePage(page, index), teaserPage(truth?.pages ?? [], index)];
  const [flat] = shapes;
  if (flat && index % FURNITURE_EVERY === 0) made.push(furniturePage(flat));
  const untitled = dumps.flat.slice(dumps.flat.indexOf('\n') + 1);
  const headlines = [headlineCandidates(untitled, page), headlineCandidates(dumps.w3m, page)];
  return { page, shapes, made, headlines, isTrue: true };
}

/** Headlines are not learned from these: what the page calls itself is not always what it prints. */
function taughtSet(page) {
  return { page, shapes: labelledShapes(page, page.dumps), made: [], headlines: [], isTrue: false };
}

function labelledShapes(page, dumps) {
  return SHAPES.map((shape) => ({ shape, ...labelledPage(dumps[shape], page) }));
}

/** What somebody marked says more than what a program found. */
const TRUE_PAGES_WEIGH = 3;

/** @param {ReturnType<typeof trainingSet>[]} sets */
function learnBodies(sets) {
  return learnChain(
    sets.flatMap((set) =>
      Array(set.isTrue ? TRUE_PAGES_WEIGH : 1)
        .fill([...set.shapes, ...set.made])
        .flat(),
    ),
  );
}

/** @param {ReturnType<typeof trainingSet>[]} sets */
function write(sets) {
  const model = learnBodies(sets);
  const headline = learnRanking(sets.flatMap((set) => set.headlines));
  const clean = fileURLToPath(new URL('../src/ingest/clean/', import.meta.url));
  writeFileSync(join(clean, 'body-weights.ts'), bodySource(model));
  writeFileSync(join(clean, 'headline-weights.ts'), headlineSource(headline));
  console.log(
    `Learned ${Object.keys(model.features).length} weights for bodies, ${Object.keys(headline).length} for headlines.`,
  );
}

const NOTE =
  '/** Learned from pages whose true text is known; `npm run eval:train-pages` writes this file. */';
const WIDTH = 110;

/** @param {Record<string, number>} weights */
function table(weights) {
  const lines = [' '];
  for (const [name, weight] of Object.entries(weights).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const cell = ` ['${name}', ${weight}],`;
    if ((lines.at(-1) ?? '').length + cell.length > WIDTH) lines.push(' ');
    lines[lines.length - 1] += cell;
  }
  return lines.join('\n');
}

/** @param {import('../dist/ingest/clean/body-model.js').BodyModel} model */
function bodySource(model) {
  return `import type { BodyModel } from './body-model.js';

// biome-ignore format: a table, not code
const WEIGHTS: readonly (readonly [feature: string, weight: number])[] = [
${table(model.features)}
];

${NOTE}
export const BODY_MODEL: BodyModel = {
  features: Object.fromEntries(WEIGHTS),
  enter: ${model.enter},
  leave: ${model.leave},
  stay: ${model.stay},
};
`;
}

/** @param {Record<string, number>} weights */
function headlineSource(weights) {
  return `// biome-ignore format: a table, not code
const WEIGHTS: readonly (readonly [feature: string, weight: number])[] = [
${table(weights)}
];

${NOTE}
export const HEADLINE_WEIGHTS: Readonly<Record<string, number>> = Object.fromEntries(WEIGHTS);
`;
}

/** @param {ReturnType<typeof trainingSet>[]} sets */
function check(sets) {
  const sites = [...new Set(sets.map((set) => siteOf(set.page.url)))];
  const rows = SHAPES.map((shape) => ({ shape, scores: [] }));
  const headlines = { right: 0, all: 0 };
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const isOut = (set) => sites.indexOf(siteOf(set.page.url)) % FOLDS === fold;
    const learned = sets.filter((set) => !isOut(set));
    const model = learnBodies(learned);
    const ranking = learnRanking(learned.flatMap((set) => set.headlines));
    for (const set of sets.filter((one) => one.isTrue && isOut(one))) {
      for (const page of set.shapes) {
        rows.find((row) => row.shape === page.shape)?.scores.push(measure(page, set.page, model));
      }
      countHeadlines(set.headlines, ranking, headlines);
    }
  }
  report(rows, headlines);
}

/** Pages of one site look alike, so they are never on both sides. @param {string} url */
function siteOf(url) {
  return new URL(url).hostname.split('.').slice(-2).join('.');
}

/** @param {ReturnType<typeof labelledPage>} page @param {import('./support/data.mjs').TruePage} truth */
function measure(page, truth, model) {
  const { body } = findTitleAndBody(page.facts, model);
  return compareTexts(body.map((index) => page.blocks[index]?.text ?? '').join('\n'), truth.article_body);
}

function countHeadlines(candidateLists, ranking, headlines) {
  for (const candidates of candidateLists) {
    if (!candidates.some((candidate) => candidate.isTrue)) continue;
    const scores = candidates.map((candidate) => scoreOf(candidate.features, ranking));
    headlines.all += 1;
    headlines.right += Number(candidates[scores.indexOf(Math.max(...scores))]?.isTrue);
  }
}

function report(rows, headlines) {
  console.log(`${FOLDS} folds by site of ${folder}`);
  console.log('shape     precision  recall   F1');
  for (const { shape, scores } of rows) {
    const mean = (name) => scores.reduce((sum, score) => sum + score[name], 0) / Math.max(1, scores.length);
    const figures = [mean('precision'), mean('recall'), f1(mean('precision'), mean('recall'))];
    console.log(`${shape.padEnd(10)}${figures.map((figure) => figure.toFixed(4).padEnd(9)).join('')}`);
  }
  console.log(`headlines without a title line: ${headlines.right}/${headlines.all}`);
}

const words = process.argv.slice(2);
const given = resolve(words.find((word) => !word.startsWith('--')) ?? join(sharedData(), 'rawtext'));
const truth = readTruePages(given);
const folder = truth?.folder ?? given;
if (truth === null) {
  console.log(
    `Nothing to learn from: ${join(given, 'ground-truth.jsonl.gz')} is absent. Give a folder that holds it.`,
  );
} else {
  const taught = [
    ...(await readTaughtPages(join(folder, 'html'))),
    ...(await readTaughtPages(join(folder, '../html'))),
  ];
  console.log(`${truth.pages.length} pages with their truth, ${taught.length} more pages of HTML`);
  const sets = [...truth.pages.map((page, index) => trainingSet(page, index)), ...taught.map(taughtSet)];
  if (words.includes('--check')) check(sets);
  else write(sets);
}
