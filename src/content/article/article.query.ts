import type { MaybePromise } from '../../store/batch.js';
import type { EntityCaches } from '../../store/entity-caches.js';
import { EntityReader, type EntitySource } from '../../store/entity-reader.js';
import { findId } from '../../store/find-id.js';
import { SlugIndex } from '../../store/slug-index.js';
import type { Reader } from '../../store/statement.js';
import type { ArticleFilter } from './article.filter.js';
import { resolveFilter } from './article.filter-ids.js';
import type { ResolvedFilter } from './article.leading-link.js';
import type { BlockValue, ImageValue } from './block.js';
import type { CorrectionValue } from './correction.js';
import { urlKey } from './url-key.js';

/** An article without its text: what lists show. */
export interface ArticleCard {
  id: number;
  publicationId: number;
  slug: string;
  url: string | null;
  headline: string;
  standfirst: string | null;
  byline: string | null;
  language: string;
  sectionTagId: number | null;
  publishedAt: string | null;
  modifiedAt: string;
  leadImage: ImageValue | null;
  wordCount: number;
  corrections: CorrectionValue[];
  /** In byline order. */
  authorIds: number[];
  tagIds: number[];
}

export interface ArticleText {
  id: number;
  body: BlockValue[];
}

export interface ArticleProvenance {
  id: number;
  source: string;
  format: string;
  sourceUrl: string | null;
  ingestedAt: string;
  contentHash: string;
}

const CARDS = `
select a.id, a.publication_id as "publicationId", a.slug, a.url, a.headline, a.standfirst, a.byline, a.language,
  a.section_tag_id as "sectionTagId", a.published_at as "publishedAt", a.modified_at as "modifiedAt",
  a.lead_image as "leadImage", a.word_count as "wordCount", a.corrections,
  array(select author_id from article_authors where article_id = a.id order by position) as "authorIds",
  array(select tag_id from article_tags where article_id = a.id order by position) as "tagIds"
from articles as a where a.id = any($1::bigint[])`;

const TEXTS = `select id, body from articles where id = any($1::bigint[])`;

const PROVENANCE = `
select article_id as id, source, format, source_url as "sourceUrl", ingested_at as "ingestedAt",
  content_hash as "contentHash"
from article_provenance where article_id = any($1::bigint[])`;

/** Reads of articles. Ids come from lists; what is behind them is read once and shared. */
export class ArticleQuery {
  private readonly cards: EntitySource<ArticleCard>;
  private readonly slugs: SlugIndex<ArticleCard>;
  private readonly texts: EntitySource<ArticleText>;
  private readonly provenances: EntityReader<ArticleProvenance>;

  constructor(
    private readonly reader: Reader,
    caches: EntityCaches,
  ) {
    this.cards = caches.open({ name: 'article', changesWith: 'article', sql: CARDS, share: 0.5 });
    this.slugs = new SlugIndex(this.cards, (slug) =>
      findId(reader, 'select id from articles where slug = $1::text', slug),
    );
    this.texts = caches.open({ name: 'article text', changesWith: 'article', sql: TEXTS, share: 0.34 });
    this.provenances = new EntityReader(reader, PROVENANCE);
  }

  byId(id: number): MaybePromise<ArticleCard | null> {
    return this.cards.get(id);
  }

  byIds(ids: readonly number[]): MaybePromise<ArticleCard[]> {
    return this.cards.getMany(ids);
  }

  bySlug(slug: string): Promise<ArticleCard | null> {
    return this.slugs.get(slug);
  }

  /** By any address under which the story was met; scheme, `www.`, tracking parameters and the like do not matter. */
  async byUrl(url: string): Promise<ArticleCard | null> {
    const sql = `select article_id as id from article_keys where key = $1::text and kind = 'URL'`;
    const id = await findId(this.reader, sql, urlKey(url) ?? '');
    return id === null ? null : this.cards.get(id);
  }

  /** Number of articles in the archive: the sum of what the publications keep. */
  async total(): Promise<number> {
    const [row] = await this.reader.rows<{ n: number }>(
      'select coalesce(sum(article_count), 0)::bigint as n from publications',
      [],
    );
    return row?.n ?? 0;
  }

  text(id: number): MaybePromise<ArticleText | null> {
    return this.texts.get(id);
  }

  provenance(id: number): MaybePromise<ArticleProvenance | null> {
    return this.provenances.get(id);
  }

  /**
   * Looks up the names in a filter: one statement for each kind of name that it holds.
   * @throws GatewayError BAD_USER_INPUT when the filter is too deep, too long or malformed.
   */
  resolve(filter: ArticleFilter | null | undefined): Promise<ResolvedFilter | null> {
    return resolveFilter(this.reader, filter);
  }
}
