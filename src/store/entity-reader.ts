import { Batch, type MaybePromise } from './batch.js';
import type { Reader } from './statement.js';

/** Rows by id, wherever they come from. */
export interface EntitySource<Row extends { id: number }> {
  get(id: number): MaybePromise<Row | null>;
  /** Whether `get` would answer without reading. */
  isHeld(id: number): boolean;
  /** In the order of the ids, without those that do not exist. */
  getMany(ids: readonly number[]): MaybePromise<Row[]>;
}

/**
 * Rows by id, by a statement that takes the ids as `$1`. All ids that are asked for at one level of a query
 * are read with one statement, so that the number of statements depends on the shape of a query alone.
 */
export class EntityReader<Row extends { id: number }> implements EntitySource<Row> {
  private readonly batch: Batch<number, Row>;

  /** @param watch started with each statement; what it returns is told the rows when they have been read */
  constructor(reader: Reader, sql: string, watch?: { start(): (rows: Map<number, Row>) => void }) {
    this.batch = new Batch(async (ids) => {
      const done = watch?.start();
      const rows = await reader.rows<Row>(sql, [ids]);
      const byId = new Map(rows.map((row) => [row.id, row]));
      done?.(byId);
      return byId;
    });
  }

  isHeld(): boolean {
    return false;
  }

  async get(id: number): Promise<Row | null> {
    return (await this.batch.load([id])).get(id) ?? null;
  }

  getMany(ids: readonly number[]): MaybePromise<Row[]> {
    if (ids.length === 0) return [];
    return this.batch.load(ids).then((found) => inOrder(ids, found));
  }

  /** The rows of these ids, by id. */
  load(ids: readonly number[]): Promise<Map<number, Row>> {
    return this.batch.load(ids);
  }
}

function inOrder<Row>(ids: readonly number[], found: ReadonlyMap<number, Row>): Row[] {
  const rows: Row[] = [];
  for (const id of ids) {
    const row = found.get(id);
    if (row !== undefined) rows.push(row);
  }
  return rows;
}
