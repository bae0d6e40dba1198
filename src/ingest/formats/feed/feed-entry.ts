import type { ImageDraft, LanguageTag, PublicationReference, TagReference } from '../../draft.js';
import type { FeedText } from './feed-text.js';

/** What a feed says about one story, whatever the dialect: what drafts are made from. */
export interface FeedEntry {
  id: string | null;
  /** The permalink. */
  url: string | null;
  otherUrls: string[];
  /** Plain text on one line; null when it has none. */
  title: string | null;
  /** What stands before or instead of the content. */
  summary: FeedText | null;
  content: FeedText | null;
  /** The author fields, as written. */
  authors: string[];
  /** Dates as written. */
  published: string | null;
  modified: string | null;
  tags: TagReference[];
  section: TagReference | null;
  language: LanguageTag | null;
  leadImage: ImageDraft | null;
  /** Of the feed that it was taken over from; null when that is this one. */
  source: PublicationReference | null;
}

/** What a feed says about itself. */
export interface FeedChannel {
  publication: PublicationReference | null;
  language: LanguageTag | null;
  /** Who wrote the items that name nobody: the feed's own author, in the formats that mean it so. */
  authors: string[];
  /** What relative addresses count from where nothing nearer says so. */
  base: string | null;
}
