/**
 * Pages with labels to learn from: the true pages in their shapes, and pages made of their texts that show what
 * the true ones show too rarely: articles without furniture, lists of cut-off teasers, furniture without article.
 */
import { blockFacts } from '../../dist/ingest/clean/block-facts.js';
import { bodyFeatures } from '../../dist/ingest/clean/body-features.js';
import { bodyVocabulary, couldBeHeadline, headlineFeatures } from '../../dist/ingest/clean/headline-score.js';
import { readPageLines } from '../../dist/ingest/clean/page-lines.js';
import { findTitle, firstProse } from '../../dist/ingest/clean/page-title.js';
import { unwrapLines } from '../../dist/ingest/clean/unwrap.js';
import { seeded } from './chain.mjs';
import { shinglesOf, wordsOf } from './shingles.mjs';
import { trueHeadlines } from './titles.mjs';

/** @typedef {import('./data.mjs').TruePage} TruePage */
/** @typedef {import('../../dist/ingest/clean/unwrap.js').TextBlock} TextBlock */

const SHINGLE_WORDS = 4;
const TRUE_FROM = 0.6;

/** @param {TextBlock[]} blocks */
function readBlocks(blocks) {
  const facts = blockFacts(blocks);
  const title = findTitle(facts, firstProse(facts));
  return { blocks, facts, features: bodyFeatures(facts, title) };
}

/** @param {string} text */
function readText(text) {
  return readBlocks(unwrapLines(readPageLines(text)).blocks);
}

/** A dump with the blocks of its true body marked. @param {string} text @param {TruePage} page */
export function labelledPage(text, page) {
  const read = readText(text);
  return { ...read, labels: labelsOf(read.facts, page) };
}

/** @param {import('../../dist/ingest/clean/block-facts.js').BlockFacts[]} facts @param {TruePage} page */
function labelsOf(facts, page) {
  const truth = shinglesOf(page.article_body);
  const paragraphs = new Set(page.paragraphs.map((paragraph) => wordsOf(paragraph).join(' ')));
  const shares = facts.map((fact) => {
    const shingles = [...shinglesOf(fact.block.text).keys()];
    if (wordsOf(fact.block.text).length < SHINGLE_WORDS) return null;
    return shingles.filter((shingle) => truth.has(shingle)).length / shingles.length;
  });
  const sure = shares.flatMap((share, index) =>
    (share ?? 0) >= TRUE_FROM && (facts[index]?.words ?? 0) >= 8 ? [index] : [],
  );
  const near = (/** @type {number} */ index) =>
    index >= (sure[0] ?? Infinity) - 4 && index <= (sure.at(-1) ?? -Infinity) + 4;
  return facts.map((fact, index) => {
    const share = shares[index];
    if (share === null || share === undefined)
      return Number(near(index) && paragraphs.has(wordsOf(fact.block.text).join(' ')));
    return Number(share >= TRUE_FROM && (fact.words >= 8 || near(index)));
  });
}

const WIDTHS = [70, 80, 66, 90];

/** @param {string} text @param {number} width */
function wrap(text, width) {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}

/** Headline and article alone, now and then wrapped. @param {TruePage} page @param {number} index */
export function barePage(page, index) {
  const width = WIDTHS[index % WIDTHS.length] ?? 80;
  const title = (page.og_title ?? page.html_title ?? '').trim();
  const paragraphs = page.paragraphs.map(withoutBullet);
  const hasTitle = index % 3 !== 2 || index % 2 === 1;
  const parts =
    index % 3 === 0
      ? paragraphs
      : index % 3 === 1
        ? paragraphs.flatMap((paragraph) => wrap(paragraph, width))
        : paragraphs.map((paragraph) => wrap(paragraph, width).join('\n'));
  const read = readText([...(hasTitle ? [title] : []), ...parts].join('\n\n'));
  return { ...read, labels: read.blocks.map((_, at) => Number(!(hasTitle && at === 0))) };
}

/** @param {string} paragraph */
function withoutBullet(paragraph) {
  return paragraph.replace(/^\s*•\s*/u, '');
}

/** An article and below it other stories' headlines with teasers. @param {TruePage[]} pages @param {number} index */
export function teaserPage(pages, index) {
  const page = pages[index];
  if (page === undefined) throw new Error(`There is no page ${index}.`);
  const title = (page.og_title ?? page.html_title ?? '').trim();
  const paragraphs = page.paragraphs.map(withoutBullet);
  const width = WIDTHS[index % WIDTHS.length] ?? 80;
  const lines = index % 3 === 0 ? paragraphs : paragraphs.flatMap((paragraph) => wrap(paragraph, width));
  const others = teasers(pages, index);
  const items = others.map(({ headline, teaser }) => `  • ${headline}\n\n    ${teaser}`);
  const heading = index % 2 === 1 ? [`${title} - The Paper`, title] : [title];
  const read = readText([...heading, ...lines, ...items].join('\n\n'));
  const outside = new Set([...others.flatMap(({ headline, teaser }) => [headline, teaser]), ...heading]);
  return { ...read, labels: read.blocks.map((block) => Number(!outside.has(block.text))) };
}

/** @param {TruePage[]} pages @param {number} index */
function teasers(pages, index) {
  const random = seeded(index * 7919 + 13);
  const pick = (/** @type {number} */ below) => Math.floor(random() * below);
  return Array.from({ length: 3 + pick(6) }, () => pages[pick(pages.length)]).flatMap((other) => {
    const text = other?.paragraphs
      .map((paragraph) => paragraph.trim())
      .find((paragraph) => paragraph.length > 120);
    if (other === undefined || text === undefined || other === pages[index]) return [];
    const cut = text.slice(0, 120 + pick(200));
    const teaser = pick(4) > 0 ? cut.slice(0, cut.lastIndexOf(' ')) : text.slice(0, 400);
    return [{ headline: (other.og_title ?? other.html_title ?? '').trim(), teaser: teaser.trim() }];
  });
}

/** What is left of a page without its article. @param {ReturnType<typeof labelledPage>} page */
export function furniturePage(page) {
  const read = readBlocks(page.blocks.filter((_, index) => page.labels[index] === 0));
  return { ...read, labels: read.blocks.map(() => 0) };
}

const FARTHEST_HEADLINE = 60;

/** The blocks above the true body, the true headline marked. @param {string} text @param {TruePage} page */
export function headlineCandidates(text, page) {
  const { facts, labels } = labelledPage(text, page);
  const bodyStart = labels.indexOf(1);
  const forms = trueHeadlines(page);
  const vocabulary = bodyVocabulary(facts, bodyStart);
  const candidates = [];
  for (let index = bodyStart - 1; index >= Math.max(0, bodyStart - FARTHEST_HEADLINE); index -= 1) {
    if (!couldBeHeadline(facts[index])) continue;
    candidates.push({
      features: headlineFeatures(facts, index, bodyStart, vocabulary),
      isTrue: forms.has(facts[index]?.key ?? ''),
    });
  }
  return candidates;
}
