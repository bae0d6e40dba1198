import type { BlockFacts } from './block-facts.js';
import type { Features } from './body-features.js';
import { HEADLINE_WEIGHTS } from './headline-weights.js';

const MOST_WORDS = 40;
const VOCABULARY_BLOCKS = 12;
const SHORTEST_TELLING_WORD = 4;
const FOLLOWING = 4;
const SIZES: readonly (readonly [most: number, name: string])[] = [
  [2, 'words 2'],
  [4, 'words 4'],
  [8, 'words 8'],
  [14, 'words 14'],
  [22, 'words 22'],
  [MOST_WORDS, 'words more'],
];

/** Telling words of the first paragraphs: a headline speaks of what its story speaks of. */
export function bodyVocabulary(facts: readonly BlockFacts[], bodyStart: number): Set<string> {
  const words = new Set<string>();
  for (const fact of facts.slice(bodyStart, bodyStart + VOCABULARY_BLOCKS)) {
    for (const word of tellingWords(fact)) words.add(word);
  }
  return words;
}

function tellingWords(fact: BlockFacts): string[] {
  return fact.key.split(' ').filter((word) => word.length >= SHORTEST_TELLING_WORD);
}

/** Whether a block before the body is worth looking at as its headline. */
export function couldBeHeadline(fact: BlockFacts | undefined): boolean {
  if (fact === undefined || fact.bullet || fact.words === 0 || fact.words > MOST_WORDS) return false;
  return !fact.service && !fact.legal && !fact.file;
}

/** What speaks for and against a block as the headline of the body that starts at `bodyStart`. */
export function headlineFeatures(
  facts: readonly BlockFacts[],
  index: number,
  bodyStart: number,
  vocabulary: ReadonlySet<string>,
): Features {
  const fact = facts[index];
  if (fact === undefined) return [];
  const telling = tellingWords(fact);
  const known = telling.filter((word) => vocabulary.has(word)).length;
  const size = SIZES.find(([most]) => fact.words <= most)?.[1] ?? 'words more';
  const flags = {
    nested: fact.nested,
    repeated: fact.repeated,
    sentence: fact.sentence,
    question: fact.question,
    colon: fact.colon,
    quote: fact.quote,
    date: fact.date,
    credit: fact.credit,
    picture: fact.picture,
    sharing: fact.sharing,
    'other stories': fact.otherStories,
    address: fact.address,
    'cut off': fact.cutOff,
  };
  const set = Object.entries(flags).filter(([, isSet]) => isSet);
  return [
    [size, 1],
    ['known share', known / Math.max(2, telling.length)],
    ['known words', Math.min(known, 5) / 5],
    ['lower', fact.lowerShare],
    ['distance', Math.log1p(bodyStart - index)],
    ...set.map(([name]) => [name, 1] as [string, number]),
    ...surroundings(facts, index, bodyStart),
  ];
}

function surroundings(facts: readonly BlockFacts[], index: number, bodyStart: number): Features {
  const features: Features = [];
  const following = facts.slice(index + 1, Math.min(index + 1 + FOLLOWING, bodyStart));
  const before = facts.slice(Math.max(0, index - FOLLOWING), index);
  if (following.some((fact) => fact.date)) features.push(['date below', 1]);
  if (following.some((fact) => fact.credit && !fact.bullet)) features.push(['credit below', 1]);
  if (before.some((fact) => fact.date)) features.push(['date above', 1]);
  if (before.some((fact) => fact.credit && !fact.bullet)) features.push(['credit above', 1]);
  if (facts[index - 1]?.bullet) features.push(['item above', 1]);
  if (facts[index + 1]?.bullet) features.push(['item below', 1]);
  if (facts[index + 1]?.sentence) features.push(['sentence below', 1]);
  if ((facts[index - 1]?.words ?? 0) >= 6) features.push(['text above', 1]);
  return features;
}

/** The higher, the more the block reads as the headline. */
export function headlineScore(features: Features): number {
  let score = 0;
  for (const [name, value] of features) score += (HEADLINE_WEIGHTS[name] ?? 0) * value;
  return score;
}
