import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sql, sqlOf, together } from '../../src/store/sql.js';
import { Archive } from '../support/archive.js';

let archive: Archive;

beforeAll(async () => {
  archive = await Archive.open();
  await archive.rows('create table seen (n integer primary key)');
});
afterAll(() => archive.close());

async function inTransaction(work: (sql: Sql) => Promise<unknown>): Promise<unknown> {
  const runner = archive.dataSource.createQueryRunner();
  await runner.startTransaction();
  try {
    const answer = await work(sqlOf(runner));
    await runner.commitTransaction();
    return answer;
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

describe('statements together', () => {
  it('are carried out in their order and answered by position', async () => {
    const answers = await inTransaction((sql) =>
      together([
        () => sql.query('insert into seen values (1), (2)'),
        () => sql.query('select sum(n)::integer as sum from seen'),
        () => sql.query('delete from seen'),
        () => sql.query('select count(*)::integer as count from seen'),
      ]),
    );
    expect(answers).toEqual([[], [{ sum: 3 }], [], [{ count: 0 }]]);
  });

  it('leave nothing behind when one fails, and tell why that one did', async () => {
    const chain = async (sql: Sql, first: number) => {
      await sql.query('insert into seen values ($1)', [first]);
      await sql.query('insert into seen values ($1)', [first + 1]);
      await sql.query('insert into seen values ($1)', [first + 2]);
    };
    for (const failing of [0, 1, 2, 3]) {
      const fails = (sql: Sql) => sql.query('select 1 / (n - n) from (select 1 as n) as one');
      const tried = inTransaction((sql) => {
        const work: (() => Promise<unknown>)[] = [10, 20, 30].map((n) => () => chain(sql, n));
        work.splice(failing, 0, () => fails(sql));
        return together(work);
      });
      await expect(tried).rejects.toMatchObject({ code: '22012' });
      expect(await archive.rows('select * from seen')).toEqual([]);
    }
  });
});
