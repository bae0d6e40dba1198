import type { TagReference, TagType } from '../../draft.js';
import { LIMITS } from '../../draft-rules.js';
import { onOneLine, plainLine } from './feed-text.js';
import { childrenOf, textIn, textOf, type XmlNode } from './xml-node.js';

/** What the words at the end of a category's scheme say about its type: `.../keywords/nyt_per`. */
const TYPE_WORDS: readonly (readonly [TagType, RegExp])[] = [
  ['PERSON', /^(?:per|pers|persons?|people)$/],
  ['ORGANISATION', /^(?:org|orgs|organi[sz]ations?|company|companies)$/],
  ['PLACE', /^(?:geo|places?|locations?|country|countries|city|cities|regions?)$/],
  ['EVENT', /^events?$/],
  ['SECTION', /^sections?$/],
  ['SERIES', /^series$/],
];

/** The type that the name of a scheme or domain of categories states; topics otherwise. */
export function typeOfScheme(scheme: string | undefined): TagType {
  const words =
    (scheme ?? '')
      .toLowerCase()
      .split(/[/#:?=]/)
      .filter((part) => part !== '')
      .at(-1) ?? '';
  const parts = words.split(/[^a-z]+/);
  return TYPE_WORDS.find(([, word]) => parts.some((part) => word.test(part)))?.[0] ?? 'TOPIC';
}

/** A list of tags without empty, overlong and repeated names. */
export function distinctTags(tags: readonly { name: string; type: TagType }[]): TagReference[] {
  const found = new Map<string, TagReference>();
  for (const { name, type } of tags) {
    const line = onOneLine(name);
    const isName =
      /[^\p{Z}\p{C}\p{P}]/u.test(line) && [...line.slice(0, LIMITS.line * 2)].length <= LIMITS.line;
    const key = `${type} ${line.toLowerCase()}`;
    if (isName && !found.has(key)) found.set(key, { name: line, type, slug: null });
    if (found.size >= LIMITS.tags) break;
  }
  return [...found.values()];
}

/** The categories, subjects and keywords of an item. */
export function entryTags(item: XmlNode): TagReference[] {
  const categories = childrenOf(item, 'category', 'atom:category').map((node) => {
    const { label, term, scheme, domain } = node.attributes;
    const name = textOf(node) || label || term || '';
    return { name: plain(name), type: typeOfScheme(scheme ?? domain) };
  });
  const subjects = childrenOf(item, 'dc:subject', 'dcterms:subject').map((node) => ({
    name: plain(textOf(node) || (textIn(node, 'rdf:value') ?? '')),
    type: 'TOPIC' as const,
  }));
  const keywords = childrenOf(item, 'media:keywords', 'itunes:keywords')
    .flatMap((node) => textOf(node).split(','))
    .map((name) => ({ name: plain(name), type: 'TOPIC' as const }));
  return distinctTags([...categories, ...subjects, ...keywords]);
}

/** The part of the paper that an item stands in, where its feed says so. */
export function entrySection(item: XmlNode): TagReference | null {
  return distinctTags([{ name: textIn(item, 'slash:section') ?? '', type: 'SECTION' }])[0] ?? null;
}

/** Names are escaped once more by many feeds. */
function plain(name: string): string {
  return plainLine({ kind: 'html', value: name, base: null });
}
