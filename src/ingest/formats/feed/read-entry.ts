import { declaredLanguage } from '../../clean/declared-language.js';
import type { LanguageTag, PublicationReference } from '../../draft.js';
import { LIMITS } from '../../draft-rules.js';
import { entryLinks, homePageOf } from './entry-links.js';
import { entryImage } from './entry-media.js';
import { authorsOf } from './entry-people.js';
import { entrySection, entryTags } from './entry-tags.js';
import type { FeedChannel, FeedEntry } from './feed-entry.js';
import { type FeedText, plainLine, readText } from './feed-text.js';
import { childrenOf, textIn, type XmlNode } from './xml-node.js';

const CONTENT = ['content:encoded', 'content', 'atom:content', 'body', 'xhtml:body', 'xhtml:div', 'fullitem'];
const SUMMARY = ['description', 'summary', 'atom:summary', 'abstract', 'dcterms:abstract', 'dc:description'];
const LAST_SUMMARY = ['media:description', 'itunes:summary', 'itunes:subtitle'];
const PUBLISHED = [
  'pubdate',
  'published',
  'atom:published',
  'issued',
  'atom:issued',
  'dcterms:issued',
  'dc:date',
];
const CREATED = ['dcterms:created', 'created', 'atom:created'];
const MODIFIED = ['updated', 'atom:updated', 'dcterms:modified', 'modified', 'atom:modified', 'lastmod'];

/** An item of any dialect of XML feeds. */
export function readEntry(item: XmlNode, channel: FeedChannel, isAtom: boolean): FeedEntry {
  const published = textIn(item, ...PUBLISHED);
  const modified = textIn(item, ...MODIFIED) ?? item.attributes.lastmod ?? null;
  return {
    id: idOf(item),
    ...entryLinks(item, isAtom, channel.base),
    title: lineIn(item, isAtom, 'title', 'atom:title', 'dc:title', 'media:title', 'itunes:title'),
    ...textsOf(item, isAtom),
    authors: creditedIn(item, channel),
    published: published ?? textIn(item, ...CREATED) ?? modified,
    modified,
    tags: entryTags(item),
    section: entrySection(item),
    language: languageOf(item, isAtom),
    leadImage: entryImage(item, channel.base),
    source: sourceOf(item, isAtom),
  };
}

/** In Atom, the author of the feed that an entry is from has written the entries that name nobody. */
function creditedIn(item: XmlNode, channel: FeedChannel): string[] {
  const own = authorsOf(item);
  if (own.length > 0) return own;
  const [source] = childrenOf(item, 'source', 'atom:source');
  const first = source === undefined ? [] : authorsOf(source);
  return first.length > 0 ? first : channel.authors;
}

/** What a feed says about itself, as far as it has been read. */
export function readChannel(node: XmlNode | null, documentUrl: string | null, isAtom: boolean): FeedChannel {
  if (node === null) return { publication: null, language: null, authors: [], base: documentUrl };
  const url = homePageOf(node, isAtom);
  const language =
    declaredLanguage(textIn(node, 'language', 'dc:language')) ?? declaredLanguage(node.language);
  return {
    publication: publicationOf(
      lineIn(node, isAtom, 'title', 'atom:title', 'dc:title', 'itunes:title'),
      url,
      language,
    ),
    language,
    authors: isAtom ? authorsOf(node) : [],
    base: documentUrl ?? url,
  };
}

/** Null without a name that an archive can keep. */
export function publicationOf(
  name: string | null,
  url: string | null,
  language: LanguageTag | null,
): PublicationReference | null {
  if (name === null || !/[^\p{Z}\p{C}]/u.test(name)) return null;
  return {
    name: [...name.slice(0, LIMITS.line * 2)].slice(0, LIMITS.line).join(''),
    slug: null,
    url,
    language,
  };
}

function idOf(item: XmlNode): string | null {
  const id = textIn(item, 'guid', 'id', 'atom:id', 'dc:identifier') ?? item.attributes['rdf:about']?.trim();
  return id === undefined || id === '' || id.length > LIMITS.address ? null : id;
}

function lineIn(node: XmlNode, isAtom: boolean, ...names: readonly string[]): string | null {
  for (const name of names) {
    for (const child of childrenOf(node, name)) {
      const text = readText(child, isAtomText(child, isAtom));
      const line = text === null ? '' : plainLine(text);
      if (line !== '') return line;
    }
  }
  return null;
}

function isAtomText({ name }: XmlNode, isAtom: boolean): boolean {
  return name.startsWith('atom:') || (isAtom && !name.includes(':'));
}

function textsOf(item: XmlNode, isAtom: boolean): { content: FeedText | null; summary: FeedText | null } {
  const content = firstText(item, isAtom, CONTENT);
  const summary = firstText(item, isAtom, SUMMARY);
  return { content, summary: summary ?? firstText(item, isAtom, LAST_SUMMARY) };
}

function firstText(item: XmlNode, isAtom: boolean, names: readonly string[]): FeedText | null {
  const groups = [item, ...childrenOf(item, 'media:group')];
  for (const node of groups.flatMap((group) => childrenOf(group, ...names))) {
    const text = readText(node, isAtomText(node, isAtom));
    if (text !== null) return text;
  }
  return null;
}

/** Of the text where it says so, else of the item; null when only the feed says. */
function languageOf(item: XmlNode, isAtom: boolean): LanguageTag | null {
  const own = declaredLanguage(textIn(item, 'dc:language', 'language'));
  if (own !== null) return own;
  const texts = childrenOf(item, ...CONTENT, ...SUMMARY, isAtom ? 'title' : 'atom:title');
  for (const { language } of [...texts, item]) {
    const declared = declaredLanguage(language);
    if (declared !== null) return declared;
  }
  return null;
}

/** Feeds that collect from others name where they have an item from. */
function sourceOf(item: XmlNode, isAtom: boolean): PublicationReference | null {
  const [source] = childrenOf(item, 'source', 'atom:source');
  if (source === undefined) return null;
  const isAtomSource = isAtomText(source, isAtom) || childrenOf(source, 'title').length > 0;
  const name = isAtomSource ? lineIn(source, true, 'title', 'atom:title') : lineIn(item, isAtom, 'source');
  return publicationOf(name, isAtomSource ? homePageOf(source, true) : null, null);
}
