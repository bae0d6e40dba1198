import { creditsOf } from '../../clean/byline.js';
import { readDate } from '../../clean/dates.js';
import { absoluteUrl } from '../../clean/html-image.js';
import type {
  ArticleDraft,
  AuthorReference,
  BlockDraft,
  PublicationReference,
  Refusal,
  RefusalCode,
  SourceText,
  TagReference,
  TagType,
  Timestamp,
} from '../../draft.js';
import { LIMITS } from '../../draft-rules.js';
import { printable } from '../../printable.js';
import { refusalOf } from '../../refusal.js';

/** The first that says something. */
export function firstOf(...texts: (string | null | undefined)[]): string | null {
  return texts.map((text) => text?.trim() ?? '').find((text) => text !== '') ?? null;
}

/** A headline has one line, and an end. */
export function headlineOf(...texts: (string | undefined)[]): string {
  const line = (firstOf(...texts) ?? '').replace(/\s+/g, ' ');
  return [...line].slice(0, LIMITS.line).join('');
}

export function dateOf({ timeZone }: SourceText, ...texts: (string | undefined)[]): Timestamp | null {
  for (const text of texts) {
    const date = text === undefined || text.trim() === '' ? null : readDate(text.trim(), timeZone);
    if (date !== null) return date;
  }
  return null;
}

/** A tag of that name; none for what is no name. */
export function tagOf(type: TagType, name: string | undefined | null): TagReference[] {
  const line = (name ?? '').replace(/\s+/g, ' ').trim();
  if (!/[\p{L}\p{N}]/u.test(line) || line.length > LIMITS.line) return [];
  return [{ name: line, type, slug: null }];
}

/** Each tag once, however it is written. */
export function distinct(tags: readonly TagReference[]): TagReference[] {
  const seen = new Map(tags.map((tag) => [`${tag.type} ${tag.name.toLowerCase()}`, tag]));
  return [...seen.values()].slice(0, LIMITS.tags);
}

/** People whom the source names one by one, else those in its byline. */
export function authorsOf(named: readonly string[], byline: string | null): AuthorReference[] {
  const people = named.flatMap((name) => creditsOf(name, { isField: true }));
  const found = people.length > 0 ? people : byline === null ? [] : creditsOf(byline);
  return found.slice(0, LIMITS.authors);
}

export function publicationOf(name: string | null): PublicationReference | null {
  if (name === null || !/[\p{L}\p{N}]/u.test(name) || name.length > LIMITS.line) return null;
  return { name: name.replace(/\s+/g, ' '), slug: null, url: null, language: null };
}

/** A version is a whole number, wherever agencies write more than that. */
export function versionOf(text: string | number | undefined): number | null {
  const digits = /^\d{1,10}$/.exec(String(text ?? '').trim())?.[0];
  return digits === undefined || Number(digits) > LIMITS.version ? null : Number(digits);
}

export function webAddress(text: string | undefined | null): string | null {
  return text == null ? null : absoluteUrl(text, null);
}

/** Plain text: paragraphs are what empty lines part, or lines that are indented. */
export function plainBlocks(text: string): BlockDraft[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n[^\S\n]*\n|\n(?=[^\S\n]{2,}\S)/)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '')
    .slice(0, LIMITS.blocks)
    .map((part) => ({ type: 'paragraph', text: part, html: null }));
}

export function refuse(source: SourceText, item: string | null, code: RefusalCode, reason: string): Refusal {
  return refusalOf(source, code, printable(reason, 400), item);
}

const HELD = /embargo|withh|cancel|kill|delet|draft|unpublish/i;

/**
 * The refusal of what its publisher does not want to be read, or not yet; null for what is free.
 *
 * @param status the publisher's word for it: `usable`, `stat:withheld`, `Canceled`.
 * @param embargoed until when.
 */
export function held(
  source: SourceText,
  item: string | null,
  status: string | undefined,
  embargoed: string | undefined,
): Refusal | null {
  const until = dateOf(source, embargoed);
  if (status !== undefined && HELD.test(status)) {
    return refuse(source, item, 'NOT_PUBLISHED', `Its status is ${status}; only usable items are taken.`);
  }
  // Of an archive's embargoes nearly all are over.
  if (until === null || Date.parse(until) <= Date.now()) return null;
  return refuse(source, item, 'NOT_PUBLISHED', `It is embargoed until ${until}; take it when that is over.`);
}

/** The article, or the refusal of one without a headline or anything to read. */
export function complete(source: SourceText, draft: ArticleDraft): ArticleDraft | Refusal {
  const item = draft.item ?? null;
  if (!/[^\p{Z}\p{C}]/u.test(draft.headline)) {
    return refuse(source, item, 'NO_ARTICLE', 'It has no headline; a story has one.');
  }
  const isEmpty = draft.body.length === 0 && draft.standfirst === null;
  return isEmpty
    ? refuse(source, item, 'NO_ARTICLE', 'It has a headline and no text; a story has both.')
    : draft;
}
