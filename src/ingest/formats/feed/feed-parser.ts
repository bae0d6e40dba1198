import { Parser } from 'htmlparser2';
import { openNode, type XmlNode } from './xml-node.js';

const MIB = 1024 * 1024;

/** Characters that one item, or one tag, comment or CDATA section, may have. */
const MOST_CHARACTERS = 16 * MIB;
/** Characters of what a feed says about itself that are kept. */
const MOST_OF_CHANNEL = MIB;
/** What an element takes in memory beside its words, in characters. */
const ELEMENT_WEIGHT = 200;
/** Elements open at once in an item, and around it; further ones are passed over, their words are not. */
const DEEPEST = 300;
/** Of a feed none of whose items is closed. The parser's time for an element grows with what is open. */
const MOST_OPEN = 10_000;

const ITEMS: ReadonlySet<string> = new Set(['item', 'entry', 'atom:entry']);
/** What an item has beside markup. */
const TEXTS: ReadonlySet<string> = new Set(
  'title link guid id description summary content content:encoded pubdate published updated author dc:creator category'.split(
    ' ',
  ),
);
const CHANNELS: ReadonlySet<string> = new Set(['channel', 'feed', 'atom:feed']);

/** One story of a feed. `tooLarge` ones are cut off. */
export interface FeedItem {
  node: XmlNode;
  tooLarge: boolean;
  /** Characters that it holds in memory, about. */
  weight: number;
}

/** Why nothing after a place can be read. The message says what is there. */
export class FeedFault extends Error {
  constructor(
    readonly code: 'TOO_LARGE' | 'MALFORMED',
    message: string,
  ) {
    super(message);
  }
}

/**
 * The items of a feed in XML as they come, whether it is well-formed or not: undeclared entities and prefixes,
 * bare ampersands, tags that nothing closes. Declared entities are not expanded, and nothing is fetched. Holds no
 * more than the item at hand and what the channel says about itself.
 */
export class FeedParser {
  /** What the feed says about itself so far; null before its element comes. */
  channel: XmlNode | null = null;
  root: XmlNode | null = null;

  private readonly open: XmlNode[] = [];
  private readonly parser: Parser;
  private written = 0;
  private item: { node: XmlNode; depth: number; weight: number } | null = null;
  private channelWeight = 0;
  /** What is being parsed. */
  private piece = '';
  private done: FeedItem[] = [];

  /** @param documentUrl where the feed was fetched from: what its relative addresses count from at first. */
  constructor(private readonly documentUrl: string | null) {
    this.parser = new ShallowParser(
      {
        onopentag: (name, attributes) => this.begin(name, attributes),
        onclosetag: () => this.end(),
        ontext: (words) => this.addText(words),
      },
      { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
      (start, end) => this.mayOpen(start, end),
    );
  }

  /**
   * @returns the items that end in this piece of the text.
   * @throws FeedFault when nothing more can be read.
   */
  write(piece: string): FeedItem[] {
    // Pieces of a moderate size let the length of a token be judged while it is read.
    for (let at = 0; at < piece.length; at += MIB) {
      this.piece = piece.slice(at, at + MIB);
      this.parser.write(this.piece);
      this.written += this.piece.length;
      if (this.written - this.parser.endIndex > MOST_CHARACTERS)
        throw new FeedFault('TOO_LARGE', 'a tag, comment or CDATA section is longer than 16 MiB');
    }
    return this.take();
  }

  /** @returns the items that the end of the text ends. */
  finish(): FeedItem[] {
    this.parser.end();
    return this.take();
  }

  /** @returns the items that have ended and were not given yet: those before a fault. */
  take(): FeedItem[] {
    const { done } = this;
    this.done = [];
    return done;
  }

  /** Whether the element whose name stands there is read: not what is nested too deep, unless it is an item. */
  private mayOpen(start: number, end: number): boolean {
    if (this.open.length >= MOST_OPEN)
      throw new FeedFault('MALFORMED', 'more than 10,000 elements are open at once');
    if (this.open.length - (this.item?.depth ?? 0) < DEEPEST) return true;
    const name = this.piece.slice(Math.max(0, start - this.written), end - this.written).toLowerCase();
    return this.item === null && ITEMS.has(name.replace(/^.*:/, ''));
  }

  private begin(name: string, attributes: Readonly<Record<string, string>>): void {
    this.closeForgottenItem(name);
    const outer = this.open.at(-1) ?? null;
    const node = openNode(name, attributes, outer, this.documentUrl);
    this.open.push(node);
    this.root ??= node;
    if (this.item !== null) {
      this.attach(node, outer, attributes);
    } else if (ITEMS.has(node.name)) {
      this.item = { node, depth: this.open.length, weight: 0 };
    } else if (CHANNELS.has(node.name) && this.channel === null) {
      this.channel = node;
    } else if (this.channel !== null && this.open.includes(this.channel)) {
      this.attach(node, outer, attributes);
    }
  }

  /** An item inside an item, or inside one of its texts, shows that an end is missing. */
  private closeForgottenItem(name: string): void {
    const top = this.open.at(-1);
    if (this.item === null || top === undefined) return;
    const { node } = this.item;
    if (top !== node && !TEXTS.has(top.name.replace('atom:', ''))) return;
    if (name.slice(name.indexOf(':') + 1) !== node.name.replace('atom:', '')) return;
    this.emit();
  }

  private attach(node: XmlNode, outer: XmlNode | null, attributes: Readonly<Record<string, string>>): void {
    let weight = ELEMENT_WEIGHT;
    for (const name in attributes) weight += name.length + (attributes[name]?.length ?? 0);
    if (this.grow(weight)) outer?.children.push(node);
  }

  private addText(words: string): void {
    const top = this.open.at(-1);
    if (top === undefined || (this.item === null && !this.isInChannel(top))) return;
    if (!this.grow(words.length)) return;
    const last = top.children.length - 1;
    const before = top.children[last];
    if (typeof before === 'string') top.children[last] = before + words;
    else top.children.push(words);
  }

  private isInChannel(top: XmlNode): boolean {
    return this.channel !== null && top !== this.channel && this.open.includes(this.channel);
  }

  /** Whether there is room for so much more. */
  private grow(weight: number): boolean {
    if (this.item !== null) {
      this.item.weight += weight;
      return this.item.weight <= MOST_CHARACTERS;
    }
    this.channelWeight += weight;
    return this.channelWeight <= MOST_OF_CHANNEL;
  }

  private end(): void {
    if (this.item !== null && this.open.length === this.item.depth && this.open.at(-1) === this.item.node)
      this.emit();
    this.open.pop();
  }

  private emit(): void {
    if (this.item === null) return;
    const { node, weight } = this.item;
    this.done.push({ node, weight, tooLarge: weight > MOST_CHARACTERS });
    this.item = null;
  }
}

/** A parser that passes over the elements that may not be opened; their words it does not. */
export class ShallowParser extends Parser {
  constructor(
    handler: ConstructorParameters<typeof Parser>[0],
    options: ConstructorParameters<typeof Parser>[1],
    private readonly mayOpen: (start: number, end: number) => boolean,
  ) {
    super(handler, options);
  }

  override onopentagname(start: number, end: number): void {
    if (this.mayOpen(start, end)) super.onopentagname(start, end);
  }
}
