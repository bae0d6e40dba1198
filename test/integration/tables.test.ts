import { Column, Entity, PrimaryColumn } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entities, migrations } from '../../src/schema.js';
import { pruneChanges } from '../../src/store/change-log.js';
import { createDataSource, type EntityTarget, getPool } from '../../src/store/data-source.js';
import { Reader } from '../../src/store/statement.js';
import { fillCrowd } from '../support/crowd.js';
import { connectTo, createTestDatabase, type TestDatabase } from '../support/database.js';

/** What TypeORM would change in a migrated database to make it fit these entities. */
async function pendingChanges(database: TestDatabase, of: readonly EntityTarget[]): Promise<string[]> {
  const dataSource = createDataSource({
    url: database.url,
    poolSize: 1,
    statementTimeoutMs: 0,
    entities: of,
    migrations,
  });
  await dataSource.initialize();
  const changes = await dataSource.driver.createSchemaBuilder().log();
  await dataSource.destroy();
  return changes.upQueries.map(({ query }) => query);
}

@Entity('publications')
class ForgetfulPublication {
  @PrimaryColumn({ type: 'bigint' })
  id!: string;

  @Column({ type: 'text' })
  motto!: string;
}

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

describe('the migrations', () => {
  it('give exactly the tables that the entities describe', async () => {
    expect(await pendingChanges(database, entities)).toEqual([]);
  });

  it('would be found out if they did not', async () => {
    expect((await pendingChanges(database, [ForgetfulPublication])).join('\n')).toContain('motto');
  });
});

describe('the record of changes', () => {
  it('names what each transaction touched once, and forgets it after a week', async () => {
    const own = await createTestDatabase();
    const dataSource = await connectTo(own, 2);
    await fillCrowd(dataSource, 12);
    await dataSource.query('delete from changes');
    await dataSource.query(
      `begin; update articles set headline = 'A' where id = 3; update articles set headline = 'B' where id = 3;
       update tags set name = 'T' where slug = 'tag-2'; commit`,
    );
    const rows = await dataSource.query('select entity, entity_id from changes order by entity, entity_id');
    // A tag's row names its parent's child: the parent has changed with it.
    expect(rows).toEqual([
      { entity: 'article', entity_id: '3' },
      { entity: 'tag', entity_id: '1' },
      { entity: 'tag', entity_id: '2' },
    ]);
    await dataSource.query(`update changes set changed_at = now() - interval '8 days' where entity = 'tag'`);
    const reader = new Reader(getPool(dataSource), { prepared: true });
    expect(await pruneChanges(reader)).toBe(2);
    expect(await dataSource.query('select entity from changes')).toEqual([{ entity: 'article' }]);
    await dataSource.destroy();
    await own.drop();
  });
});

describe('the tables', () => {
  async function count(sql: string): Promise<number> {
    const dataSource = await connectTo(database, 1);
    const [row]: { n: string }[] = await dataSource.query(sql);
    await dataSource.destroy();
    return Number(row?.n);
  }
  const WRONG = (noun: string) => `
    select count(*) as n from ${noun}s as t
    where article_count <> (select count(*) from article_${noun}s as l where l.${noun}_id = t.id)`;

  const WRONG_PUBLICATIONS = `
    select count(*) as n from publications as p
    where article_count <> (select count(*) from articles as a where a.publication_id = p.id)`;

  it('keep article counts and copied dates right whatever is written', async () => {
    const dataSource = await connectTo(database, 2);
    await fillCrowd(dataSource, 60);
    await dataSource.query('delete from article_authors where article_id % 3 = 0');
    await dataSource.query('delete from articles where id % 7 = 0');
    await dataSource.query('update articles set publication_id = 3 - publication_id where id % 5 = 1');
    await dataSource.query(
      `update articles set published_at = '2024-02-02Z', sort_at = '2024-02-02Z' where id % 2 = 0`,
    );
    await dataSource.query(
      `insert into article_tags (article_id, position, tag_id, sort_at)
         select id, 9, 11, sort_at from articles where id % 5 = 0 on conflict do nothing`,
    );
    await dataSource.destroy();
    expect(await count(WRONG('author'))).toBe(0);
    expect(await count(WRONG('tag'))).toBe(0);
    expect(await count(WRONG_PUBLICATIONS)).toBe(0);
    for (const noun of ['author', 'tag']) {
      const apart = `select count(*) as n from article_${noun}s as l join articles as a on a.id = l.article_id where l.sort_at <> a.sort_at`;
      expect(await count(apart)).toBe(0);
      expect(await count(`select count(*) as n from article_${noun}s`)).toBeGreaterThan(0);
    }
  });

  it.each([
    [
      'a sort date of its own',
      `update articles set sort_at = '2001-01-01Z' where id = 1`,
      /articles_sort_check/,
    ],
    ['an empty slug', `update articles set slug = '' where id = 1`, /articles_slug_check/],
    ['a slug twice', `update articles set slug = 'story-2' where id = 1`, /articles_slug_unique/],
    ['a body that is no list', `update articles set body = '{}' where id = 1`, /articles_body_check/],
    ['a tag of no known type', `update tags set type = 'MOOD' where id = 1`, /tags_type_check/],
    ['a tag inside itself', 'update tags set parent_id = id where id = 1', /tags_parent_check/],
    [
      'a story related to itself',
      'update related_stories set target_id = article_id',
      /related_stories_self_check/,
    ],
    [
      'a related story without any name',
      'update related_stories set headline = null',
      /related_stories_named_check/,
    ],
    [
      'a link that moves to another tag',
      'update article_tags set tag_id = 10 where tag_id = 4',
      /cannot be updated/,
    ],
  ])('refuse %s', async (_what, sql, reason) => {
    const dataSource = await connectTo(database, 1);
    await expect(dataSource.query(sql)).rejects.toThrow(reason);
    await dataSource.destroy();
  });
});
