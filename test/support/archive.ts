import { Readable } from 'node:stream';
import type { DataSource } from 'typeorm';
import { type IngestReport, ingest } from '../../src/ingest/pipeline.js';
import { connectTo, createTestDatabase, type TestDatabase } from './database.js';
import { NOON } from './sample.js';

type Members = Record<string, unknown>;

/** An empty archive that drafts can be put into, for tests of what becomes of them. */
export class Archive {
  /** What the next ingest takes for the present. */
  now = NOON;

  private constructor(
    readonly dataSource: DataSource,
    private readonly database: TestDatabase,
  ) {}

  static async open(): Promise<Archive> {
    const database = await createTestDatabase();
    return new Archive(await connectTo(database), database);
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
    await this.database.drop();
  }

  async clear(): Promise<void> {
    await this.rows(
      `truncate articles, authors, tags, publications, ingest_runs, noun_versions restart identity cascade`,
    );
  }

  /** Ingests drafts as JSONL from standard input. */
  ingest(...drafts: Members[]): Promise<IngestReport> {
    return this.ingestText(drafts.map((draft) => JSON.stringify(draft)).join('\n'));
  }

  ingestText(text: string | Buffer): Promise<IngestReport> {
    return this.ingestPaths(['-'], { stdin: Readable.from([Buffer.from(text)]) });
  }

  ingestPaths(inputs: string[], more: Partial<Parameters<typeof ingest>[0]> = {}): Promise<IngestReport> {
    return ingest({ dataSource: this.dataSource, inputs, now: () => this.now, ...more });
  }

  rows<Row = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return this.dataSource.query(sql, values);
  }

  /** One value of the first row. */
  async value<T>(sql: string, values: unknown[] = []): Promise<T> {
    const [row] = await this.rows(sql, values);
    return Object.values(row ?? {})[0] as T;
  }

  /** The version marks of every row of the content: equal marks mean that nothing was written. */
  rowVersions(): Promise<Record<string, unknown>[]> {
    const tables = [
      'publications',
      'authors',
      'tags',
      'tag_names',
      'articles',
      'article_authors',
      'article_tags',
      'article_provenance',
      'article_keys',
      'article_former_versions',
      'article_duplicates',
      'article_fingerprints',
      'related_stories',
    ];
    return this.rows(
      `${tables.map((table) => `select '${table}' as name, ctid::text, xmin::text, xmax::text from ${table}`).join(' union all ')}
       order by 1, 2`,
    );
  }
}

/** The counts of a report without its times and ids. */
export function counts({ read, created, updated, unchanged, refused }: IngestReport): IngestCountsOnly {
  return { read, created, updated, unchanged, refused };
}

type IngestCountsOnly = Pick<IngestReport, 'read' | 'created' | 'updated' | 'unchanged' | 'refused'>;

/** An article's line; only what matters has to be named. */
export function anArticle(members: Members = {}): Members {
  return {
    kind: 'article',
    headline: 'Ferry returns to the east quay',
    publication: { name: 'The Lantern' },
    language: 'en',
    body: [{ type: 'paragraph', text: 'The ferry came back on Monday, with two cars aboard.' }],
    ...members,
  };
}
