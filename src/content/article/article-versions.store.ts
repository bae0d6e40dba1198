import type { Sql } from '../../store/sql.js';

/** What is stored of an article that a draft is compared with. */
export interface StoredVersion {
  id: string;
  publicationId: string;
  url: string | null;
  headlineKey: string;
  /** Null for an article that no source stands behind. */
  said: SaidVersion | null;
}

/** What the source of a stored version said about it. */
export interface SaidVersion {
  format: string;
  sourceId: string | null;
  contentHash: string;
  version: number | null;
  modifiedAt: Date | null;
  /** Mark of where it was found. */
  place: string | null;
}

/** What an article said, by its hash. */
export interface ArticleHash {
  id: string;
  hash: string;
}

interface VersionRow {
  id: string;
  publication_id: string;
  url: string | null;
  headline_key: string;
  format: string;
  source_id: string | null;
  content_hash: string | null;
  version: number | null;
  modified_at: Date | null;
  place: string | null;
}

/** Finds the articles that drafts may be versions of. */
export class ArticleVersionsStore {
  constructor(private readonly sql: Sql) {}

  /** The articles that have these keys, by key. */
  async findByKeys(keys: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.sql.query<{ key: string; article_id: string }>(
      'select key, article_id from article_keys where key = any($1::text[])',
      [keys],
    );
    return new Map(rows.map((row) => [row.key, row.article_id]));
  }

  /** The articles that have these slugs, by slug. */
  async findBySlugs(slugs: readonly string[]): Promise<Map<string, string>> {
    if (slugs.length === 0) return new Map();
    const rows = await this.sql.query<{ slug: string; id: string }>(
      'select slug, id from articles where slug = any($1::text[])',
      [slugs],
    );
    return new Map(rows.map((row) => [row.slug, row.id]));
  }

  /** The stored versions by article id. */
  async byIds(ids: readonly string[]): Promise<Map<string, StoredVersion>> {
    if (ids.length === 0) return new Map();
    const rows = await this.sql.query<VersionRow>(
      `select a.id, a.publication_id, a.url, a.headline_key, p.format, p.source_id, p.content_hash, p.version,
         p.modified_at, p.place
       from articles a left join article_provenance p on p.article_id = a.id where a.id = any($1::bigint[])`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, storedVersion(row)]));
  }

  /** Those that were stored once and have been replaced. */
  async formerOf(versions: readonly ArticleHash[]): Promise<ArticleHash[]> {
    if (versions.length === 0) return [];
    return this.sql.query<ArticleHash>(
      `select article_id as id, content_hash as hash from article_former_versions
       where (article_id, content_hash) in (select * from unnest($1::bigint[], $2::text[]))`,
      [versions.map(({ id }) => id), versions.map(({ hash }) => hash)],
    );
  }
}

function storedVersion(row: VersionRow): StoredVersion {
  return {
    id: row.id,
    publicationId: row.publication_id,
    url: row.url,
    headlineKey: row.headline_key,
    said:
      row.content_hash === null
        ? null
        : {
            format: row.format,
            sourceId: row.source_id,
            contentHash: row.content_hash,
            version: row.version,
            modifiedAt: row.modified_at,
            place: row.place,
          },
  };
}
