import { Batch } from './batch.js';
import { type List, type Order, Parameters, type Position, pageSql, type Range, whereSql } from './keyset.js';
import { positionsSql } from './page-jump.js';
import type { Reader } from './statement.js';

/** A list that can be paged: how to write it into a statement, and its order. */
export interface ListSpec {
  /** Name of the list in cursors, e.g. `author.articles`. */
  name: string;
  order: Order;
  /** `varying` when clients shape the conditions at will: such statements are not prepared by name. */
  shape: 'fixed' | 'varying';
  /** Adds the list's values to the statement and returns its SQL. In a nested list `p.id` is the parent. */
  list(parameters: Parameters): List;
}

export interface PageRequest {
  range: Range;
  /** From the end of the range towards its start. */
  backward: boolean;
  /** Rows wanted. */
  limit: number;
}

/** One page of ids in list order. */
export interface IdPage {
  ids: number[];
  positions: Position[];
  /** Whether the range goes on behind the page, in the direction of travel. */
  more: boolean;
}

/** How a connection reads its list. */
export interface Lists {
  page(spec: ListSpec, request: PageRequest, parent: number | null): Promise<IdPage>;
  /** Whether the range holds any row. */
  any(spec: ListSpec, range: Range, parent: number | null): Promise<boolean>;
  /** Number of rows; with a cap, counting stops there. */
  count(spec: ListSpec, cap: number | null, parent: number | null): Promise<number>;
  /** How many rows the planner expects: no row is read. Only for lists of the whole archive. */
  estimate(spec: ListSpec): Promise<number>;
  /** The positions of the rows with these numbers, from 1 to the `total` that was counted just before. */
  positions(
    spec: ListSpec,
    numbers: number[],
    total: number,
    parent: number | null,
  ): Promise<Map<number, Position>>;
}

type KeyRow = Record<`k${number}`, string | number> & { id: number };

/**
 * Reads lists of ids. Every method takes the parent that a nested list belongs to, or null for a list of the
 * whole archive. Equal questions about many parents meet in one statement, so that the number of statements
 * does not depend on the number of parents.
 */
export class ListReader implements Lists {
  private readonly batches = new Map<string, Batch<number, unknown[]>>();

  constructor(private readonly reader: Reader) {}

  async page(spec: ListSpec, request: PageRequest, parent: number | null): Promise<IdPage> {
    const rows = await this.rows<KeyRow>(spec, parent, (parameters) => {
      const list = spec.list(parameters);
      const limit = parameters.add(request.limit + 1, 'integer');
      return pageSql(list, spec.order, request.range, { backward: request.backward, limit }, parameters);
    });
    const kept = rows.slice(0, request.limit);
    if (request.backward) kept.reverse();
    return {
      ids: kept.map((row) => row.id),
      positions: kept.map((row) => positionOf(row, spec.order)),
      more: rows.length > request.limit,
    };
  }

  async any(spec: ListSpec, range: Range, parent: number | null): Promise<boolean> {
    const rows = await this.rows<{ id: number }>(spec, parent, (parameters) => {
      const list = spec.list(parameters);
      return pageSql(list, spec.order, range, { backward: false, limit: '1' }, parameters);
    });
    return rows.length > 0;
  }

  async count(spec: ListSpec, cap: number | null, parent: number | null): Promise<number> {
    const [row] = await this.rows<{ n: number }>(spec, parent, (parameters) => {
      const list = spec.list(parameters);
      const rows = `select 1 from ${list.from}${whereSql(list.where)}`;
      return cap === null
        ? `select count(*) as n from (${rows}) as counted`
        : `select count(*) as n from (${rows} limit ${parameters.add(cap, 'integer')}) as counted`;
    });
    return row?.n ?? 0;
  }

  async estimate(spec: ListSpec): Promise<number> {
    const parameters = new Parameters();
    const list = spec.list(parameters);
    const sql = `explain (format json) select 1 from ${list.from}${whereSql(list.where)}`;
    const [row] = await this.reader.rows<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
      sql,
      parameters.values,
      'varying',
    );
    return Math.round(row?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0);
  }

  async positions(
    spec: ListSpec,
    numbers: number[],
    total: number,
    parent: number | null,
  ): Promise<Map<number, Position>> {
    if (numbers.length === 0) return new Map();
    const rows = await this.rows<KeyRow & { n: number }>(spec, parent, (parameters) =>
      positionsSql(spec.list(parameters), spec.order, numbers, total, parameters),
    );
    return new Map(rows.map((row) => [row.n, positionOf(row, spec.order)]));
  }

  private async rows<Row>(
    spec: ListSpec,
    parent: number | null,
    write: (parameters: Parameters) => string | null,
  ): Promise<Row[]> {
    if (parent === null) {
      const parameters = new Parameters();
      const sql = write(parameters);
      return sql === null ? [] : this.reader.rows<Row>(sql, parameters.values, spec.shape);
    }
    const parameters = new Parameters(['the parents, known when the batch closes']);
    const inner = write(parameters);
    if (inner === null) return [];
    const sql = `select p.id as parent, r.* from unnest($1::bigint[]) as p(id) cross join lateral (${inner}) as r`;
    const found = await this.batch(sql, parameters.values.slice(1), spec.shape).load([parent]);
    return (found.get(parent) ?? []) as Row[];
  }

  private batch(sql: string, values: unknown[], shape: ListSpec['shape']): Batch<number, unknown[]> {
    const key = `${sql}\n${JSON.stringify(values)}`;
    const open = this.batches.get(key);
    if (open !== undefined) return open;
    const batch = new Batch<number, unknown[]>(async (parents) => {
      this.batches.delete(key);
      const rows = await this.reader.rows<{ parent: number }>(sql, [parents, ...values], shape);
      const byParent = new Map<number, unknown[]>(parents.map((parent) => [parent, []]));
      for (const row of rows) byParent.get(row.parent)?.push(row);
      return byParent;
    });
    this.batches.set(key, batch);
    return batch;
  }
}

function positionOf(row: KeyRow, order: Order): Position {
  return order.keys.map((_, index) => String(row[`k${index}`]));
}
