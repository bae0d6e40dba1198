import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_ITEMS } from '../../src/ingest/batches.js';
import { ingest } from '../../src/ingest/pipeline.js';
import { Archive, anArticle, counts } from '../support/archive.js';
import { connectTo, createEmptyDatabase } from '../support/database.js';

let archive: Archive;

beforeAll(async () => {
  archive = await Archive.open();
});
afterAll(() => archive.close());
beforeEach(() => archive.clear());

const run = () => archive.rows('select * from ingest_runs order by id desc limit 1');
const textOf = (drafts: object[]) => drafts.map((draft) => JSON.stringify(draft)).join('\n');

describe('a run', () => {
  it('leaves a record that agrees with its report', async () => {
    const report = await archive.ingest(
      anArticle(),
      anArticle(),
      { kind: 'nothing' },
      anArticle({ sourceId: '1' }),
    );
    expect(await run()).toEqual([
      {
        id: String(report.runId),
        status: 'FINISHED',
        started_at: archive.now,
        finished_at: archive.now,
        inputs: ['-'],
        options: {},
        read_count: 4,
        created_count: 2,
        updated_count: 0,
        unchanged_count: 1,
        refused_count: 1,
      },
    ]);
    expect(counts(report)).toEqual({ read: 4, created: 2, updated: 0, unchanged: 1, refused: 1 });
  });

  it('counts every item once, whatever is in it', { timeout: 60_000 }, async () => {
    const items = fc.array(
      fc.oneof(
        fc.integer({ min: 1, max: 4 }).map((n) => JSON.stringify(anArticle({ sourceId: String(n) }))),
        fc.constantFrom('Flood', 'Fire').map((headline) => JSON.stringify(anArticle({ headline }))),
        fc.constantFrom('A', 'B').map((name) => JSON.stringify({ kind: 'author', name, bio: name })),
        fc
          .constantFrom('A', 'B', 'C')
          .chain((name) =>
            fc
              .constantFrom('A', 'B', 'C')
              .map((parent) =>
                JSON.stringify({ kind: 'tag', type: 'TOPIC', name, parent: { name: parent, type: 'TOPIC' } }),
              ),
          ),
        fc.constantFrom('{}', '[', '{"kind":"article"}', '{"kind":"tag","name":"x","type":"y"}'),
      ),
      { minLength: 1, maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(items, async (lines) => {
        const report = await archive.ingestText(`${JSON.stringify(anArticle())}\n${lines.join('\n')}`);
        const { read, created, updated, unchanged, refused } = counts(report);
        expect(read).toBe(lines.length + 1);
        expect(created + updated + unchanged + refused).toBe(read);
        expect(report.refusals).toHaveLength(refused);
        const stored = await archive.value('select count(*)::int from ingest_refusals where run_id = $1', [
          report.runId,
        ]);
        expect(stored).toBe(refused);
      }),
      { numRuns: 40 },
    );
  });

  it('loses only the item that the database rejects', async () => {
    await archive.rows(`alter table articles add constraint no_fire check (headline <> 'Fire')`);
    try {
      const drafts = Array.from({ length: 450 }, (_, n) =>
        anArticle({ sourceId: String(n), headline: n % 150 === 7 ? 'Fire' : `Story ${n}` }),
      );
      const report = await archive.ingest(...drafts);
      expect(counts(report)).toEqual({ read: 450, created: 447, updated: 0, unchanged: 0, refused: 3 });
      expect(report.refusals.map(({ item }) => item)).toEqual(['line 8', 'line 158', 'line 308']);
      expect(report.refusals[0]).toMatchObject({
        code: 'STORE_REJECTED',
        reason: expect.stringContaining('no_fire'),
      });
      expect(await archive.value('select count(*)::int from articles')).toBe(447);
    } finally {
      await archive.rows('alter table articles drop constraint no_fire');
    }
  });

  it('stops after the current batch when it is told to, and goes on where it was', async () => {
    const all = 4 * MAX_ITEMS;
    const drafts = Array.from({ length: all }, (_, n) => anArticle({ sourceId: String(n) }));
    const stop = new AbortController();
    const report = await archive.ingestPaths(['-'], {
      stdin: Readable.from([textOf(drafts)]),
      signal: stop.signal,
      onProgress: ({ read }) => {
        if (read >= MAX_ITEMS) stop.abort();
      },
    });
    expect(report.read).toBeGreaterThanOrEqual(MAX_ITEMS);
    expect(report.read).toBeLessThan(all);
    expect(await archive.value('select count(*)::int from articles')).toBe(report.created);
    expect(await run()).toMatchObject([{ status: 'INTERRUPTED', read_count: report.read }]);

    const again = await archive.ingest(...drafts);
    expect(counts(again)).toMatchObject({ unchanged: report.created, created: all - report.created });
  });

  it('stops at once while it waits for standard input', async () => {
    const stop = new AbortController();
    const silent = new Readable({ read() {} });
    silent.push(`${JSON.stringify(anArticle())}\n`);
    setTimeout(() => stop.abort(), 200);
    const report = await archive.ingestPaths(['-'], { stdin: silent, signal: stop.signal });
    expect(report.refused).toBe(0);
    expect(await run()).toMatchObject([{ status: 'INTERRUPTED' }]);
  });

  it('that lost its database in the middle is made whole by the next', async () => {
    const all = 4 * MAX_ITEMS;
    const drafts = Array.from({ length: all }, (_, n) =>
      anArticle({
        sourceId: String(n),
        headline: `Story ${n}`,
        related: [{ origin: 'SOURCE', headline: `Story ${all - 1 - n}` }],
      }),
    );
    let isOver = false;
    let cutting = Promise.resolve();
    /** The last half comes only when connections are being cut, and that goes on, however fast the machine. */
    async function* cutInTheMiddle(): AsyncGenerator<string> {
      yield `${textOf(drafts.slice(0, all / 2))}\n`;
      await vi.waitUntil(() => archive.value<boolean>('select exists (select from articles)'), 20_000);
      cutting = (async () => {
        while (!isOver) await cutConnections();
      })();
      yield textOf(drafts.slice(all / 2));
    }
    const cut = archive.ingestPaths(['-'], { stdin: Readable.from(cutInTheMiddle()) }).finally(() => {
      isOver = true;
    });
    await expect(cut).rejects.toThrow(/terminat|closed|ended|EPIPE|ECONNRESET/i);
    await cutting;
    const left = await archive.value<number>('select count(*)::int from articles');
    expect(left % MAX_ITEMS).toBe(0);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(all);
    const report = await archive.ingest(...drafts);
    expect(counts(report)).toMatchObject({ unchanged: left, created: all - left });
    expect(await archive.value('select count(*)::int from related_stories where target_id is null')).toBe(0);
  });

  it('is marked FAILED when the database is not fit, and says why', async () => {
    await archive.rows('alter table article_keys rename to elsewhere');
    try {
      await expect(archive.ingest(anArticle())).rejects.toThrow(/article_keys/);
      expect(await run()).toMatchObject([{ status: 'FAILED', read_count: 0 }]);
      expect(await archive.value('select count(*)::int from articles')).toBe(0);
    } finally {
      await archive.rows('alter table elsewhere rename to article_keys');
    }
  });

  it('in a database without tables throws what Postgres says', async () => {
    const database = await createEmptyDatabase();
    const dataSource = await connectTo(database);
    try {
      await expect(ingest({ dataSource, inputs: [], now: () => archive.now })).rejects.toThrow(/ingest_runs/);
    } finally {
      await dataSource.destroy();
      await database.drop();
    }
  });
});

describe('two runs at once', () => {
  it('end as one after the other would', { timeout: 60_000 }, async () => {
    const drafts = (first: number) =>
      Array.from({ length: 600 }, (_, at) => first + at).map((n) =>
        anArticle({
          sourceId: String(n),
          headline: `Story ${n % 50}`,
          authors: [{ name: `Author ${n % 30}` }],
          tags: [{ name: `Tag ${n % 40}`, type: 'TOPIC' }],
          related: [{ origin: 'SOURCE', headline: `Story ${(n + 1) % 50}` }],
        }),
      );
    const reports = await Promise.all([archive.ingest(...drafts(0)), archive.ingest(...drafts(300))]);
    const total = (name: 'created' | 'unchanged' | 'refused') => reports.reduce((sum, r) => sum + r[name], 0);
    expect([total('created'), total('unchanged'), total('refused')]).toEqual([900, 300, 0]);
    const rows = await archive.rows(
      `select (select count(*)::int from articles) articles, (select count(*)::int from authors) authors,
         (select count(*)::int from tags) tags, (select sum(article_count)::int from tags) links,
         (select count(*)::int from related_stories where target_id is null) dangling`,
    );
    expect(rows).toEqual([{ articles: 900, authors: 30, tags: 40, links: 900, dangling: 0 }]);
  });
});

/** What a crash of the server looks like to a run: its connections break. */
async function cutConnections(): Promise<void> {
  await archive
    .rows(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    )
    .catch(() => {});
}
