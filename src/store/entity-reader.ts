import { Batch, type MaybePromise } from './batch.js';
import type { Reader } from './statement.js';

/**
 * Rows by id, by a statement that takes the ids as `$1`. All ids that are asked for at one level of a query
 * are read with one statement, so that the number of statements depends on the shape of a query alone.
 */
export class EntityReader<Row extends { id: number }> {
  private readonly batch: Batch<number, Row>;

  constructor(reader: Reader, sql: string) {
    this.batch = new Batch(async (ids) => {
      const rows = await reader.rows<Row>(sql, [ids]);
      return new Map(rows.map((row) => [row.id, row]));
    });
  }

  async get(id: number): Promise<Row | null> {
    return (await this.batch.load([id])).get(id) ?? null;
  }

  /** In the order of the ids, without those that do not exist. */
  getMany(ids: readonly number[]): MaybePromise<Row[]> {
    if (ids.length === 0) return [];
    return this.batch.load(ids).then((found) =>
      ids.flatMap((id) => {
        const row = found.get(id);
        return row === undefined ? [] : [row];
      }),
    );
  }
}
