import type { BlockFacts } from './block-facts.js';
import type { Features } from './body-features.js';

const SHORTEST_TELLING_WORD = 5;

/** Words of a block's key that are long enough to say what it is about. */
export function tellingWords(key: string): string[] {
  return key.split(' ').filter((word) => word.length >= SHORTEST_TELLING_WORD);
}

/** In how many blocks of running text each telling word occurs. */
export function topicCounts(facts: readonly BlockFacts[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const fact of facts) {
    if (!fact.prose || fact.repeated) continue;
    for (const word of new Set(tellingWords(fact.key))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** Paragraphs of one story share their words; teasers, notices and comments speak of other things. */
export function topicFeatures(
  fact: BlockFacts,
  topics: ReadonlyMap<string, number>,
  headline: ReadonlySet<string>,
): Features {
  const words = [...new Set(tellingWords(fact.key))];
  if (words.length < 3) return [];
  const least = fact.prose && !fact.repeated ? 2 : 1;
  const shared = words.filter((word) => (topics.get(word) ?? 0) >= least).length;
  const ofHeadline = words.filter((word) => headline.has(word)).length;
  return [
    ['topic share', shared / words.length],
    ['of headline', Math.min(3, ofHeadline) / 3],
    [fact.bullet || fact.nested ? 'topic share of item' : 'topic share of text', shared / words.length],
  ];
}
