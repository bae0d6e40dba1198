import { declaredLanguage } from '../clean/declared-language.js';
import { absoluteUrl } from '../clean/html-image.js';
import type { Draft, FormatReader, ImageDraft, LanguageTag, Refusal, SourceText } from '../draft.js';
import { LIMITS } from '../draft-rules.js';
import { printable } from '../printable.js';
import { refusalOf } from '../refusal.js';
import { wholeText } from '../whole-text.js';
import { distinctTags } from './feed/entry-tags.js';
import { feedDraft } from './feed/feed-draft.js';
import type { FeedChannel, FeedEntry } from './feed/feed-entry.js';
import { type FeedText, onOneLine } from './feed/feed-text.js';
import { publicationOf } from './feed/read-entry.js';

const FORMAT = 'json-feed';

/** Escaped quotes cannot match: a draft or page that quotes a feed is none. */
const VERSION = /"version"\s*:\s*"\s*https?:(?:\\?\/){2}(?:www\.)?jsonfeed\.org(?:\\?\/)version\b/i;
/** Some programs write the number alone; then the names that only feeds have must be there. */
const NUMBER = /"version"\s*:\s*"?1(?:\.[01])?\b/;
const FEED_MEMBER = /"(?:home_page_url|feed_url)"\s*:/;

/** JSON Feed 1.0 and 1.1. */
export const jsonFeedReader: FormatReader = {
  name: FORMAT,
  detect: (head) =>
    /^[\s\ufeff]*\{/.test(head) && (VERSION.test(head) || (NUMBER.test(head) && FEED_MEMBER.test(head))),
  read: readJsonFeed,
};

async function* readJsonFeed(source: SourceText): AsyncIterable<Draft | Refusal> {
  const text = await wholeText(source);
  let feed: Json;
  try {
    feed = objectOf(JSON.parse(text.replace(/^\ufeff/, '')));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    yield refusalOf(source, 'MALFORMED', printable(`The feed is not JSON: ${detail}.`, 300));
    return;
  }
  const items = Array.isArray(feed.items) ? feed.items : [];
  if (items.length === 0) {
    yield refusalOf(source, 'NO_ARTICLE', 'The feed has no items; an article is made of each item.');
  }
  const channel = channelOf(feed, source.url);
  for (const [index, item] of items.entries()) {
    const place = `item ${index + 1}`;
    if (item === null || typeof item !== 'object' || Array.isArray(item)) {
      yield refusalOf(source, 'MALFORMED', 'The item is not a JSON object.', place);
    } else {
      yield feedDraft(FORMAT, source, entryOf(item as Json, channel), channel, place);
    }
  }
}

type Json = Readonly<Record<string, unknown>>;

function objectOf(value: unknown): Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Json) : {};
}

function channelOf(feed: Json, documentUrl: string | null): FeedChannel {
  const url = absoluteUrl(stringOf(feed.home_page_url) ?? '', documentUrl);
  const language = declaredLanguage(stringOf(feed.language));
  return {
    publication: publicationOf(lineOf(feed.title), url, language),
    language,
    authors: authorsOf(feed) ?? [],
    base: documentUrl ?? url ?? absoluteUrl(stringOf(feed.feed_url) ?? '', null),
  };
}

function entryOf(item: Json, channel: FeedChannel): FeedEntry {
  const { base } = channel;
  const permalink = absoluteUrl(stringOf(item.url) ?? '', base);
  const id = stringOf(item.id) ?? null;
  const isAddress = id !== null && /^https?:\/\//i.test(id);
  const published = stringOf(item.date_published) ?? null;
  const modified = stringOf(item.date_modified) ?? null;
  return {
    id: id !== null && id.length <= LIMITS.address ? id : null,
    url: permalink ?? (isAddress ? absoluteUrl(id, null) : null),
    otherUrls: [],
    title: lineOf(item.title),
    summary: textOf(item.summary, 'text'),
    content: textOf(item.content_html, 'html') ?? textOf(item.content_text, 'text'),
    authors: authorsOf(item) ?? channel.authors,
    published: published ?? modified,
    modified,
    tags: distinctTags(
      listOf(item.tags).flatMap((tag) => {
        const name = lineOf(tag);
        return name === null ? [] : [{ name, type: 'TOPIC' as const }];
      }),
    ),
    section: null,
    language: languageOf(item),
    leadImage: imageOf(item, base),
    source: null,
  };
}

function languageOf(item: Json): LanguageTag | null {
  return declaredLanguage(stringOf(item.language));
}

/** Null when there is no author field with a name in it. */
function authorsOf(owner: Json): string[] | null {
  const names = [...listOf(owner.authors), owner.author]
    .map((author) => lineOf(objectOf(author).name) ?? lineOf(author))
    .filter((name) => name !== null);
  return names.length > 0 ? [...new Set(names)] : null;
}

function imageOf(item: Json, base: string | null): ImageDraft | null {
  const attached = listOf(item.attachments)
    .map(objectOf)
    .filter((file) => /^image\//i.test(stringOf(file.mime_type) ?? ''))
    .map((file) => file.url);
  for (const given of [item.image, item.banner_image, ...attached]) {
    const url = absoluteUrl(stringOf(given) ?? '', base);
    if (url !== null) return { url, alt: null, caption: null, credit: null, width: null, height: null };
  }
  return null;
}

function textOf(value: unknown, kind: FeedText['kind']): FeedText | null {
  const text = stringOf(value);
  return text === undefined ? null : { kind, value: text, base: null };
}

function lineOf(value: unknown): string | null {
  return onOneLine(stringOf(value) ?? '') || null;
}

/** Ids are numbers in some feeds, which is not allowed and means the same. */
function stringOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
