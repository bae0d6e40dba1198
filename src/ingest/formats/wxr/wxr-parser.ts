import { escapeAttribute } from '../../clean/html-markup.js';
import { ShallowParser } from '../feed/feed-parser.js';
import { WxrLeaf } from './wxr-leaf.js';
import { WxrNames } from './wxr-names.js';
import type { RecordKind, TermMention, WxrRecord } from './wxr-record.js';

const MIB = 1024 * 1024;

/** Characters that one record, or one tag, comment or CDATA section, may have. */
const MOST_CHARACTERS = 16 * MIB;
/** Characters of a channel's field, and of a meta value. */
const MOST_OF_FIELD = 64 * 1024;
/** What an element takes in memory beside its words, in characters. */
const ELEMENT_WEIGHT = 200;
/** What a piece of text takes in memory beside its characters, in characters. */
const PIECE_WEIGHT = 50;
/** Elements open at once; further ones are passed over, their words are not. */
const DEEPEST = 300;
/** The parser's time for an element grows with what is open. */
const MOST_OPEN = 10_000;

const RECORDS: ReadonlyMap<string, RecordKind> = new Map([
  ['item', 'item'],
  ['wp:author', 'author'],
  ['wp:category', 'category'],
  ['wp:tag', 'tag'],
  ['wp:term', 'term'],
]);
const CHANNEL_FIELDS: ReadonlySet<string> = new Set([
  'title',
  'link',
  'language',
  'wp:base_site_url',
  'wp:base_blog_url',
]);
/** Meta keys that say something that an article has. */
const META: ReadonlySet<string> = new Set([
  '_thumbnail_id',
  '_wp_attachment_image_alt',
  '_wp_attachment_metadata',
  '_media_credit',
  '_navis_media_credit_org',
  '_wp_old_slug',
  '_yoast_wpseo_primary_category',
  'rank_math_primary_category',
  'footnotes',
]);
/** Of an item, and never inside its texts: one that begins there shows that an end is missing. */
const FIELD_START = /^(?:wp|content|excerpt|dc):|^(?:item|guid|pubdate)$/;

/** Why nothing after a place can be read. The message says what is there. */
export class WxrFault extends Error {
  constructor(
    readonly code: 'TOO_LARGE' | 'MALFORMED',
    message: string,
  ) {
    super(message);
  }
}

interface OpenRecord extends WxrRecord {
  fields: Map<string, string>;
  mentions: TermMention[];
  meta: Map<string, string[]>;
  /** Number of open elements, with its own. */
  depth: number;
}

/**
 * The items, accounts and terms of a WordPress export as they come, whether it is well-formed or not. Declared
 * entities are not expanded, and nothing is fetched. Holds no more than the record at hand; comments and meta
 * values of no use are passed over.
 */
export class WxrParser {
  /** What the site says about itself so far. */
  readonly channel = new Map<string, string>();

  private readonly open: string[] = [];
  private readonly scopes: WxrNames[] = [];
  private readonly parser: ShallowParser;
  private readonly counts = new Map<RecordKind, number>();
  private written = 0;
  private record: OpenRecord | null = null;
  private leaf: WxrLeaf | null = null;
  private leafWeight = 0;
  private meta: { depth: number; key: string; value: string } | null = null;
  /** Depth of the comment that is being passed over. */
  private passing: number | null = null;
  private done: WxrRecord[] = [];

  constructor() {
    this.parser = new ShallowParser(
      {
        onopentag: (name, attributes) => this.begin(name, attributes),
        onclosetag: () => this.end(),
        ontext: (words) => this.addText(words),
        oncdatastart: () => this.leaf?.beginCdata(),
        oncdataend: () => this.leaf?.endCdata(),
      },
      { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
      () => this.mayOpen(),
    );
  }

  /**
   * @returns the records that end in this piece of the text.
   * @throws WxrFault when nothing more can be read.
   */
  write(piece: string): WxrRecord[] {
    // Pieces of a moderate size let the length of a token be judged while it is read.
    for (let at = 0; at < piece.length; at += MIB) {
      const part = piece.slice(at, at + MIB);
      this.parser.write(part);
      this.written += part.length;
      if (this.written - this.parser.endIndex > MOST_CHARACTERS)
        throw new WxrFault('TOO_LARGE', 'a tag, comment or CDATA section is longer than 16 MiB');
    }
    return this.take();
  }

  /** @returns the records that the end of the text ends. */
  finish(): WxrRecord[] {
    this.parser.end();
    return this.take();
  }

  /** @returns the records that have ended and were not given yet: those before a fault. */
  take(): WxrRecord[] {
    const { done } = this;
    this.done = [];
    return done;
  }

  count(kind: RecordKind): number {
    return this.counts.get(kind) ?? 0;
  }

  private mayOpen(): boolean {
    if (this.open.length >= MOST_OPEN)
      throw new WxrFault('MALFORMED', 'more than 10,000 elements are open at once');
    return this.open.length - (this.record?.depth ?? 0) < DEEPEST;
  }

  private begin(given: string, attributes: Readonly<Record<string, string>>): void {
    const scope = (this.scopes.at(-1) ?? WxrNames.none).within(attributes);
    const name = scope.canonical(given);
    this.open.push(given);
    this.scopes.push(scope);
    if (this.passing !== null) {
      if (name !== 'item') return;
      this.passing = null;
    }
    if (this.leaf !== null && !FIELD_START.test(name)) {
      this.addMarkup(given, attributes);
      return;
    }
    this.endLeaf();
    const kind = RECORDS.get(name);
    if (kind !== undefined && (this.record === null || this.record.kind !== 'item' || kind === 'item'))
      this.beginRecord(kind);
    else if (this.record !== null) this.beginField(this.record, name, attributes);
    else if (this.open.length === 3 && CHANNEL_FIELDS.has(name)) this.beginLeaf(name, attributes, true);
  }

  private beginRecord(kind: RecordKind): void {
    this.emit();
    const number = this.count(kind) + 1;
    this.counts.set(kind, number);
    this.record = {
      kind,
      number,
      fields: new Map(),
      mentions: [],
      meta: new Map(),
      tooLarge: false,
      weight: 0,
      depth: this.open.length,
    };
  }

  private beginField(record: OpenRecord, name: string, attributes: Readonly<Record<string, string>>): void {
    const depth = this.open.length;
    if (this.meta === null && name !== 'wp:comment' && !this.grow(ELEMENT_WEIGHT)) return;
    if (name === 'wp:comment') this.passing = depth;
    else if (name === 'wp:postmeta' || name === 'wp:termmeta') this.meta = { depth, key: '', value: '' };
    else if (this.meta !== null) {
      const isKept = name === 'wp:meta_key' || this.meta.key === '' || META.has(this.meta.key);
      this.beginLeaf(name, {}, isKept);
    } else this.beginLeaf(name, attributes, name === 'category' || !record.fields.has(name));
  }

  private beginLeaf(name: string, attributes: Readonly<Record<string, string>>, isKept: boolean): void {
    this.leaf = new WxrLeaf(name, attributes, this.open.length, isKept);
    this.leafWeight = 0;
  }

  private addText(words: string): void {
    if (this.leaf?.isKept && this.grow(words.length + PIECE_WEIGHT)) this.leaf.add(words);
  }

  /** Markup that nobody escaped is a part of the text around it. */
  private addMarkup(name: string, attributes: Readonly<Record<string, string>>): void {
    const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`);
    this.addText(`<${name}${said.join('')}>`);
  }

  /** Whether there is room for so much more. */
  private grow(weight: number): boolean {
    this.leafWeight += weight;
    if (this.record === null || this.meta !== null) return this.leafWeight <= MOST_OF_FIELD;
    this.record.weight += weight;
    if (this.record.weight > MOST_CHARACTERS) this.record.tooLarge = true;
    return !this.record.tooLarge;
  }

  private end(): void {
    const depth = this.open.length;
    const name = this.open.pop();
    this.scopes.pop();
    if (this.passing !== null && this.passing === depth) {
      this.passing = null;
      return;
    }
    if (this.leaf !== null && this.leaf.depth < depth) this.addText(`</${name}>`);
    else this.endLeaf();
    if (this.meta !== null && depth <= this.meta.depth) this.endMeta();
    if (this.record !== null && depth <= this.record.depth) this.emit();
  }

  private endLeaf(): void {
    const { leaf } = this;
    this.leaf = null;
    if (leaf === null || !leaf.isKept) return;
    const text = leaf.text();
    if (this.record === null) {
      if (!this.channel.has(leaf.name)) this.channel.set(leaf.name, text);
    } else if (this.meta !== null) {
      if (leaf.name === 'wp:meta_key') this.meta.key = text.trim();
      if (leaf.name === 'wp:meta_value') this.meta.value = text;
    } else if (leaf.name === 'category' && this.record.kind === 'item') {
      const { domain = '', nicename = '' } = leaf.attributes;
      this.record.mentions.push({ taxonomy: domain, slug: nicename, name: text.trim() });
    } else this.record.fields.set(leaf.name, text);
  }

  private endMeta(): void {
    const { meta } = this;
    this.meta = null;
    if (meta === null || this.record === null || !META.has(meta.key)) return;
    const values = this.record.meta.get(meta.key) ?? [];
    this.record.weight += meta.value.length;
    if (values.length < 50) this.record.meta.set(meta.key, [...values, meta.value]);
  }

  private emit(): void {
    this.endLeaf();
    this.endMeta();
    if (this.record === null) return;
    this.done.push(this.record);
    this.record = null;
  }
}
