import type { BlockDraft, ImageDraft } from '../draft.js';
import { type Attributes, BLOCKS, INLINE, isCaption, isCredit, isFigure, isUnseen } from './html-elements.js';
import { Figure, joined, uncaptioned } from './html-figure.js';
import { absoluteUrl, emojiOf, imageFrom, isTrackingPixel, unseenCredit } from './html-image.js';
import { HtmlLine, type TakenLine } from './html-line.js';
import { type Markup, within } from './html-markup.js';
import { type BlockSink, DocumentParts, ListParts, QuoteParts, RowParts } from './html-parts.js';

/** An element that is open. */
interface Open {
  unseen: boolean;
  /** Inside `noscript`, whose pictures stand in for those that a script would load. */
  noscript: boolean;
  /** Its end ends the line. */
  block: boolean;
  verbatim: boolean;
  markup: Markup | null;
  /** What its end does, once the text before it is a block. */
  end: End;
}

type End = (() => void) | null;

const OUTERMOST: Open = {
  unseen: false,
  noscript: false,
  block: true,
  verbatim: false,
  markup: null,
  end: null,
};
/** What is longer was put into heading elements for its looks. */
const LONGEST_HEADING = 300;
const MOST_SOURCES = 20;

/** Makes blocks of the elements and words of an HTML text as they come. */
export class HtmlBuilder {
  private readonly document = new DocumentParts();
  private readonly line = new HtmlLine();
  private readonly open: Open[] = [];
  /** Pictures in the middle of a sentence come after it. */
  private waiting: ImageDraft[] = [];
  // At most one of each is open, a row around a list around a quote: what is nested deeper belongs to it.
  private row: RowParts | null = null;
  private list: ListParts | null = null;
  private quote: QuoteParts | null = null;
  private figure: Figure | null = null;
  /** Credits that no reader sees: for pictures that turn out to have no other. */
  private readonly credits: [ImageDraft, string][] = [];
  /** Takes the words that stand under a picture. */
  private caption: string[] | null = null;
  private heading: { level: number } | null = null;
  private inFooter = false;
  /** Sets of the `source` elements of the `picture` that is open. */
  private sources: string[] = [];
  /** An `img` without a usable address waits for the one in the `noscript` behind it. */
  private imageMissing = false;

  constructor(private readonly baseUrl: string | null) {}

  onopentag(name: string, attributes: Attributes): void {
    const outer = this.open.at(-1) ?? OUTERMOST;
    if (outer.unseen || isUnseen(name, attributes)) {
      if (this.imageMissing && outer.noscript && name === 'img') this.addImage(attributes);
      const noscript = outer.noscript || name === 'noscript';
      this.open.push({ ...outer, unseen: true, noscript, block: false, end: null });
      return;
    }
    const block = BLOCKS.has(name);
    if (block) this.flush();
    const markup = this.markupOf(outer.markup, name, attributes);
    const verbatim = outer.verbatim || VERBATIM.has(name);
    const end = this.begin(name, attributes);
    // The end of a `cite` ends no line; that of everything else with something to do does.
    const endsLine = block || (end !== null && name !== 'cite');
    this.open.push({ unseen: false, noscript: false, block: endsLine, verbatim, markup, end });
  }

  onclosetag(): void {
    const closed = this.open.pop();
    if (closed?.block) this.flush();
    closed?.end?.();
  }

  ontext(text: string): void {
    const { unseen, verbatim, markup } = this.open.at(-1) ?? OUTERMOST;
    if (unseen) return;
    if (verbatim) this.line.addVerbatim(text, markup);
    else this.line.add(text, markup);
  }

  finish(): BlockDraft[] {
    while (this.open.length > 0) this.onclosetag();
    this.flush();
    for (const [image, credit] of this.credits) image.credit ??= credit;
    return this.document.blocks;
  }

  /** What is open and takes blocks, the innermost. */
  private get sink(): BlockSink {
    return this.quote ?? this.list ?? this.row ?? this.document;
  }

  private markupOf(outer: Markup | null, name: string, attributes: Attributes): Markup | null {
    const tag = INLINE.get(name);
    if (tag === undefined) return outer;
    return within(outer, tag, tag === 'a' ? this.linkOf(attributes.href ?? '') : null);
  }

  private linkOf(href: string): string | null {
    return /^\s*mailto:\S+$/i.test(href) ? href.trim() : absoluteUrl(href, this.baseUrl);
  }

  /** Does what the element's start asks for. @returns what its end does. */
  private begin(name: string, attributes: Attributes): End {
    if (isCaption(name, attributes)) return this.beginCaption();
    if (this.figure !== null && isCredit(attributes)) return this.collect(this.figure.credit);
    if (isFigure(name, attributes)) return this.beginFigure();
    return this.beginInline(name, attributes) ?? this.beginBlock(name);
  }

  private beginInline(name: string, attributes: Attributes): End {
    if (name === 'br' && this.line.breakLine()) this.flush();
    if (name === 'img') this.addImage(attributes);
    if (name === 'source' && this.sources.length < MOST_SOURCES) {
      this.sources.push(attributes.srcset ?? attributes['data-srcset'] ?? '');
    }
    if (name === 'picture') return this.beginPicture();
    if (name !== 'cite' || this.quote === null) return null;
    this.line.citeFrom();
    return () => this.line.citeTo();
  }

  private beginBlock(name: string): End {
    if (/^h[1-6]$/.test(name)) return this.beginHeading(Number(name.slice(1)));
    if (name === 'blockquote' && this.quote === null) return this.beginQuote();
    if (this.quote !== null) return name === 'footer' ? this.beginFooter() : null;
    if (name === 'ul' || name === 'ol' || name === 'menu' || name === 'dir')
      return this.beginList(name === 'ol');
    if (name === 'li') this.list?.begin();
    if (this.list !== null) return null;
    if (name === 'tr') return this.beginRow();
    if (name === 'td' || name === 'th') this.row?.begin();
    return null;
  }

  private beginPicture(): End {
    this.sources = [];
    return () => {
      this.sources = [];
    };
  }

  private beginHeading(level: number): End {
    const outer = this.heading;
    this.heading = { level };
    return () => {
      this.heading = outer;
    };
  }

  private beginQuote(): End {
    const quote = new QuoteParts();
    this.quote = quote;
    return () => {
      this.quote = null;
      for (const block of quote.finish()) this.sink.add(block);
    };
  }

  private beginFooter(): End {
    const outer = this.inFooter;
    this.inFooter = true;
    return () => {
      this.inFooter = outer;
    };
  }

  /** Items of a list in a list are items of the outer one. */
  private beginList(ordered: boolean): End {
    if (this.list !== null) return () => this.list?.begin();
    const list = new ListParts(ordered);
    this.list = list;
    return () => {
      this.list = null;
      for (const block of list.finish()) this.sink.add(block);
    };
  }

  /** A table in a cell shows that the outer one is a layout: what its row holds so far is text like any other. */
  private beginRow(): End {
    this.endRow();
    const row = new RowParts();
    this.row = row;
    return () => {
      if (this.row === row) this.endRow();
    };
  }

  private endRow(): void {
    const row = this.row;
    this.row = null;
    for (const block of row?.finish() ?? []) this.document.add(block);
  }

  private beginFigure(): End {
    const figure = new Figure(this.figure);
    this.figure = figure;
    return () => {
      this.figure = figure.outer;
      figure.close(this.sink);
    };
  }

  /** Under a picture, or in a frame; anywhere else it is text like any other. */
  private beginCaption(): End {
    if (this.figure !== null) return this.collect(this.figure.caption);
    const image = this.caption === null ? uncaptioned(this.sink.last()) : null;
    if (image === null) return null;
    const caption: string[] = [];
    const end = this.collect(caption);
    return () => {
      end();
      image.caption = joined(image.caption, caption.join(' '));
    };
  }

  /** Words from here to the element's end go there. */
  private collect(words: string[]): () => void {
    this.flush();
    const outer = this.caption;
    this.caption = words;
    return () => {
      this.caption = outer;
    };
  }

  private addImage(attributes: Attributes): void {
    const emoji = emojiOf(attributes);
    if (emoji !== null) this.line.add(emoji, null);
    if (emoji !== null || isTrackingPixel(attributes)) return;
    const image = imageFrom(attributes, this.sources, this.baseUrl);
    this.imageMissing = image === null;
    if (image === null) return;
    const credit = unseenCredit(attributes);
    if (credit !== null) this.credits.push([image, credit]);
    this.figure?.addImage(image);
    if (this.line.isBlank) this.sink.add({ type: 'image', image });
    else this.waiting.push(image);
  }

  private flush(): void {
    const line = this.line.take();
    if (line !== null) this.place(line);
    const images = this.waiting;
    this.waiting = [];
    for (const image of images) this.sink.add({ type: 'image', image });
  }

  private place({ text, html, cited }: TakenLine): void {
    if (this.caption !== null) this.caption.push(text.replaceAll('\n', ' '));
    else if (this.quote !== null && this.inFooter) this.quote.attribute(text.replaceAll('\n', ' '));
    else if (this.quote !== null) this.quote.addLine(text, cited);
    else if (this.heading !== null && text.length <= LONGEST_HEADING) {
      this.sink.add({ type: 'heading', text: text.replaceAll('\n', ' '), level: this.heading.level });
    } else this.sink.add({ type: 'paragraph', text, html });
  }
}

const VERBATIM: ReadonlySet<string> = new Set(['pre', 'listing', 'xmp', 'plaintext']);
