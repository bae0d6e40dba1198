import type { ArticleKey } from '../content/article/article.input.js';
import type { BlockValue, ImageValue } from '../content/article/block.js';
import type { AuthorKind } from '../content/author/author-kind.js';
import type { TagType } from '../content/tag/tag-type.js';

/**
 * What every input format becomes before it is stored. A draft says only what its source says:
 * a value that the source does not give is null (or an empty list), never a guess.
 */

export { AUTHOR_KINDS, type AuthorKind } from '../content/author/author-kind.js';
export { TAG_TYPES, type TagType } from '../content/tag/tag-type.js';

/** A date and time in RFC 3339 with an offset, e.g. `1993-12-17T00:00:00.000Z`. */
export type Timestamp = string;

/** BCP 47 language tag, e.g. `en`, `km`, `pt-BR`. */
export type LanguageTag = string;

/** Who says that two stories belong together. Computed relations are never drafted. */
export const DRAFT_ORIGINS = ['EDITORIAL', 'SOURCE'] as const;
export type DraftOrigin = (typeof DRAFT_ORIGINS)[number];

export type ImageDraft = ImageValue;
export type BlockDraft = BlockValue;

/** Who is credited with a story. Matched to a stored author by slug when given, else by normalised name. */
export interface AuthorReference {
  name: string;
  slug: string | null;
  kind: AuthorKind;
}

/** A tag on a story. Matched to a stored tag by slug when given, else by type and normalised name or alias. */
export interface TagReference {
  name: string;
  type: TagType;
  slug: string | null;
}

/** Another story that this one names. At least one of `headline`, `url` and `slug` is set. */
export interface RelatedDraft {
  origin: DraftOrigin;
  headline: string | null;
  /** The words printed under that headline, often cut off by the source. */
  teaser: string | null;
  url: string | null;
  /** Slug of an article of this archive: an editor's explicit choice. */
  slug: string | null;
}

/** What an export knows of a story besides what its line says: a restored archive knows it as the first one did. */
export interface ProvenanceDraft {
  /** SHA-256 in hex of what the line says without this: a line that was edited since is a version of its own. */
  lineHash: string;
  source: string;
  format: string;
  ingestedAt: Timestamp;
  /** SHA-256 in hex of what the first source said. */
  contentHash: string;
  /** When the first source said that it was changed; null when it did not. */
  modifiedAt: Timestamp | null;
  /** Mark of the file and the item in it that it was read from: a number of 64 bits in decimal digits. */
  place: string | null;
  /** All by which it is known: an address that it gives can be the name of another story. */
  names: ArticleKey[];
  /** Of the versions that it replaced. */
  formerHashes: string[];
}

/** What the publisher said later about a mistake in the story. */
export interface CorrectionDraft {
  /** Plain text. */
  text: string;
  /** Null when the source does not say when. */
  correctedAt: Timestamp | null;
}

export interface PublicationReference {
  name: string;
  slug: string | null;
  url: string | null;
  language: LanguageTag | null;
}

export interface ArticleDraft {
  kind: 'article';
  /** Name of the format it was read from: `page-dump`, `jsonl`, ... */
  format: string;
  /** Path or URL of the file or page that held it, as given by the operator; `-` is standard input. */
  location: string;
  /** Line, entry or the like inside the location; absent when the whole file is this one story. */
  item?: string;
  /** The publisher's own identifier of the story; null when the source gives none. */
  sourceId: string | null;
  /** Where the publisher has the story; null when the source does not say. */
  url: string | null;
  /** Other addresses that lead to the same story: AMP page, short link, an address it had before. */
  otherUrls: string[];
  /** The publisher's number of this version, larger is newer; null when the source does not count. */
  version: number | null;
  /** Wanted slug; null lets the archive make one from the headline. */
  slug: string | null;
  publication: PublicationReference | null;
  headline: string;
  standfirst: string | null;
  /** As printed, to the letter. */
  byline: string | null;
  /** In byline order. */
  authors: AuthorReference[];
  publishedAt: Timestamp | null;
  modifiedAt: Timestamp | null;
  language: LanguageTag | null;
  section: TagReference | null;
  tags: TagReference[];
  leadImage: ImageDraft | null;
  body: BlockDraft[];
  /** In the order of the source. */
  corrections: CorrectionDraft[];
  related: RelatedDraft[];
  /** In exports of an archive alone. */
  provenance: ProvenanceDraft | null;
}

export interface AuthorDraft {
  kind: 'author';
  /** Line, entry or the like inside its file; absent when the whole file is meant. */
  item?: string;
  name: string;
  slug: string | null;
  /** Null says nothing: a stored author keeps the kind it has. */
  authorKind: AuthorKind | null;
  bio: string | null;
  url: string | null;
}

/** Another name of a tag, and the slug that it would like. */
export interface AliasDraft {
  name: string;
  slug: string | null;
}

/** A slug that a tag had, and its name at that time; null is the name that it has. */
export interface FormerSlug {
  slug: string;
  name: string | null;
}

export interface TagDraft {
  kind: 'tag';
  /** Line, entry or the like inside its file; absent when the whole file is meant. */
  item?: string;
  name: string;
  type: TagType;
  slug: string | null;
  description: string | null;
  /** Other names that readers and older exports use for it. */
  aliases: AliasDraft[];
  /** Slugs that it had before and that still lead to it, with the name that it had then. */
  formerSlugs: FormerSlug[];
  /** It is the tag of that slug alone: one of the same name under another slug is another tag. */
  exactSlug: boolean;
  parent: TagReference | null;
}

export interface PublicationDraft {
  kind: 'publication';
  /** Line, entry or the like inside its file; absent when the whole file is meant. */
  item?: string;
  name: string;
  slug: string | null;
  url: string | null;
  language: LanguageTag | null;
}

export type Draft = ArticleDraft | AuthorDraft | TagDraft | PublicationDraft;

/**
 * Why an item did not become a draft. The closed list that reports and the database use.
 *
 * MALFORMED: broken beyond what its format's readers forgive. NOT_PUBLISHED: a draft, an embargoed, withheld or
 * withdrawn item. NOT_A_STORY: a well-formed item of another kind, such as a menu, an event or a picture alone.
 * NO_ARTICLE: a page or item without running text.
 */
export const REFUSAL_CODES = [
  'EMPTY',
  'NOT_TEXT',
  'NUL_BYTE',
  'BAD_ENCODING',
  'TOO_LARGE',
  'UNREADABLE',
  'UNKNOWN_FORMAT',
  'MALFORMED',
  'NOT_PUBLISHED',
  'NOT_A_STORY',
  'NO_ARTICLE',
  'INVALID_DRAFT',
  'STORE_REJECTED',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** A file, an address or standard input, as the run knew it. */
export interface RefusedInput {
  /** As the operator would write it. */
  location: string;
  /** Absolute path; null for standard input and the web. */
  path: string | null;
  /** The name that clients may see. */
  source: string;
  url?: string;
}

/** An item that was read but could not become a draft. */
export interface Refusal {
  kind: 'refusal';
  code: RefusalCode;
  /** One sentence: what was wrong, and what would be accepted. */
  reason: string;
  /** The file or URL; with `item`, the place inside it. */
  location: string;
  /** Line number, entry name or the like inside the location; null when the whole file is meant. */
  item: string | null;
  /** The same input may be read well another time, e.g. when its server is up again. */
  isPassing?: true;
  /** What was refused, or how it begins, for the operator; whole, where it came by standard input. */
  text?: string;
  /** Where it can be read again: entered by the pipeline. */
  input?: RefusedInput;
}

/** What a format reader is given: one opened input whose first bytes have been looked at. */
export interface SourceText {
  /** Path or URL as the operator gave it; `-` is standard input. */
  location: string;
  /** Where on the web it was fetched from: the base of relative links; null for files. */
  url: string | null;
  /** IANA time zone of dates that carry none, e.g. `Asia/Phnom_Penh`. */
  timeZone: string;
  /** The start of the decoded text, at most 64 KiB, without a byte order mark. */
  head: string;
  /** The whole decoded text, in pieces of any size. */
  chunks(): AsyncIterable<string>;
}

/** One input format. Readers are pure: they touch neither the database nor the file system. */
export interface FormatReader {
  readonly name: string;
  /** Whether the text is of this format, judged from its head alone. Readers are asked in order, the most specific first. */
  detect(head: string): boolean;
  /** Everything in the source, each item as a draft or as a refusal, in order. Never throws for bad content. */
  read(source: SourceText): AsyncIterable<Draft | Refusal>;
}
