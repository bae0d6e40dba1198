import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { IngestRunQuery } from '../../src/ingest/ingest-run.query.js';
import { retry } from '../../src/ingest/retry.js';
import { holdRunLock, markKilledRuns } from '../../src/ingest/run-lock.js';
import { sqlOf } from '../../src/store/sql.js';
import { Archive, anArticle, counts } from '../support/archive.js';
import { zipOf } from '../support/zip.js';

let archive: Archive;
let folder: string;

beforeAll(async () => {
  archive = await Archive.open();
});
afterAll(() => archive.close());
beforeEach(async () => {
  await archive.clear();
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'broadsheet-retry-')));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const again = (choice: Parameters<typeof retry>[0] = {}) =>
  retry(choice, { dataSource: archive.dataSource, now: () => archive.now });
const put = (name: string, ...drafts: object[]) =>
  writeFile(path.join(folder, name), drafts.map((draft) => `${JSON.stringify(draft)}\n`).join(''));
const open = () =>
  archive.rows<{ location: string; text: string | null }>(
    'select location, text from ingest_refusals where retried_in is null order by id',
  );

describe('what was refused', () => {
  it('is kept with how it begins, and taken when it has been put right', async () => {
    await put('a.jsonl', anArticle({ sourceId: '1' }), { kind: 'article', head: 'Ferry' });
    await put('b.jsonl', { kind: 'artikel' });
    await archive.ingestPaths([folder]);
    expect(await open()).toEqual([
      { location: path.join(folder, 'a.jsonl'), text: '{"kind":"article","head":"Ferry"}' },
      { location: path.join(folder, 'b.jsonl'), text: '{"kind":"artikel"}' },
    ]);
    await put('a.jsonl', anArticle({ sourceId: '1' }), anArticle({ sourceId: '2' }));
    expect(await again()).toMatchObject({ chosen: 2, retried: 2, lost: 0, refused: 1 });
    expect(await open()).toHaveLength(1);
    expect(await archive.value('select count(*)::int from articles')).toBe(2);
    // The name that clients see is that of the first run, which was given the folder.
    const sources = await archive.rows('select distinct source from article_provenance');
    expect(sources).toEqual([{ source: `${path.basename(folder)}/a.jsonl` }]);
    expect(await again()).toMatchObject({ chosen: 1, retried: 1, refused: 1 });
    await rm(path.join(folder, 'b.jsonl'));
    expect((await again()).runs[0]?.refusals[0]).toMatchObject({ code: 'UNREADABLE' });
  });

  it('by the database is tried again from standard input too', async () => {
    await archive.rows(`alter table articles add constraint no_fire check (headline <> 'Fire')`);
    const tag = { kind: 'tag', name: 'A', type: 'PLACE', parent: { name: 'A', type: 'PLACE' } };
    const fire = anArticle({
      sourceId: 'f',
      headline: 'Fire',
      body: [{ type: 'paragraph', text: 'One & two' }],
    });
    try {
      await archive.ingest(fire, tag);
    } finally {
      await archive.rows('alter table articles drop constraint no_fire');
    }
    expect(await open()).toHaveLength(2);
    expect(await again()).toMatchObject({ chosen: 2, retried: 2, lost: 0, refused: 1 });
    expect(await archive.rows("select headline, body->0->>'text' as text from articles")).toEqual([
      { headline: 'Fire', text: 'One & two' },
    ]);
    expect(counts(await archive.ingest(fire))).toMatchObject({ unchanged: 1 });
  });

  it('by standard input is tried again as it was', async () => {
    const rejected = anArticle({ sourceId: 'x', publication: { name: 'The Lantern', slug: 'gone' } });
    await archive.ingestText(`${JSON.stringify({ ...rejected, bod: 1 })}\n${JSON.stringify(anArticle())}\n`);
    await archive.rows(`update ingest_refusals set text = $1`, [JSON.stringify(rejected)]);
    expect(await again()).toMatchObject({
      chosen: 1,
      retried: 1,
      lost: 0,
      refused: 0,
      runs: [{ read: 1, created: 1 }],
    });
    expect(await open()).toEqual([]);
    expect(await again()).toMatchObject({ chosen: 0, runs: [] });
  });

  it('by standard input and too long to keep is said to be lost', async () => {
    const long = anArticle({ body: [{ type: 'paragraph', text: 'x'.repeat(300_000) }], bod: 1 });
    await archive.ingest(long);
    expect(await again()).toMatchObject({ chosen: 1, retried: 0, lost: 1, runs: [] });
    expect(await open()).toEqual([{ location: '-', text: null }]);
  });

  it('is read with the options of its run, and can be chosen', async () => {
    await put('a.jsonl', { kind: 'article' });
    await put('b.jsonl', { kind: 'article' });
    const a = await archive.ingestPaths([path.join(folder, 'a.jsonl')], {
      defaultPublication: 'The Lantern',
    });
    await archive.ingestPaths([path.join(folder, 'b.jsonl'), path.join(folder, 'none.txt')]);
    for (const name of ['a.jsonl', 'b.jsonl'])
      await put(name, anArticle({ headline: name, publication: null }));
    expect(await again({ code: 'UNREADABLE' })).toMatchObject({ chosen: 1, refused: 1 });
    expect(await again({ runId: String(a.runId) })).toMatchObject({ chosen: 1, refused: 0 });
    expect(await again({ code: 'INVALID_DRAFT' })).toMatchObject({ chosen: 1, refused: 0 });
    expect(
      await archive.rows(
        'select a.headline, p.name from articles a join publications p on p.id = a.publication_id order by 1',
      ),
    ).toEqual([
      { headline: 'a.jsonl', name: 'The Lantern' },
      { headline: 'b.jsonl', name: 'Unattributed' },
    ]);
  });

  it('in an archive has the whole archive read again', async () => {
    const zip = path.join(folder, 'all.zip');
    const line = (draft: object) => Buffer.from(JSON.stringify(draft));
    await writeFile(
      zip,
      zipOf([
        { name: 'a.jsonl', data: line(anArticle()) },
        { name: 'b.jsonl', data: line({}) },
      ]),
    );
    expect(counts(await archive.ingestPaths([zip]))).toMatchObject({ created: 1, refused: 1 });
    await writeFile(
      zip,
      zipOf([
        { name: 'a.jsonl', data: line(anArticle()) },
        { name: 'b.jsonl', data: line(anArticle({ sourceId: '2' })) },
      ]),
    );
    expect((await again()).runs[0]).toMatchObject({ read: 2, created: 1, unchanged: 1 });
  });
});

describe('the record of a run', () => {
  it('tells its counts, its refusals and which of them are open', async () => {
    await mkdir(path.join(folder, 'x'));
    await put('a.jsonl', anArticle(), { kind: 'article' }, { kind: 'article' });
    const first = await archive.ingestPaths([path.join(folder, 'a.jsonl'), path.join(folder, 'none')]);
    const query = new IngestRunQuery(sqlOf(archive.dataSource.manager));
    expect(await query.newest(5)).toMatchObject([
      { id: first.runId, status: 'FINISHED', read: 4, created: 1, refused: 3, openRefusals: 3 },
    ]);
    expect(await query.refusalGroups(first.runId)).toEqual([
      { code: 'INVALID_DRAFT', count: 2, open: 2 },
      { code: 'UNREADABLE', count: 1, open: 1 },
    ]);
    await again({ code: 'UNREADABLE' });
    expect(await query.byId(first.runId)).toMatchObject({ openRefusals: 2 });
    const refusals = await query.refusals(first.runId, null, 10);
    expect(refusals.map(({ code, retriedIn }) => [code, retriedIn])).toEqual([
      ['INVALID_DRAFT', null],
      ['INVALID_DRAFT', null],
      ['UNREADABLE', first.runId + 1],
    ]);
    expect(await query.refusals(first.runId, 'UNREADABLE', 10)).toHaveLength(1);
    expect(await query.byId(99_999)).toBeNull();
  });

  it('says of a run whose process is gone that it was killed, and of no other', async () => {
    const add = () =>
      archive.value<string>(
        `insert into ingest_runs (started_at, status, inputs) values (now(), 'RUNNING', '{}') returning id`,
      );
    const [gone, alive] = [await add(), await add()];
    const letGo = await holdRunLock(archive.dataSource, alive);
    await markKilledRuns(sqlOf(archive.dataSource.manager));
    const statuses = () => archive.rows('select id, status from ingest_runs order by id');
    expect(await statuses()).toEqual([
      { id: gone, status: 'KILLED' },
      { id: alive, status: 'RUNNING' },
    ]);
    await letGo();
    await archive.ingest(anArticle());
    expect((await statuses()).slice(0, 2)).toEqual([
      { id: gone, status: 'KILLED' },
      { id: alive, status: 'KILLED' },
    ]);
  });
});
