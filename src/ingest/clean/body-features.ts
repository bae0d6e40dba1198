import type { BlockFacts } from './block-facts.js';
import type { PageTitle } from './page-title.js';
import { tellingWords, topicCounts, topicFeatures } from './topic-features.js';

/** Named measurements of one block in its surroundings: what the body model weighs. */
export type Features = [name: string, value: number][];

const WORD_BINS = [1, 2, 4, 8, 15, 30, 60];
const NEAR = 3;
const AROUND = 8;

type FlagName =
  | 'bullet'
  | 'nested'
  | 'repeated'
  | 'sharing'
  | 'service'
  | 'legal'
  | 'commenting'
  | 'otherStories'
  | 'picture'
  | 'caption'
  | 'twin'
  | 'echo'
  | 'credit'
  | 'date'
  | 'time'
  | 'address'
  | 'file'
  | 'question'
  | 'colon'
  | 'quote'
  | 'cutOff';
const FLAGS: readonly FlagName[] = [
  'bullet',
  'nested',
  'repeated',
  'sharing',
  'service',
  'legal',
  'commenting',
  'otherStories',
  'picture',
  'caption',
  'twin',
  'echo',
  'credit',
  'date',
  'time',
  'address',
  'file',
  'question',
  'colon',
  'quote',
  'cutOff',
];
const NEIGHBOUR_FLAGS: readonly FlagName[] = [
  'sharing',
  'service',
  'legal',
  'commenting',
  'otherStories',
  'credit',
  'date',
  'bullet',
  'file',
];

/** Features of every block of the page. Linear in the number of blocks. */
export function bodyFeatures(facts: readonly BlockFacts[], title: PageTitle): Features[] {
  const prose = runningSums(facts, (fact) => (fact.prose && !fact.bullet && !fact.nested ? fact.words : 0));
  const anyWords = runningSums(facts, (fact) => fact.words);
  const items = listRuns(facts);
  const marks = distancesFromMarks(facts, title);
  const headlineKey = facts[title.at]?.key ?? '';
  const topics = topicCounts(facts);
  const headline = new Set(tellingWords(headlineKey));
  return facts.map((fact, index) => [
    ...ownFeatures(fact, headlineKey, index),
    ...neighbourFeatures(facts, index),
    ...windowFeatures(prose, anyWords, index),
    ...placeFeatures(index, title, marks[index]),
    ...(items[index] ?? []),
    ...teaserFeatures(facts, index),
    ...topicFeatures(fact, topics, headline),
  ]);
}

function teaserFeatures(facts: readonly BlockFacts[], index: number): Features {
  const features: Features = [];
  const fact = facts[index];
  if (isTeaserItem(fact, facts[index + 1])) features.push(['item with text', 1]);
  if (fact?.nested && isTeaserItem(facts[index - 1], fact)) {
    features.push(['text of item', 1], [`text of item ${fact.sentence ? 'whole' : 'cut'}`, 1]);
  }
  return features;
}

function wordBin(words: number): number {
  const bin = WORD_BINS.findIndex((most) => words <= most);
  return bin < 0 ? WORD_BINS.length : bin;
}

/** A list item that is a title, with a text under it: how pages show other stories. */
function isTeaserItem(fact: BlockFacts | undefined, below: BlockFacts | undefined): boolean {
  return (
    fact !== undefined &&
    below !== undefined &&
    fact.bullet &&
    !fact.sentence &&
    fact.words >= 3 &&
    below.nested
  );
}

function kindOf(fact: BlockFacts): string {
  const bin = wordBin(fact.words);
  return `${fact.bullet ? 'b' : fact.nested ? 'n' : 'p'}${fact.sentence ? 's' : '-'}${bin}`;
}

function ownFeatures(fact: BlockFacts, headlineKey: string, index: number): Features {
  const features: Features = [
    ['bias', 1],
    [`kind ${kindOf(fact)}`, 1],
  ];
  for (const flag of FLAGS)
    if (fact[flag]) features.push([flag, 1], [`${flag} ${fact.words > 12 ? 'long' : 'short'}`, 1]);
  features.push(
    ['lower', fact.lowerShare],
    ['digits', fact.digitShare],
    ['log words', Math.log1p(fact.words) / 4],
  );
  features.push(['commas', Math.min(3, fact.commas) / 3]);
  if (fact.words > 6) features.push(['lower long', fact.lowerShare]);
  if (headlineKey !== '' && fact.key === headlineKey) features.push(['is headline', 1]);
  if (index === 0) features.push(['first', 1]);
  return features;
}

function neighbourFeatures(facts: readonly BlockFacts[], index: number): Features {
  const features: Features = [];
  for (const away of [-2, -1, 1, 2]) {
    const other = facts[index + away];
    if (other === undefined) {
      features.push([`${away} none`, 1]);
      continue;
    }
    const size = other.words <= 3 ? 'tiny' : other.words <= 10 ? 'short' : other.words <= 25 ? 'mid' : 'long';
    features.push([
      `${away} ${other.bullet ? 'b' : other.nested ? 'n' : 'p'}${other.sentence ? 's' : '-'} ${size}`,
      1,
    ]);
    if (Math.abs(away) === 1)
      for (const flag of NEIGHBOUR_FLAGS) if (other[flag]) features.push([`${away} ${flag}`, 1]);
  }
  return features;
}

/** sums[i] is the total before block i. */
function runningSums(facts: readonly BlockFacts[], amount: (fact: BlockFacts) => number): number[] {
  const sums = [0];
  for (const fact of facts) sums.push((sums.at(-1) ?? 0) + amount(fact));
  return sums;
}

function windowFeatures(prose: readonly number[], words: readonly number[], index: number): Features {
  const last = prose.length - 1;
  const between = (sums: readonly number[], from: number, to: number): number =>
    (sums[Math.min(last, Math.max(0, to))] ?? 0) - (sums[Math.min(last, Math.max(0, from))] ?? 0);
  const total = Math.max(1, prose[last] ?? 1);
  const log = (amount: number): number => Math.log1p(amount) / 5;
  const features: Features = [];
  for (const reach of [NEAR, AROUND]) {
    const before = between(prose, index - reach, index);
    const after = between(prose, index + 1, index + 1 + reach);
    features.push([`prose before ${reach}`, log(before)], [`prose after ${reach}`, log(after)]);
    features.push([`prose between ${reach}`, log(Math.min(before, after))]);
    const all = between(words, index - reach, index + 1 + reach);
    features.push([`prose share ${reach}`, (before + after) / Math.max(1, all)]);
  }
  const done = (prose[index] ?? 0) / total;
  features.push([`done ${Math.min(9, Math.floor(done * 10))}`, 1]);
  if (between(prose, index + 1, last) === 0) features.push(['no prose after', 1]);
  if ((prose[index] ?? 0) === 0) features.push(['no prose before', 1]);
  return features;
}

interface Marks {
  /** Blocks since the last mark of each kind; Infinity when there was none. */
  otherStories: number;
  commenting: number;
  legal: number;
  credit: number;
}

/** How far above the block a heading of other stories, comments, law, or the byline and date stand. */
function distancesFromMarks(facts: readonly BlockFacts[], title: PageTitle): Marks[] {
  const marks: Marks[] = [];
  const last = { otherStories: -1e9, commenting: -1e9, legal: -1e9, credit: -1e9 };
  facts.forEach((fact, index) => {
    marks.push({
      otherStories: index - last.otherStories,
      commenting: index - last.commenting,
      legal: index - last.legal,
      credit: index - last.credit,
    });
    if (index <= title.at) return;
    if (fact.otherStories && !fact.sentence) last.otherStories = index;
    if (fact.commenting && !fact.sentence) last.commenting = index;
    if (fact.legal) last.legal = index;
    if (fact.credit || fact.date) last.credit = index;
  });
  return marks;
}

function placeFeatures(index: number, title: PageTitle, marks: Marks | undefined): Features {
  const features: Features = [];
  const away = index - title.at;
  features.push([
    away < 0 ? 'before headline' : away === 0 ? 'at headline' : `after headline ${distanceBin(away)}`,
    1,
  ]);
  if (marks === undefined) return features;
  for (const [name, distance] of Object.entries(marks)) {
    features.push([`${name} above ${distance > 1e6 ? 'never' : distanceBin(Number(distance))}`, 1]);
  }
  return features;
}

function distanceBin(distance: number): string {
  if (distance <= 1) return '1';
  if (distance <= 3) return '3';
  if (distance <= 6) return '6';
  if (distance <= 12) return '12';
  return distance <= 30 ? '30' : 'far';
}

/** Lists of links have many short items; lists of an article few long ones. */
function listRuns(facts: readonly BlockFacts[]): Features[] {
  const features: Features[] = facts.map(() => []);
  let from = 0;
  for (let index = 0; index <= facts.length; index += 1) {
    const fact = facts[index];
    if (fact && (fact.bullet || fact.nested)) continue;
    if (index > from) markRun(facts, features, from, index);
    from = index + 1;
  }
  return features;
}

function markRun(facts: readonly BlockFacts[], features: Features[], from: number, to: number): void {
  const run = facts.slice(from, to);
  const words = run.reduce((sum, fact) => sum + fact.words, 0) / run.length;
  const sentences = run.filter((fact) => fact.sentence).length / run.length;
  const mean = words <= 3 ? 'names' : words <= 8 ? 'titles' : words <= 16 ? 'phrases' : 'texts';
  for (let index = from; index < to; index += 1) {
    features[index]?.push(
      [`list of ${mean}`, 1],
      ['list sentences', sentences],
      ['list length', Math.log1p(run.length) / 4],
    );
  }
}
