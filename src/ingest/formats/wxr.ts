import { declaredLanguage } from '../clean/declared-language.js';
import { absoluteUrl } from '../clean/html-image.js';
import type { Draft, FormatReader, Refusal, RefusalCode, SourceText } from '../draft.js';
import { printable } from '../printable.js';
import { xmlFeedKind } from './feed/detect-feed.js';
import { publicationOf } from './feed/read-entry.js';
import { WxrAuthors } from './wxr/wxr-authors.js';
import { type WxrSite, wxrDraft } from './wxr/wxr-draft.js';
import { unfitness } from './wxr/wxr-kinds.js';
import { WxrFault, WxrParser } from './wxr/wxr-parser.js';
import { WxrPictures } from './wxr/wxr-pictures.js';
import { placeOf, type WxrRecord } from './wxr/wxr-record.js';
import { WxrTerms } from './wxr/wxr-terms.js';
import { lineOf } from './wxr/wxr-text.js';
import { WxrWaiting } from './wxr/wxr-waiting.js';

const FORMAT = 'wordpress';

/** Exports of WordPress (WXR 1.0 to 1.2): posts, pages, authors, categories and tags. */
export const wxrReader: FormatReader = {
  name: FORMAT,
  detect: (head) => xmlFeedKind(head) === 'wordpress',
  read: readExport,
};

async function* readExport(source: SourceText): AsyncIterable<Draft | Refusal> {
  const site = new Export(source);
  try {
    for await (const piece of source.chunks()) yield* site.write(piece);
    yield* site.finish();
  } catch (error) {
    if (!(error instanceof WxrFault)) throw error;
    yield* site.rest();
    const reason = `Behind item ${site.items} ${error.message}; what follows is not read.`;
    yield { kind: 'refusal', code: error.code, reason, location: source.location, item: null };
    return;
  }
  if (site.isEmpty) {
    const reason = 'The export holds no items, authors or terms; an article is made of each post and page.';
    yield { kind: 'refusal', code: 'NO_ARTICLE', reason, location: source.location, item: null };
  }
}

/** An export on its way from text to drafts. */
class Export {
  private readonly parser = new WxrParser();
  private readonly pictures = new WxrPictures();
  private readonly guids = new Map<string, string>();
  private readonly waiting = new WxrWaiting(this.pictures);
  private readonly terms: WxrTerms;
  private readonly authors: WxrAuthors;

  constructor(private readonly source: SourceText) {
    this.terms = new WxrTerms(source);
    this.authors = new WxrAuthors(source);
  }

  get items(): number {
    return this.parser.count('item');
  }

  get isEmpty(): boolean {
    const { parser } = this;
    return (['item', 'author', 'category', 'tag', 'term'] as const).every((kind) => parser.count(kind) === 0);
  }

  *write(piece: string): Iterable<Draft | Refusal> {
    for (const record of this.parser.write(piece)) yield* this.read(record);
  }

  *finish(): Iterable<Draft | Refusal> {
    for (const record of this.parser.finish()) yield* this.read(record);
    yield* this.rest();
  }

  /** What was read before a fault, and what waits still. */
  *rest(): Iterable<Draft | Refusal> {
    for (const record of this.parser.take()) yield* this.read(record);
    for (const record of this.waiting.rest()) yield this.toArticle(record);
  }

  private *read(record: WxrRecord): Iterable<Draft | Refusal> {
    if (record.tooLarge) {
      yield this.refuse(record, 'TOO_LARGE', 'It is longer than 16 MiB, the most that it may have.');
    } else if (record.kind === 'item') {
      yield* this.readItem(record);
    } else if (record.kind === 'author') {
      const made = this.authors.read(record);
      yield* Array.isArray(made) ? made : [made];
    } else {
      yield this.terms.read(record);
    }
  }

  private *readItem(record: WxrRecord): Iterable<Draft | Refusal> {
    const unfit = unfitness(record);
    if (unfit !== null) yield this.refuse(record, unfit.code, unfit.reason);
    // Drafts are not published, and neither are their pictures' posts; the pictures of published ones are attachments.
    const picture = record.fields.has('wp:attachment_url') ? this.pictures.add(record) : null;
    const ready = picture === null ? [] : this.waiting.found(picture);
    if (unfit === null) ready.push(...this.waiting.add(record));
    for (const one of ready) yield this.toArticle(one);
  }

  private toArticle(record: WxrRecord): Draft | Refusal {
    return wxrDraft(FORMAT, this.source, record, this.site());
  }

  private site(): WxrSite {
    const { channel } = this.parser;
    const home = absoluteUrl(channel.get('link') ?? '', null);
    const base = absoluteUrl(channel.get('wp:base_blog_url') ?? '', null) ?? home;
    const language = declaredLanguage(channel.get('language'));
    return {
      publication: publicationOf(lineOf(channel.get('title') ?? '') || null, home ?? base, language),
      language,
      base,
      terms: this.terms,
      authors: this.authors,
      pictures: this.pictures,
      guids: this.guids,
    };
  }

  private refuse(record: WxrRecord, code: RefusalCode, reason: string): Refusal {
    return {
      kind: 'refusal',
      code,
      reason: printable(reason, 400),
      location: this.source.location,
      item: placeOf(record),
    };
  }
}
