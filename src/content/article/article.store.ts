import { jsonArray } from '../../store/binary-array.js';
import { type Sql, together } from '../../store/sql.js';
import { freeSlugs } from '../free-slugs.js';
import type { Written } from '../save-outcome.js';
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

interface InsertedArticle {
  id: string;
  slug: string;
}

const COLUMNS = `publication_id, url, headline, headline_key, standfirst, byline, language, section_tag_id,
  published_at, modified_at, sort_at, lead_image, body, word_count, corrections`;

/** `$1`: everything but the bodies, which are most of it and come as an array. */
const RECORD = `(select * from jsonb_to_recordset($1::jsonb) as x (n integer, id bigint, slug text, publication_id bigint, url text, headline text,
  headline_key text, standfirst text, byline text, language text, section_tag_id bigint,
  published_at timestamptz(3), modified_at timestamptz(3), lead_image jsonb, word_count integer,
  corrections jsonb) order by n) as x`;

const VALUES = `x.publication_id, x.url, x.headline, x.headline_key, x.standfirst, x.byline, x.language,
  x.section_tag_id, x.published_at, x.modified_at, coalesce(x.published_at, '-infinity'), x.lead_image,
  ($2::json[])[x.n], x.word_count, x.corrections`;

/** Articles of one insert: a statement of several megabytes is copied several times on its way, on both sides. */
export const MOST_ARTICLES = 50;

/** Writes articles. Every method expects to run inside a transaction that keeps other writers out. */
export class ArticleStore {
  constructor(private readonly sql: Sql) {}

  /** The slugs that new articles get, by position: those that they would like, with a suffix where that is taken. */
  freeSlugs(wanted: readonly string[]): Promise<string[]> {
    return freeSlugs(this.sql, 'article', wanted);
  }

  /**
   * Enters new articles, not many more than {@link MOST_ARTICLES} at once. Their links are still to be saved.
   *
   * @returns the new ids, by position.
   */
  async insert(articles: readonly NewArticle[]): Promise<string[]> {
    const rows = await this.sql.query<InsertedArticle>(
      `insert into articles (slug, ${COLUMNS})
       select x.slug, ${VALUES} from ${RECORD}
       returning id, slug`,
      rowsOf(articles, ({ slug }) => ({ slug })),
    );
    const bySlug = new Map(rows.map((row) => [row.slug, row.id]));
    return articles.map(({ slug }) => bySlug.get(slug) ?? missing(slug));
  }

  /**
   * Puts the new versions in the place of the stored ones, which are remembered by their hash; ids and slugs stay.
   * Links that they no longer have are gone then, the others are still to be saved.
   */
  async update(articles: readonly ChangedArticle[]): Promise<void> {
    if (articles.length === 0) return;
    const links = articles.map(linksOf);
    const ids = links.map(({ id }) => id);
    await this.sql.query(
      `update articles a set (${COLUMNS}) = (select ${VALUES})
       from ${RECORD} where a.id = x.id`,
      rowsOf(articles, ({ id }) => ({ id })),
    );
    await together([
      () => keepFormerVersions(this.sql, ids),
      () => dropContentKeys(this.sql, ids),
      () => dropOtherLinks(this.sql, 'author', links),
      () => dropOtherLinks(this.sql, 'tag', links),
    ]);
  }

  /** Saves what hangs on articles that have just been written. Links that are there already stay. */
  async saveLinks(articles: readonly ChangedArticle[], written: Written, stamp: WriteStamp): Promise<void> {
    if (articles.length === 0) return;
    const links = articles.map(linksOf);
    await together([
      () => addLinks(this.sql, 'author', links, written),
      () => addLinks(this.sql, 'tag', links, written),
      () => addKeys(this.sql, links),
      () => saveProvenance(this.sql, links, written, stamp),
    ]);
  }

  /** Adds names to articles. A name that another article already has stays with that one. */
  async addNames(articles: readonly NamedArticle[]): Promise<void> {
    await addKeys(this.sql, articles);
  }
}

function linksOf(article: ChangedArticle): ArticleLinks {
  return {
    id: article.id,
    author: article.authorIds,
    tag: article.tagIds,
    publishedAt: article.publishedAt,
    keys: article.keys,
    provenance: article.provenance,
  };
}

/** The two parameters of {@link RECORD} and {@link VALUES}. */
function rowsOf<Article extends ArticleInput>(
  articles: readonly Article[],
  placeOf: (article: Article) => object,
): [string, Buffer] {
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
  return [JSON.stringify(rows), jsonArray(articles.map(({ body }) => body))];
}

function missing(slug: string | undefined): never {
  throw new Error(`The insert of the article "${slug}" returned no row.`);
}
