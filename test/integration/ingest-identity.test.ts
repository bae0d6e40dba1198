import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Archive, anArticle, counts } from '../support/archive.js';

let archive: Archive;
let folder: string;

beforeAll(async () => {
  archive = await Archive.open();
  folder = await mkdtemp(join(tmpdir(), 'broadsheet-identity-'));
});
afterAll(async () => {
  await archive.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => archive.clear());

const FERRY = 'https://lantern.example/ferry';

const headlines = async () =>
  (await archive.rows<{ headline: string }>('select headline from articles order by id')).map(
    ({ headline }) => headline,
  );

/** Ingests files of the given drafts, each in its own file. */
async function ingestFiles(files: Record<string, Record<string, unknown>[]>) {
  const paths = [];
  for (const [name, drafts] of Object.entries(files)) {
    const path = join(folder, name);
    await writeFile(path, drafts.map((draft) => JSON.stringify(draft)).join('\n'));
    paths.push(path);
  }
  return archive.ingestPaths(paths);
}

describe('the names of a story', () => {
  it('are all addresses that a draft gives', async () => {
    await archive.ingest(
      anArticle({ url: FERRY, otherUrls: ['https://lantern.example/?p=7', 'https://lan.example/x7'] }),
    );
    for (const url of [
      'https://m.lantern.example/ferry/amp',
      'http://lantern.example/?p=7',
      'https://lan.example/x7/',
    ]) {
      const report = await archive.ingest(anArticle({ url, headline: `Now at ${url}` }));
      expect(counts(report)).toMatchObject({ created: 0, updated: 1 });
    }
  });

  it('are also those that an older version gives', async () => {
    const modifiedAt = (day: number) => `2026-01-0${day}T00:00:00Z`;
    await archive.ingest(anArticle({ sourceId: '1', modifiedAt: modifiedAt(2) }));
    const older = anArticle({ sourceId: '1', modifiedAt: modifiedAt(1), otherUrls: [FERRY] });
    expect(counts(await archive.ingest(older))).toMatchObject({ unchanged: 1 });
    const report = await archive.ingest(anArticle({ url: FERRY, modifiedAt: modifiedAt(3) }));
    expect(counts(report)).toMatchObject({ created: 0, updated: 1 });
  });

  it('are its other addresses, where it has none of its own', async () => {
    await archive.ingest(anArticle({ otherUrls: [FERRY] }));
    const report = await archive.ingest(
      anArticle({ otherUrls: ['https://x.example/1', FERRY], byline: 'By me' }),
    );
    expect(counts(report)).toMatchObject({ created: 0, updated: 1 });
  });

  it('do not include the home page', async () => {
    const url = 'https://www.lantern.example/';
    const report = await archive.ingest(anArticle({ url }), anArticle({ url, headline: 'Another' }));
    expect(counts(report)).toMatchObject({ created: 2 });
    expect(counts(await archive.ingest(anArticle({ url })))).toMatchObject({ unchanged: 1 });
    expect(await archive.value(`select count(*)::int from article_keys where kind = 'URL'`)).toBe(0);
  });

  it('do not make two stories one that the publisher counts as two', async () => {
    const first = anArticle({ sourceId: '1', url: FERRY });
    const second = anArticle({ sourceId: '2', url: FERRY, headline: 'What the board said next' });
    expect(counts(await archive.ingest(first))).toMatchObject({ created: 1 });
    expect(counts(await archive.ingest(second))).toMatchObject({ created: 1 });
    expect(counts(await archive.ingest(first, second))).toMatchObject({ unchanged: 2 });
    expect(await archive.value('select count(*)::int from article_duplicates')).toBe(0);
  });

  it.each([
    ['the headline is the same', { sourceId: '2', url: FERRY }],
    [
      'the other source counts for itself',
      { sourceId: '2', url: FERRY, headline: 'New', publication: { name: 'B' } },
    ],
    ['it has no id', { url: FERRY, headline: 'New' }],
  ])('lead to the story under another id when %s', async (_why, members) => {
    await archive.ingest(anArticle({ sourceId: '1', url: FERRY }));
    const report = await archive.ingest(anArticle({ byline: 'By me', ...members }));
    expect(counts(report)).toMatchObject({ created: 0, updated: 1 });
  });

  it('of two stored stories in one draft: the stronger name has it, the other stays and is noted', async () => {
    await archive.ingest(anArticle({ sourceId: '1', headline: 'By id' }));
    await archive.ingest(
      anArticle({ url: FERRY, headline: 'By address', publication: { name: 'The Beacon' } }),
    );
    const both = anArticle({ sourceId: '1', url: FERRY, headline: 'By both' });
    expect(counts(await archive.ingest(both))).toMatchObject({ created: 0, updated: 1 });
    expect(await headlines()).toEqual(['By both', 'By address']);
    const pairs = 'select article_id::int, other_id::int, reason, similarity from article_duplicates';
    expect(await archive.rows(pairs)).toEqual([
      { article_id: 2, other_id: 1, reason: 'NAME', similarity: 1 },
    ]);
    expect(counts(await archive.ingest(both))).toMatchObject({ unchanged: 1 });
    const report = await archive.ingest(anArticle({ url: FERRY, headline: 'By address again' }));
    expect(counts(report)).toMatchObject({ updated: 1 });
    expect(await headlines()).toEqual(['By both', 'By address again']);
  });

  it('of one stored story in two drafts of a batch: one version after the other', async () => {
    await archive.ingest(anArticle({ sourceId: '1', url: FERRY }));
    const report = await archive.ingest(
      anArticle({ sourceId: '1', headline: 'Second' }),
      anArticle({ url: FERRY, headline: 'Third' }),
      anArticle({ sourceId: '9', headline: 'Another' }),
    );
    expect(counts(report)).toEqual({ read: 3, created: 1, updated: 2, unchanged: 0, refused: 0 });
    expect(await headlines()).toEqual(['Third', 'Another']);
  });
});

describe('the order of versions', () => {
  const version = (members: Record<string, unknown>) => anArticle({ sourceId: '1', ...members });

  it('is that of their numbers, whatever their dates say', async () => {
    await archive.ingest(version({ version: 3, modifiedAt: '2026-01-03T00:00:00Z', headline: 'Three' }));
    const older = version({ version: 2, modifiedAt: '2026-02-01T00:00:00Z', headline: 'Two' });
    expect(counts(await archive.ingest(older))).toMatchObject({ unchanged: 1 });
    const newer = version({ version: 10, modifiedAt: '2026-01-01T00:00:00Z', headline: 'Ten' });
    expect(counts(await archive.ingest(newer))).toMatchObject({ updated: 1 });
    expect(await archive.value('select version from article_provenance')).toBe(10);
  });

  it('is that of their dates under one number, or where only one has a number', async () => {
    await archive.ingest(version({ version: 3, modifiedAt: '2026-01-03T00:00:00Z', headline: 'Three' }));
    for (const members of [{ version: 3 }, {}]) {
      const older = version({ ...members, modifiedAt: '2026-01-02T00:00:00Z', headline: 'Older' });
      expect(counts(await archive.ingest(older))).toMatchObject({ unchanged: 1 });
    }
    const newer = version({ modifiedAt: '2026-01-04T00:00:00Z', headline: 'Newer' });
    expect(counts(await archive.ingest(newer))).toMatchObject({ updated: 1 });
  });

  it('compares what sources said, not the time of an ingest', async () => {
    await archive.ingest(version({ headline: 'First' }));
    await archive.ingest(version({ headline: 'Second' }));
    const report = await archive.ingest(version({ headline: 'Third', modifiedAt: '2001-01-01T00:00:00Z' }));
    expect(counts(report)).toMatchObject({ updated: 1 });
  });

  it('is that of arrival where they say nothing, and what was replaced does not come back', async () => {
    const files = {
      'a.jsonl': [version({ headline: 'First' }), version({ headline: 'Second' })],
      'b.jsonl': [version({ headline: 'Third' })],
    };
    expect(counts(await ingestFiles(files))).toMatchObject({ created: 1, updated: 2 });
    const before = await archive.rowVersions();
    expect(counts(await ingestFiles(files))).toMatchObject({ unchanged: 3 });
    expect(counts(await archive.ingest(...files['a.jsonl']))).toMatchObject({ unchanged: 2 });
    expect(await archive.rowVersions()).toEqual(before);
    expect(await headlines()).toEqual(['Third']);
  });

  it('goes back where the publisher does, in the same place', async () => {
    for (const headline of ['First', 'Second', 'First'])
      expect(counts(await ingestFiles({ 'c.jsonl': [version({ headline })] }))).toMatchObject({
        unchanged: 0,
      });
    expect(await headlines()).toEqual(['First']);
    const report = await ingestFiles({ 'd.jsonl': [version({ headline: 'Second' })] });
    expect(counts(report)).toMatchObject({ unchanged: 1 });
  });
});

describe('the same inputs again', () => {
  it('write nothing but the record of the run', async () => {
    const drafts = Array.from({ length: 30 }, (_, n) =>
      anArticle({
        sourceId: n % 3 === 0 ? null : `s-${n % 20}`,
        url: n % 2 === 0 ? `https://lantern.example/${n}` : null,
        otherUrls: [`https://short.example/${n % 25}`],
        headline: `Story ${n}`,
        authors: [{ name: `Author ${n % 4}` }],
        tags: [{ name: `Tag ${n % 5}`, type: 'TOPIC' }],
        related: [{ origin: 'SOURCE', headline: `Story ${n - 1}` }],
      }),
    );
    await ingestFiles({
      'e.jsonl': drafts,
      'f.jsonl': drafts.map((draft) => ({ ...draft, byline: 'By f' })),
    });
    const before = await archive.rowVersions();
    const changes = await archive.value('select count(*)::int from changes');
    const written = `select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::int from pg_stat_user_tables
      where relname not in ('ingest_runs')`;
    const flushed = async () => {
      await archive.rows('select pg_stat_force_next_flush()');
      await archive.rows('select pg_stat_clear_snapshot()');
      return archive.value(written);
    };
    const rowsBefore = await flushed();
    const report = await archive.ingestPaths([join(folder, 'e.jsonl'), join(folder, 'f.jsonl')]);
    expect(counts(report)).toMatchObject({ read: 60, unchanged: 60 });
    expect(await archive.rowVersions()).toEqual(before);
    expect(await archive.value('select count(*)::int from changes')).toBe(changes);
    expect(await flushed()).toBe(rowsBefore);
  });
});
