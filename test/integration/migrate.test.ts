import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BlockValue } from '../../src/content/article/block.js';
import { bodyTextOf } from '../../src/content/article/body-text.js';
import { nameKey, personKey } from '../../src/content/key.js';
import { migrateDown, migrateUp, migrationStatus } from '../../src/store/migrate.js';
import { connectTo, createEmptyDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createEmptyDatabase();
});
afterAll(() => database.drop());

async function tablesOf(dataSource: Awaited<ReturnType<typeof connectTo>>): Promise<string[]> {
  const rows: { name: string }[] = await dataSource.query(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1",
  );
  return rows.map((row) => row.name);
}

async function migrateBackBefore(dataSource: DataSource, migration: string): Promise<void> {
  const { applied } = await migrationStatus(dataSource);
  const since = applied.length - applied.findIndex((name) => name.startsWith(migration));
  for (let step = 0; step < since; step += 1) await migrateDown(dataSource);
}

test('asking for the status changes nothing in an empty database', async () => {
  const dataSource = await connectTo(database);
  const status = await migrationStatus(dataSource);
  expect(status.applied).toEqual([]);
  expect(status.pending.length).toBeGreaterThan(0);
  expect(await tablesOf(dataSource)).toEqual([]);
  await dataSource.destroy();
});

test('two processes that migrate at once make each change once', async () => {
  const both = await Promise.all([connectTo(database), connectTo(database)]);
  const names = both[0].migrations.map((migration) => migration.name);
  const done = await Promise.all(both.map((dataSource) => migrateUp(dataSource)));
  expect(done.flat().sort()).toEqual([...names].sort());
  expect((await migrationStatus(both[0])).pending).toEqual([]);
  await Promise.all(both.map((dataSource) => dataSource.destroy()));
});

test('every change can be taken back, one at a time, and made again', async () => {
  const dataSource = await connectTo(database);
  const { applied } = await migrationStatus(dataSource);
  for (const name of applied.toReversed()) expect(await migrateDown(dataSource)).toBe(name);
  expect(await migrateDown(dataSource)).toBeNull();
  expect(await tablesOf(dataSource)).toEqual(['schema_migration']);
  expect(await migrateUp(dataSource)).toEqual(applied);
  await dataSource.destroy();
});

test('authors of an older version are found under all spellings of their names', async () => {
  const dataSource = await connectTo(database);
  await migrateBackBefore(dataSource, 'Credits');
  const names = ['J. K. Fenwick', 'Dr. Mara Voss', 'Conan O’Dell', 'The Sound Agency', 'Tom Reed Jr.', 'សុខា'];
  for (const [n, name] of names.entries()) {
    const values = [`a-${n}`, name, nameKey(name)];
    await dataSource.query('insert into authors (slug, name, name_key) values ($1, $2, $3)', values);
  }
  await migrateUp(dataSource);
  const rows = await dataSource.query('select person_key, kind from authors order by id');
  expect(rows).toEqual(names.map((name) => ({ person_key: personKey(name), kind: 'PERSON' })));
  await dataSource.query('truncate authors cascade');
  await dataSource.destroy();
});

test('an older version finds the text of every article where it looks for it', async () => {
  const dataSource = await connectTo(database);
  const body: BlockValue[] = [
    { type: 'heading', text: 'One', level: 2 },
    { type: 'image', image: { url: 'x', alt: null, caption: 'a', credit: null, width: null, height: null } },
    { type: 'list', ordered: true, items: ['Two', 'Three'] },
    { type: 'paragraph', text: '', html: null },
    { type: 'quote', text: 'Four', attribution: 'Nobody' },
  ];
  await dataSource.query(
    `insert into publications (slug, name, name_key, language) values ('p', 'P', 'p', 'en')`,
  );
  for (const [slug, blocks] of [
    ['told', body],
    ['empty', []],
  ] as const) {
    await dataSource.query(
      `insert into articles (publication_id, slug, headline, headline_key, language, modified_at, sort_at, body, word_count)
       select id, $1, 'H', 'h', 'en', now(), '-infinity', $2, 0 from publications`,
      [slug, JSON.stringify(blocks)],
    );
  }
  await migrateBackBefore(dataSource, 'OneText');
  expect(await dataSource.query('select slug, body_text from articles order by slug')).toEqual([
    { slug: 'empty', body_text: '' },
    { slug: 'told', body_text: bodyTextOf(body) },
  ]);
  await migrateUp(dataSource);
  await dataSource.query('truncate publications cascade');
  await dataSource.destroy();
});

test('texts are not compressed by the slow method of Postgres', async () => {
  const dataSource = await connectTo(database);
  const columns: { storage: string; compression: string }[] = await dataSource.query(
    `select attstorage as storage, attcompression as compression from pg_attribute
     where attrelid = 'articles'::regclass and attname = 'body'`,
  );
  expect(columns).toHaveLength(1);
  for (const { storage, compression } of columns) expect(storage === 'e' || compression === 'l').toBe(true);
  await dataSource.destroy();
});

test('a database from a newer version is recognised and not touched', async () => {
  const dataSource = await connectTo(database);
  await dataSource.query(
    "INSERT INTO schema_migration (timestamp, name) VALUES (9999999999999, 'FromTheFuture9999999999999')",
  );
  expect((await migrationStatus(dataSource)).unknown).toEqual(['FromTheFuture9999999999999']);
  await expect(migrateDown(dataSource)).rejects.toThrow(/does not know: FromTheFuture/);
  await dataSource.destroy();
});
