import { jsonbArray, textArray } from '../../store/binary-array.js';
import type { Sql } from '../../store/sql.js';
import { freeSlugs } from '../free-slugs.js';
import type { ArticleInput, ChangedArticle, NamedArticle, NewArticle, WriteStamp } from './article.input.js';
import {
  type ArticleLinks,
  addKeys,
  addLinks,
  dropContentKeys,
  dropOtherLinks,
  keepFormerVersions,
  saveProvenance,
} from './article-links.js';

export interface InsertedArticle {
  id: string;
  slug: string;
}

const COLUMNS = `publication_id, url, headline, headline_key, standfirst, byline, language, section_tag_id,
  published_at, modified_at, sort_at, lead_image, body, body_text, word_count, corrections`;

/** `$1`: everything but the texts, which are most of it and come as arrays. */
const RECORD = `(select * from jsonb_to_recordset($1::jsonb) as x (n integer, id bigint, slug text, publication_id bigint, url text, headline text,
  headline_key text, standfirst text, byline text, language text, section_tag_id bigint,
  published_at timestamptz(3), modified_at timestamptz(3), lead_image jsonb, word_count integer,
  corrections jsonb) order by n) as x`;

const VALUES = `x.publication_id, x.url, x.headline, x.headline_key, x.standfirst, x.byline, x.language,
  x.section_tag_id, x.published_at, x.modified_at, coalesce(x.published_at, '-infinity'), x.lead_image,
  ($2::jsonb[])[x.n], ($3::text[])[x.n], x.word_count, x.corrections`;

/** Rows of one insert: a statement of several megabytes is copied several times on its way, on both sides. */
const PIECE = 50;

/** Writes articles. Every method expects to run inside a transaction that keeps other writers out. */
export class ArticleStore {
  constructor(private readonly sql: Sql) {}

  /** @returns the new ids and the slugs they got, by position. */
  async insert(articles: readonly NewArticle[], stamp: WriteStamp): Promise<InsertedArticle[]> {
    if (articles.length === 0) return [];
    const slugs = await freeSlugs(
      this.sql,
      'article',
      articles.map((article) => article.slug),
    );
    const named = articles.map((article, n) => ({ ...article, slug: slugs[n] ?? missing(article.slug) }));
    const rows: InsertedArticle[] = [];
    for (let from = 0; from < named.length; from += PIECE) {
      rows.push(...(await this.insertRows(named.slice(from, from + PIECE))));
    }
    const bySlug = new Map(rows.map((row) => [row.slug, row.id]));
    const inserted = slugs.map((slug) => ({ slug, id: bySlug.get(slug) ?? missing(slug) }));
    const links = articles.map((article, n) => linksOf(article, inserted[n]?.id ?? missing(slugs[n])));
    await this.writeLinks(links, stamp);
    return inserted;
  }

  private insertRows(articles: readonly NewArticle[]): Promise<InsertedArticle[]> {
    return this.sql.query<InsertedArticle>(
      `insert into articles (slug, ${COLUMNS})
       select x.slug, ${VALUES} from ${RECORD}
       returning id, slug`,
      rowsOf(articles, ({ slug }) => ({ slug })),
    );
  }

  /** Puts the new versions in the place of the stored ones, which are remembered by their hash; ids and slugs stay. */
  async update(articles: readonly ChangedArticle[], stamp: WriteStamp): Promise<void> {
    if (articles.length === 0) return;
    await this.sql.query(
      `update articles a set (${COLUMNS}) = (select ${VALUES})
       from ${RECORD} where a.id = x.id`,
      rowsOf(articles, ({ id }) => ({ id })),
    );
    const links = articles.map((article) => linksOf(article, article.id));
    await keepFormerVersions(
      this.sql,
      links.map(({ id }) => id),
    );
    await dropContentKeys(
      this.sql,
      links.map(({ id }) => id),
    );
    await dropOtherLinks(this.sql, 'author', links);
    await dropOtherLinks(this.sql, 'tag', links);
    await this.writeLinks(links, stamp);
  }

  /** Adds names to articles. A name that another article already has stays with that one. */
  async addNames(articles: readonly NamedArticle[]): Promise<void> {
    await addKeys(this.sql, articles);
  }

  private async writeLinks(links: readonly ArticleLinks[], stamp: WriteStamp): Promise<void> {
    await addLinks(this.sql, 'author', links);
    await addLinks(this.sql, 'tag', links);
    await addKeys(this.sql, links);
    await saveProvenance(this.sql, links, stamp);
  }
}

function linksOf(article: ArticleInput, id: string): ArticleLinks {
  return {
    id,
    author: article.authorIds,
    tag: article.tagIds,
    keys: article.keys,
    provenance: article.provenance,
  };
}

/** The three parameters of {@link RECORD} and {@link VALUES}. */
function rowsOf<Article extends ArticleInput>(
  articles: readonly Article[],
  placeOf: (article: Article) => object,
): [string, Buffer, Buffer] {
  const rows = articles.map((article, at) => ({
    ...placeOf(article),
    // Arrays count from one.
    n: at + 1,
    publication_id: article.publicationId,
    url: article.url,
    headline: article.headline,
    headline_key: article.headlineKey,
    standfirst: article.standfirst,
    byline: article.byline,
    language: article.language,
    section_tag_id: article.sectionTagId,
    published_at: article.publishedAt,
    modified_at: article.modifiedAt,
    lead_image: article.leadImage,
    word_count: article.wordCount,
    corrections: article.corrections,
  }));
  return [
    JSON.stringify(rows),
    jsonbArray(articles.map(({ body }) => body)),
    textArray(articles.map(({ bodyText }) => bodyText)),
  ];
}

function missing(slug: string | undefined): never {
  throw new Error(`The insert of the article "${slug}" returned no row.`);
}
