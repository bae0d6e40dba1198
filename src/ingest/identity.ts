import crypto from 'node:crypto';
import type { ArticleKey } from '../content/article/article.input.js';
import { storyUrlKey } from '../content/article/url-key.js';
import type { ArticleDraft } from './draft.js';

/** Longer keys do not fit into an index entry. */
const MAX_KEY = 1_000;

/**
 * SHA-256 in hex of what the source says: all of the draft but where and in which format it was found. Drafts
 * have passed the draft schema, which gives their members one order, so equal drafts are equal JSON.
 */
export function contentHash(draft: ArticleDraft): string {
  return sha256(contentJson(draft));
}

/**
 * What the source says, as JSON. A member that says nothing is left out: a draft keeps its hash when drafts learn
 * to say more.
 */
export function contentJson(draft: ArticleDraft): string {
  const {
    format: _format,
    location: _location,
    item: _item,
    provenance: _provenance,
    authors,
    ...content
  } = draft;
  return saidJson({
    ...content,
    authors: authors.map(({ kind, ...author }) => (kind === 'PERSON' ? author : { ...author, kind })),
  });
}

/** JSON without the members that are null or an empty list. */
export function saidJson(value: object): string {
  return JSON.stringify(said(value));
}

/** Undefined is left out by JSON, and all in one go is much faster than piece by piece. */
function said(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value ?? undefined;
  if (Array.isArray(value)) return value.map(said);
  const kept: Record<string, unknown> = {};
  for (const name in value) {
    const member = (value as Record<string, unknown>)[name];
    if (Array.isArray(member) && member.length === 0) continue;
    if (member !== null) kept[name] = typeof member === 'object' ? said(member) : member;
  }
  return kept;
}

/**
 * The names of a story that do not depend on what is stored, strongest first: its URL and its other addresses, the
 * file that is it, and its content. Content names only stories that nobody else names: the same words may stand in
 * two papers.
 *
 * @param path the file, for formats of which one file is one story; else null.
 */
export function namesOf(draft: ArticleDraft, path: string | null, hash: string): ArticleKey[] {
  const urls = new Set(
    [draft.url, ...draft.otherUrls].flatMap((url) => (url === null ? [] : (storyUrlKey(url) ?? []))),
  );
  const keys: ArticleKey[] = [...urls].map((key) => ({ kind: 'URL', key }));
  if (path !== null) keys.push({ kind: 'LOCATION', key: `#file:${sha256(path)}` });
  const isNamed = draft.sourceId !== null || urls.size > 0;
  // An explicit slug names the story by itself, wherever there is no stronger name.
  if (!isNamed && (path !== null || draft.slug === null))
    keys.push({ kind: 'CONTENT', key: `#sha256:${hash}` });
  return keys;
}

/** The name that a publisher's own identifier is, within that publication: by its slug, which is the same in every archive. */
export function sourceIdKey(publication: string, sourceId: string): ArticleKey {
  return { kind: 'SOURCE_ID', key: bounded(`#id:${publication}:`, sourceId) };
}

/** Whether the slug that a draft asks for says which story it is: where the source gives no other name. */
export function isNamedBySlug({
  slug,
  sourceId,
  url,
  otherUrls,
  provenance,
}: Pick<ArticleDraft, 'slug' | 'sourceId' | 'url' | 'otherUrls' | 'provenance'>): boolean {
  if (slug === null) return false;
  if (provenance !== null) return provenance.names.length === 0;
  if (sourceId !== null) return false;
  return ![url, ...otherUrls].some((one) => one && storyUrlKey(one));
}

/**
 * Where a draft was found, as a number of 64 bits in decimal digits: the file, and the item in it.
 *
 * @param container absolute path of the file, or what stands for it.
 */
export function placeMark(container: string, item: string | null): string {
  return crypto
    .hash('sha256', `${container}\n${item ?? ''}`, 'buffer')
    .readBigInt64BE()
    .toString();
}

function bounded(prefix: string, name: string): string {
  const key = prefix + name;
  return Buffer.byteLength(key) <= MAX_KEY ? key : `${prefix}sha256:${sha256(name)}`;
}

export function sha256(text: string): string {
  return crypto.hash('sha256', text);
}
