import type { DataSource } from 'typeorm';
import type { ArticleFilter } from '../content/article/article.filter.js';
import type { Draft, ProvenanceDraft } from '../ingest/draft.js';
import { draftSchema } from '../ingest/draft-schema.js';
import { contentHash } from '../ingest/identity.js';
import { getPool } from '../store/data-source.js';
import { Reader } from '../store/statement.js';
import { articleWhere, chosenNouns } from './article-where.js';
import { type ExportedArticle, exportedArticles } from './exported-articles.js';
import { exportedNouns } from './exported-nouns.js';

export interface ExportOptions {
  /** Connected, and its schema up to date. */
  dataSource: DataSource;
  /** Which stories; null is all of them, with all authors, tags and publications. */
  filter: ArticleFilter | null;
}

/** One draft of the archive. */
export interface ExportedLine {
  kind: Draft['kind'];
  /** JSON, without the line's end. */
  json: string;
}

/**
 * The archive as Broadsheet JSONL, a line at a time: publications, authors and tags, then stories, each in the
 * order in which they came. All lines are of one moment, whatever is written meanwhile. Ingested into an empty
 * archive, they give the same one.
 *
 * @throws GatewayError BAD_USER_INPUT when the filter is malformed.
 */
export async function* exportArchive({ dataSource, filter }: ExportOptions): AsyncGenerator<ExportedLine> {
  const client = await getPool(dataSource).connect();
  let failed = false;
  try {
    await client.query('start transaction isolation level repeatable read, read only');
    const reader = new Reader(client, { prepared: false });
    const where = await articleWhere(reader, filter);
    for await (const draft of exportedNouns(reader, chosenNouns(where))) yield lineOf(draft);
    for await (const article of exportedArticles(reader, where)) yield lineOf(withLineHash(article));
  } catch (error) {
    failed = true;
    throw error;
  } finally {
    if (!failed) await client.query('rollback').catch(() => {});
    client.release(failed);
  }
}

/** The line knows what it said when it was written: an edited one is a new version, and not the one that is stored. */
function withLineHash(article: ExportedArticle): object {
  const { provenance, ...said } = article;
  if (provenance === null) return said;
  const read = draftSchema.parse(said);
  if (read.kind !== 'article') throw new Error('A story was read as something else.');
  const lineHash = contentHash({ ...read, format: '', location: '' });
  return { ...said, provenance: { lineHash, ...provenance } satisfies ProvenanceDraft };
}

/** Members that say nothing, null and empty lists, are left out; a list block without items is a list block. */
function lineOf(draft: object): ExportedLine {
  const said = Object.entries(draft).filter(([, member]) => !(Array.isArray(member) && member.length === 0));
  const json = JSON.stringify(Object.fromEntries(said), (_name, member) => member ?? undefined);
  return { kind: (draft as Pick<Draft, 'kind'>).kind, json };
}
