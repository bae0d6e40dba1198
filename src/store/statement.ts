import { createHash } from 'node:crypto';
import pg, { type ClientBase, type Pool, type QueryConfig } from 'pg';

const builtin = pg.types;

const INT8 = 20;
const INT8_ARRAY = 1016;
const TIMESTAMPTZ = 1184;

/**
 * A timestamp as the API and cursors write it: RFC 3339, UTC, milliseconds. Sessions run in UTC, so Postgres
 * prints `1993-12-17 00:00:00+00`, with a fraction where there is one. `-infinity` stays as it is.
 */
export function timestampText(printed: string): string {
  if (printed.endsWith('infinity')) return printed;
  const fraction = printed.indexOf('.');
  const milliseconds = fraction < 0 ? '000' : printed.slice(fraction + 1, -3).padEnd(3, '0');
  return `${printed.slice(0, 10)}T${printed.slice(11, 19)}.${milliseconds}Z`;
}

function numbers(printed: string): number[] {
  return printed === '{}' ? [] : printed.slice(1, -1).split(',').map(Number);
}

/** Ids are bigint in Postgres and stay exact as numbers below 2^53; node-postgres would hand them out as text. */
const types = {
  getTypeParser(oid: number): (value: string) => unknown {
    if (oid === INT8) return Number;
    if (oid === INT8_ARRAY) return numbers;
    if (oid === TIMESTAMPTZ) return timestampText;
    return builtin.getTypeParser(oid, 'text') as (value: string) => unknown;
  },
};

export interface ReaderOptions {
  /** Off for transaction poolers that do not carry prepared statements over. */
  prepared: boolean;
  /** Told of every statement that is sent. */
  onStatement?: (sql: string, values: readonly unknown[]) => void;
}

/**
 * The read path to Postgres: SQL as it stands, on the DataSource's own pool. Statements are named after their
 * text, so that each connection parses and plans a text once; the names cost a half to two thirds of
 * Postgres' CPU less than unnamed statements do (docs/adr/002).
 */
export class Reader {
  private readonly names = new Map<string, string>();

  /** @param pool a connection where all statements belong to one transaction. */
  constructor(
    private readonly pool: Pool | ClientBase,
    private readonly options: ReaderOptions,
  ) {}

  /**
   * @param shape whether this text comes from a small closed set. Texts that clients can vary at will (nested
   *   boolean filters) are sent unnamed: names live as long as the connection.
   */
  async rows<Row>(sql: string, values: unknown[], shape: 'fixed' | 'varying' = 'fixed'): Promise<Row[]> {
    this.options.onStatement?.(sql, values);
    const query: QueryConfig = { text: sql, values, types };
    if (this.options.prepared && shape === 'fixed') query.name = this.nameOf(sql);
    const result = await this.pool.query(query);
    return result.rows as Row[];
  }

  private nameOf(sql: string): string {
    let name = this.names.get(sql);
    if (name === undefined) {
      name = createHash('sha256').update(sql).digest('hex').slice(0, 32);
      this.names.set(sql, name);
    }
    return name;
  }
}
