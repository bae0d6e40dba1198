import type { RelatedDraft } from '../draft.js';
import type { BlockFacts } from './block-facts.js';

const FEWEST_HEADLINE_WORDS = 4;
const MOST_HEADLINE_WORDS = 30;
const FEWEST_TEASER_WORDS = 9;
const MOST_STORIES = 50;

/**
 * Lists of other stories below the body: list items with a teaser under each headline, and items under a
 * heading such as "More from". Menus and footers have neither.
 */
export function findRelated(
  facts: readonly BlockFacts[],
  body: readonly number[],
  headlineKey: string,
): RelatedDraft[] {
  const inBody = new Set(body);
  const stories = new Map<string, RelatedDraft>();
  let underHeading = false;
  for (let index = (body.at(-1) ?? facts.length) + 1; index < facts.length; index += 1) {
    const fact = facts[index];
    if (fact === undefined || inBody.has(index)) continue;
    if (!fact.bullet) {
      if (!fact.nested) underHeading = fact.otherStories && fact.words <= 8;
      continue;
    }
    const group = itemGroup(facts, index);
    const story = readStory(group, underHeading);
    const key = story === null ? '' : storyKey(group, story);
    if (story === null || key === headlineKey || stories.has(key) || stories.size >= MOST_STORIES) continue;
    stories.set(key, story);
  }
  return [...stories.values()];
}

/** A list item and the blocks indented under it. */
function itemGroup(facts: readonly BlockFacts[], from: number): BlockFacts[] {
  let to = from + 1;
  while (facts[to]?.nested) to += 1;
  return facts.slice(from, to);
}

function storyKey(group: readonly BlockFacts[], story: RelatedDraft): string {
  return group.find((fact) => fact.block.text === story.headline)?.key ?? story.headline ?? '';
}

function readStory(group: readonly BlockFacts[], underHeading: boolean): RelatedDraft | null {
  const at = group.findIndex(isHeadline);
  const headline = group[at];
  if (headline === undefined) return null;
  const teaser = group.slice(at + 1).find((fact) => isTeaser(fact, headline));
  if (teaser === undefined && !underHeading) return null;
  return {
    origin: 'SOURCE',
    headline: headline.block.text,
    teaser: teaser?.block.text ?? null,
    url: null,
    slug: null,
  };
}

function isHeadline(fact: BlockFacts): boolean {
  if (fact.words < FEWEST_HEADLINE_WORDS || fact.words > MOST_HEADLINE_WORDS) return false;
  return !fact.file && !fact.legal && !fact.sharing && !fact.service && !(fact.date && fact.words <= 8);
}

function isTeaser(fact: BlockFacts, headline: BlockFacts): boolean {
  return fact.words >= FEWEST_TEASER_WORDS && fact.key !== headline.key && !fact.legal && !fact.service;
}
