import type { ImageValue } from './block.js';
import type { CorrectionValue } from './correction.js';

export const ARTICLE_KEY_KINDS = ['SOURCE_ID', 'URL', 'LOCATION', 'CONTENT'] as const;
export type ArticleKeyKind = (typeof ARTICLE_KEY_KINDS)[number];

/** A name of a story: another version with the same key is a version of the same story. */
export interface ArticleKey {
  kind: ArticleKeyKind;
  key: string;
}

export interface NamedArticle {
  id: string;
  keys: ArticleKey[];
}

/** What a text is made of, in a few numbers that can be looked up and compared. */
export interface FingerprintInput {
  /** Compared with those of other texts: the more of it is equal, the more have the texts in common. */
  sketch: Buffer;
  /** Four numbers of 32 bits: texts that share one are worth comparing. */
  bands: number[];
}

/** Where a version came from, as `article_provenance` keeps it. */
export interface ProvenanceInput {
  source: string;
  format: string;
  sourceId: string | null;
  sourceUrl: string | null;
  /** SHA-256 in hex of what the source said. */
  contentHash: string;
  /** The publisher's number of this version, larger is newer. */
  version: number | null;
  /** When the source says that it was changed, in RFC 3339. */
  modifiedAt: string | null;
  /** A number of 64 bits that stands for the file and the item in it; null for standard input. */
  place: string | null;
  /** When an archive that this one is restored from stored it, in RFC 3339; null is now. */
  ingestedAt: string | null;
  /** Hashes of versions that it replaced in that archive. */
  formerHashes: string[];
}

/** A version of an article, its links resolved to ids. Dates are RFC 3339. */
export interface ArticleInput {
  publicationId: string;
  url: string | null;
  headline: string;
  headlineKey: string;
  standfirst: string | null;
  byline: string | null;
  language: string;
  sectionTagId: string | null;
  publishedAt: string | null;
  modifiedAt: string;
  leadImage: ImageValue | null;
  corrections: CorrectionValue[];
  /** A list of `BlockValue`: JSON in UTF-8. */
  body: Buffer;
  wordCount: number;
  /** In byline order, without repeats. */
  authorIds: string[];
  /** The section first, without repeats. */
  tagIds: string[];
  keys: ArticleKey[];
  provenance: ProvenanceInput;
}

/** A new article with its slug, which is free. */
export interface NewArticle extends ArticleInput {
  slug: string;
}

export interface ChangedArticle extends ArticleInput {
  id: string;
}

/** When and by which run a batch is written. */
export interface WriteStamp {
  now: Date;
  runId: string | null;
}
