import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildProject } from '../support/built-project.js';
import { contentOf } from '../support/content.js';
import { connectTo, createTestDatabase, type TestDatabase } from '../support/database.js';
import { launchProgram, runProgram } from '../support/program.js';

/** Many times what is stored between two looks at it. */
const STORIES = 12_000;
const KILLS = 5;

let folder: string;
let databases: TestDatabase[];
let killed: DataSource;
let whole: DataSource;

beforeAll(async () => {
  await buildProject();
  folder = await mkdtemp(path.join(tmpdir(), 'broadsheet-kill-'));
  databases = await Promise.all([createTestDatabase(), createTestDatabase()]);
  [killed, whole] = (await Promise.all(databases.map((database) => connectTo(database)))) as [
    DataSource,
    DataSource,
  ];
});
afterAll(async () => {
  await Promise.all([killed.destroy(), whole.destroy()]);
  await Promise.all(databases.map((database) => database.drop()));
  await rm(folder, { recursive: true, force: true });
});

/** Stories that name each other, share people and tags, come twice, and want the same slugs; some are refused. */
function line(n: number): string {
  const draft = {
    kind: 'article',
    sourceId: n % 17 === 0 ? null : `s-${n % 11 === 0 ? n - 5 : n}`,
    url: n % 17 === 0 ? null : `https://lantern.example/${n % 11 === 0 ? n - 5 : n}`,
    publication: { name: n % 3 === 0 ? 'The Lantern' : 'The Quay' },
    headline: `Ferry number ${n % 700}`,
    authors: [{ name: `Reporter ${n % 40}` }],
    publishedAt: new Date(Date.UTC(2020, 0, 1) + n * 3_600_000).toISOString(),
    // Without it, the time of modification of a changed story is that of the ingest.
    modifiedAt: new Date(Date.UTC(2021, 0, 1) + n * 60_000).toISOString(),
    language: 'en',
    section: { name: `Section ${n % 6}`, type: 'SECTION' },
    tags: [{ name: `Tag ${n % 90}`, type: 'TOPIC' }],
    body: [{ type: 'paragraph', text: `Story ${n} of the ferry. `.repeat(30) }],
    related: [{ origin: 'SOURCE', headline: `Ferry number ${(n * 7) % 700}` }],
    ...(n % 101 === 0 ? { bod: 'misspelt' } : {}),
  };
  return `${JSON.stringify(draft)}\n`;
}

test('an ingest that is killed five times and started again gives the archive of one that was not', {
  timeout: 240_000,
}, async () => {
  const file = path.join(folder, 'stories.jsonl');
  await writeFile(file, Array.from({ length: STORIES }, (_, n) => line(n)).join(''));
  const stored = async (): Promise<number> => {
    const [row] = await killed.query('select count(*)::int as n from articles');
    return row.n;
  };
  for (let kill = 0; kill < KILLS; kill += 1) {
    // Somewhere in the next part of the archive, at any moment of a batch.
    const before = await stored();
    const { child, ended } = launchProgram(['ingest', file], { env: { DATABASE_URL: databases[0]?.url } });
    while (child.exitCode === null && (await stored()) <= before) await wait(5);
    await wait(Math.random() * 250);
    child.kill('SIGKILL');
    expect((await ended).signal, 'it was killed while it ran').toBe('SIGKILL');
  }
  expect(await stored()).toBeLessThan(STORIES - 200);
  const finish = await runProgram(['ingest', '--json', file], { env: { DATABASE_URL: databases[0]?.url } });
  expect(finish.code).toBe(1);
  await runProgram(['ingest', '--json', file], { env: { DATABASE_URL: databases[1]?.url } });

  const undated = (content: Record<string, unknown[]>): Record<string, unknown> => ({
    ...content,
    article_provenance: content.article_provenance?.map((row) => ({ ...(row as object), ingested_at: null })),
  });
  const [resumed, unkilled] = [undated(await contentOf(killed)), undated(await contentOf(whole))];
  for (const table of Object.keys(unkilled)) expect(resumed[table], table).toEqual(unkilled[table]);
  const runs = await killed.query('select status, count(*)::int as n from ingest_runs group by 1 order by 1');
  expect(runs).toEqual([
    { status: 'FINISHED', n: 1 },
    { status: 'KILLED', n: KILLS },
  ]);
});
