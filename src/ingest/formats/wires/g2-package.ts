import type { ArticleDraft, Draft, Refusal, RelatedDraft } from '../../draft.js';
import { firstOf } from './wire-fields.js';
import { within, type XmlElement } from './xml-tree.js';

/** Of a package with more stories, those that stand first. */
const MOST = 50;

/**
 * Relates the stories of a message that stand in one package: each to the others, in the package's order. What a
 * package lists and the message does not hold has no text or headline here.
 *
 * @param found the drafts and refusals of the message, in its order.
 */
export function relatePackaged(
  packages: readonly XmlElement[],
  found: readonly (Draft | Refusal)[],
): (Draft | Refusal)[] {
  const stories = new Map<string, ArticleDraft>();
  for (const one of found)
    if (one.kind === 'article' && one.sourceId !== null) stories.set(one.sourceId, one);
  const lists = packages.map((item) => membersOf(item, stories));
  return found.map((one) => {
    if (one.kind !== 'article') return one;
    const others = lists
      .filter((list) => list.includes(one))
      .flatMap((list) => list.filter((other) => other !== one));
    const related = [...new Set(others)].map(relatedTo);
    return related.length === 0 ? one : { ...one, related: [...one.related, ...related] };
  });
}

function membersOf(item: XmlElement, stories: ReadonlyMap<string, ArticleDraft>): ArticleDraft[] {
  const members = within(item, 'itemref').flatMap(
    ({ attributes }) => stories.get(firstOf(attributes.residref) ?? '') ?? [],
  );
  return [...new Set(members)].slice(0, MOST);
}

function relatedTo({ headline, standfirst, url }: ArticleDraft): RelatedDraft {
  return { origin: 'SOURCE', headline, teaser: standfirst, url, slug: null };
}
