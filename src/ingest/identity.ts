import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import type { ArticleKey } from '../content/article/article.input.js';
import { urlKey } from '../content/article/url-key.js';
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

/** What the source says, as JSON. */
export function contentJson(draft: ArticleDraft): string {
  const { format: _format, location: _location, item: _item, ...content } = draft;
  return JSON.stringify(content);
}

/**
 * The names of a story that do not depend on what is stored, strongest first: its URL, the file that is it, and
 * its content. Content names only stories that nobody else names: the same words may stand in two papers.
 *
 * @param path the file, for formats of which one file is one story; else null.
 */
export function namesOf(draft: ArticleDraft, path: string | null, hash: string): ArticleKey[] {
  const keys: ArticleKey[] = [];
  const url = draft.url === null ? null : urlKey(draft.url);
  if (url !== null) keys.push({ kind: 'URL', key: url });
  if (path !== null) keys.push({ kind: 'LOCATION', key: bounded('#', pathToFileURL(path).href) });
  const isNamed = draft.sourceId !== null || url !== null;
  // An explicit slug names the story by itself, wherever there is no stronger name.
  if (!isNamed && (path !== null || draft.slug === null))
    keys.push({ kind: 'CONTENT', key: `#sha256:${hash}` });
  return keys;
}

/** The name that a publisher's own identifier is, within that publication. */
export function sourceIdKey(publicationId: string, sourceId: string): ArticleKey {
  return { kind: 'SOURCE_ID', key: bounded(`#id:${publicationId}:`, sourceId) };
}

/** Whether the slug that a draft asks for says which story it is: where the source gives no other name. */
export function isNamedBySlug(draft: ArticleDraft): boolean {
  return draft.slug !== null && draft.sourceId === null && draft.url === null;
}

function bounded(prefix: string, name: string): string {
  const key = prefix + name;
  return Buffer.byteLength(key) <= MAX_KEY ? key : `${prefix}sha256:${sha256(name)}`;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
