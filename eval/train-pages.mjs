/**
 * Learns the weights by which page dumps are read, from pages whose true text is known, and writes them into
 * src/ingest/clean/:
 *
 *   npm run eval:train-pages               the shared data
 *   npm run eval:train-pages -- FOLDER     another folder with ground-truth.jsonl.gz and its pages
 *   npm run eval:train-pages -- --check    writes nothing: learns on four fifths of the sites and measures on the
 *                                          rest, five times, so that no page is measured that was learned from
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findTitleAndBody } from '../dist/ingest/clean/find-body.js';
import { learnChain } from './support/chain.mjs';
import { readDump, readTruePages, SHAPES, sharedData } from './support/data.mjs';
import { learnRanking, scoreOf } from './support/ranking.mjs';
import { compareTexts, f1 } from './support/shingles.mjs';
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
  const shapes = SHAPES.map((shape) => ({ shape, ...labelledPage(readDump(folder, page[shape]), page) }));
  const made = [barePage(page, index), teaserPage(truth?.pages ?? [], index)];
  const [flat] = shapes;
  if (flat && index % FURNITURE_EVERY === 0) made.push(furniturePage(flat));
  const titled = readDump(folder, page.flat);
  const untitled = titled.slice(titled.indexOf('\n') + 1);
  const headlines = [
    headlineCandidates(untitled, page),
    headlineCandidates(readDump(folder, page.w3m), page),
  ];
  return { page, shapes, made, headlines };
}

/** @param {ReturnType<typeof trainingSet>[]} sets */
function write(sets) {
  const model = learnChain(sets.flatMap((set) => [...set.shapes, ...set.made]));
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
    const model = learnChain(learned.flatMap((set) => [...set.shapes, ...set.made]));
    const ranking = learnRanking(learned.flatMap((set) => set.headlines));
    for (const set of sets.filter(isOut)) {
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
  const sets = truth.pages.map((page, index) => trainingSet(page, index));
  if (words.includes('--check')) check(sets);
  else write(sets);
}
