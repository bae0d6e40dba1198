import type { Sql } from '../../store/sql.js';
import { unlessCreated, type Written } from '../save-outcome.js';
import type { ArticleKey, NamedArticle, ProvenanceInput, WriteStamp } from './article.input.js';

/** What hangs on an article's row. */
export interface ArticleLinks {
  id: string;
  /** Ids of its authors and tags, in order. */
  author: string[];
  tag: string[];
  /** When it was published, in RFC 3339: lists of links are in that order. */
  publishedAt: string | null;
  keys: ArticleKey[];
  provenance: ProvenanceInput;
}

/** A row of `$1` to `$3` is an article: its id, its date, and its links in order. */
const WANTED = `select x.article_id, (l.position - 1)::smallint as position, l.id as link_id, x.sort_at
  from unnest($1::bigint[], $2::timestamptz[], $3::text[]) as x (article_id, sort_at, ids),
    unnest(x.ids::bigint[]) with ordinality as l (id, position)`;

/** Enters the links of articles. Rows that are there already stay as they are. */
export async function addLinks(
  sql: Sql,
  noun: 'author' | 'tag',
  articles: readonly ArticleLinks[],
  written: Written,
): Promise<void> {
  if (articles.every((article) => article[noun].length === 0)) return;
  await sql.query(
    `insert into article_${noun}s (article_id, position, ${noun}_id, sort_at)
     select article_id, position, link_id, sort_at from (${WANTED}) as wanted
     ${unlessCreated(written, 'on conflict (article_id, position) do nothing')}`,
    wantedLinks(noun, articles),
  );
}

/** Removes the links that articles had and no longer have; what stays is not touched. */
export async function dropOtherLinks(
  sql: Sql,
  noun: 'author' | 'tag',
  articles: readonly ArticleLinks[],
): Promise<void> {
  await sql.query(
    `delete from article_${noun}s l where l.article_id = any($1::bigint[]) and not exists (
       select from (${WANTED}) as wanted
       where wanted.article_id = l.article_id and wanted.position = l.position and wanted.link_id = l.${noun}_id)`,
    wantedLinks(noun, articles),
  );
}

function wantedLinks(noun: 'author' | 'tag', articles: readonly ArticleLinks[]): string[][] {
  return [
    articles.map(({ id }) => id),
    articles.map(({ publishedAt }) => publishedAt ?? '-infinity'),
    articles.map((article) => `{${article[noun].join(',')}}`),
  ];
}

/** Adds names to articles. A name that another article already has stays with that one. */
export async function addKeys(sql: Sql, articles: readonly NamedArticle[]): Promise<void> {
  const rows = articles.flatMap((article) => article.keys.map((key) => ({ ...key, article_id: article.id })));
  if (rows.length === 0) return;
  await sql.query(
    `insert into article_keys (key, kind, article_id)
     select key, kind, article_id from jsonb_to_recordset($1::jsonb) as x (key text, kind text, article_id bigint)
     on conflict (key) do nothing`,
    [JSON.stringify(rows)],
  );
}

/** A story's content names it only as long as it says that: another file with the former text is another story. */
export async function dropContentKeys(sql: Sql, articleIds: readonly string[]): Promise<void> {
  await sql.query(`delete from article_keys where article_id = any($1::bigint[]) and kind = 'CONTENT'`, [
    articleIds,
  ]);
}

/** Before the provenance of the new versions is saved: the hashes of those that they replace. */
export async function keepFormerVersions(sql: Sql, articleIds: readonly string[]): Promise<void> {
  await sql.query(
    `insert into article_former_versions (article_id, content_hash)
     select article_id, content_hash from article_provenance where article_id = any($1::bigint[])
     on conflict do nothing`,
    [articleIds],
  );
}

const PROVENANCE = 'source, format, source_id, source_url, content_hash, version, modified_at, place';

const REPLACED = `on conflict (article_id) do update set (${PROVENANCE}, ingested_at, run_id) =
  (select ${PROVENANCE.replace(/\w+/g, 'excluded.$&')}, excluded.ingested_at, excluded.run_id)`;

export async function saveProvenance(
  sql: Sql,
  articles: readonly ArticleLinks[],
  written: Written,
  stamp: WriteStamp,
): Promise<void> {
  const rows = articles.map(({ id, provenance }) => ({
    article_id: id,
    source: provenance.source,
    format: provenance.format,
    source_id: provenance.sourceId,
    source_url: provenance.sourceUrl,
    content_hash: provenance.contentHash,
    version: provenance.version,
    modified_at: provenance.modifiedAt,
    place: provenance.place,
    ingested_at: provenance.ingestedAt,
  }));
  await sql.query(
    `insert into article_provenance (article_id, ${PROVENANCE}, ingested_at, run_id)
     select article_id, ${PROVENANCE}, coalesce(ingested_at, $2::timestamptz), $3::bigint
     from jsonb_to_recordset($1::jsonb) as x (article_id bigint, source text, format text, source_id text,
       source_url text, content_hash text, version integer, modified_at timestamptz(3), place bigint,
       ingested_at timestamptz(3))
     ${unlessCreated(written, REPLACED)}`,
    [JSON.stringify(rows), stamp.now, stamp.runId],
  );
  const former = articles.flatMap(({ id, provenance }) =>
    provenance.formerHashes.map((content_hash) => ({ article_id: id, content_hash })),
  );
  if (former.length === 0) return;
  await sql.query(
    `insert into article_former_versions (article_id, content_hash)
     select article_id, content_hash from jsonb_to_recordset($1::jsonb) as x (article_id bigint, content_hash text)
     on conflict do nothing`,
    [JSON.stringify(former)],
  );
}
