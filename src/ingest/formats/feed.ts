import type { Draft, FormatReader, Refusal, SourceText } from '../draft.js';
import { refusalOf } from '../refusal.js';
import { xmlFeedKind } from './feed/detect-feed.js';
import { feedDraft } from './feed/feed-draft.js';
import type { FeedChannel } from './feed/feed-entry.js';
import { FeedFault, type FeedItem, FeedParser } from './feed/feed-parser.js';
import { readChannel, readEntry } from './feed/read-entry.js';

const FORMAT = 'feed';

/** Items that wait for a channel that says its name behind them. */
const MOST_WAITING = 1_000;
/** Characters that they may have together. */
const MOST_WAITING_WEIGHT = 16 * 1024 * 1024;

/** Feeds in XML: RSS of all versions, RDF, Atom 0.3 and 1.0, CDF. */
export const feedReader: FormatReader = {
  name: FORMAT,
  detect: (head) => ['feed', 'opml'].includes(xmlFeedKind(head) ?? ''),
  read: readFeed,
};

async function* readFeed(source: SourceText): AsyncIterable<Draft | Refusal> {
  if (xmlFeedKind(source.head) === 'opml') {
    yield refusalOf(
      source,
      'NOT_A_STORY',
      'It is an OPML list of feeds, not a feed: ingest the feeds that it names.',
    );
    return;
  }
  const feed = new Feed(source);
  try {
    for await (const piece of source.chunks()) yield* feed.write(piece);
    yield* feed.finish();
  } catch (error) {
    if (!(error instanceof FeedFault)) throw error;
    yield* feed.rest();
    yield refusalOf(
      source,
      error.code,
      `Behind item ${feed.items} ${error.message}; what follows is not read.`,
    );
    return;
  }
  if (feed.items === 0) {
    yield refusalOf(source, 'NO_ARTICLE', 'The feed has no items; an article is made of each item.');
  }
}

/** A feed on its way from text to drafts. */
class Feed {
  items = 0;
  private readonly parser: FeedParser;
  private waiting: FeedItem[] | null = [];

  constructor(private readonly source: SourceText) {
    this.parser = new FeedParser(source.url);
  }

  write(piece: string): (Draft | Refusal)[] {
    return this.pass(this.parser.write(piece), false);
  }

  finish(): (Draft | Refusal)[] {
    return this.pass(this.parser.finish(), true);
  }

  /** What waits still. */
  rest(): (Draft | Refusal)[] {
    return this.pass(this.parser.take(), true);
  }

  /** Items that come before the feed's name are kept back until it comes, or until they are too many. */
  private pass(items: readonly FeedItem[], isEnd: boolean): (Draft | Refusal)[] {
    if (items.length === 0 && !isEnd) return [];
    const channel = this.channel();
    if (this.waiting === null) return items.map((item) => this.toDraft(item, channel));
    const waiting = [...this.waiting, ...items];
    if (channel.publication === null && !isEnd && !isEnough(waiting)) {
      this.waiting = waiting;
      return [];
    }
    this.waiting = null;
    return waiting.map((item) => this.toDraft(item, channel));
  }

  private get isAtom(): boolean {
    const name = this.parser.root?.name.replace('atom:', '');
    return name === 'feed' || name === 'entry';
  }

  private channel(): FeedChannel {
    return readChannel(this.parser.channel, this.source.url, this.isAtom);
  }

  private toDraft({ node, tooLarge }: FeedItem, channel: FeedChannel): Draft | Refusal {
    this.items += 1;
    const item = `item ${this.items}`;
    if (tooLarge) {
      return refusalOf(
        this.source,
        'TOO_LARGE',
        'The item is longer than 16 MiB, the most that an item may have.',
        item,
      );
    }
    return feedDraft(FORMAT, this.source, readEntry(node, channel, this.isAtom), channel, item);
  }
}

function isEnough(items: readonly FeedItem[]): boolean {
  const weight = items.reduce((sum, item) => sum + item.weight, 0);
  return items.length >= MOST_WAITING || weight >= MOST_WAITING_WEIGHT;
}
