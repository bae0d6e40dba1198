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

const RECORD = `as x (n integer, id bigint, slug text, publication_id bigint, url text, headline text,
  headline_key text, standfirst text, byline text, language text, section_tag_id bigint,
  published_at timestamptz(3), modified_at timestamptz(3), lead_image jsonb, body jsonb, body_text text,
  word_count integer, corrections jsonb)`;

const VALUES = `x.publication_id, x.url, x.headline, x.headline_key, x.standfirst, x.byline, x.language,
  x.section_tag_id, x.published_at, x.modified_at, coalesce(x.published_at, '-infinity'), x.lead_image,
  x.body, x.body_text, x.word_count, x.corrections`;

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
    const records = articles.map((article, n) => record(article, { n, slug: slugs[n] }));
    const rows: InsertedArticle[] = [];
    for (let from = 0; from < records.length; from += PIECE) {
      rows.push(...(await this.insertRows(records.slice(from, from + PIECE))));
    }
    const bySlug = new Map(rows.map((row) => [row.slug, row.id]));
    const inserted = slugs.map((slug) => ({ slug, id: bySlug.get(slug) ?? missing(slug) }));
    const links = articles.map((article, n) => linksOf(article, inserted[n]?.id ?? missing(slugs[n])));
    await this.writeLinks(links, stamp);
    return inserted;
  }

  private insertRows(records: readonly string[]): Promise<InsertedArticle[]> {
    return this.sql.query<InsertedArticle>(
      `insert into articles (slug, ${COLUMNS})
       select x.slug, ${VALUES} from jsonb_to_recordset($1::jsonb) ${RECORD} order by x.n
       returning id, slug`,
      [`[${records}]`],
    );
  }

  /** Puts the new versions in the place of the stored ones, which are remembered by their hash; ids and slugs stay. */
  async update(articles: readonly ChangedArticle[], stamp: WriteStamp): Promise<void> {
    if (articles.length === 0) return;
    await this.sql.query(
      `update articles a set (${COLUMNS}) = (select ${VALUES})
       from jsonb_to_recordset($1::jsonb) ${RECORD} where a.id = x.id`,
      [`[${articles.map((article) => record(article, { id: article.id }))}]`],
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

/** A row in JSON. The body is JSON already. */
function record(
  article: ArticleInput,
  place: { n: number; slug: string | undefined } | { id: string },
): string {
  const members = JSON.stringify({
    ...place,
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
    body_text: article.bodyText,
    word_count: article.wordCount,
    corrections: article.corrections,
  });
  return `${members.slice(0, -1)},"body":${article.body}}`;
}

function missing(slug: string | undefined): never {
  throw new Error(`The insert of the article "${slug}" returned no row.`);
}
