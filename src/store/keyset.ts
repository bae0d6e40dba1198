/**
 * The one pager: "rows after this key, in this order", as SQL. Every list of the API is a list of ids that is
 * walked along an index; nothing is ever skipped by OFFSET to reach a page (docs/adr/003).
 */

export interface OrderKey {
  /** SQL expression, in terms of the list's tables. */
  column: string;
  type: 'timestamptz' | 'text' | 'bigint' | 'integer' | 'real';
}

/** All keys of an order run in one direction, so that a page is one row comparison. The last key is unique. */
export interface Order {
  name: string;
  direction: 'asc' | 'desc';
  keys: readonly OrderKey[];
  /**
   * A value of the first key whose rows come last in this order although it is the smallest. The list is then
   * two walks over the same index, one behind the other.
   */
  last?: string;
}

/** A list of ids: a FROM clause, conditions, and the id. Inside a nested list `p.id` is the parent's id. */
export interface List {
  from: string;
  where: readonly string[];
  id: string;
}

/** The values of an order's keys at one row, as text. */
export type Position = readonly string[];

/** Which part of the list: after and before these positions, without the rows at them unless `inclusive`. */
export interface Range {
  after: Position | null;
  before: Position | null;
  inclusive?: boolean;
}

/** The values of one statement; `add` returns the placeholder. */
export class Parameters {
  readonly values: unknown[];

  constructor(values: unknown[] = []) {
    this.values = [...values];
  }

  add(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}

type Step = { backward: boolean; limit: string };

const flip = { asc: 'desc', desc: 'asc' } as const;

export function keyNames(order: Order): string[] {
  return order.keys.map((_, index) => `k${index}`);
}

export function segments(order: Order): (string | null)[] {
  if (order.last === undefined) return [null];
  const first = order.keys[0]?.column;
  return [`${first} > '${order.last}'`, `${first} = '${order.last}'`];
}

function segmentOf(order: Order, position: Position): number {
  return order.last !== undefined && position[0] === order.last ? 1 : 0;
}

function compare(order: Order, operator: string, position: Position, parameters: Parameters): string {
  const columns = order.keys.map((key) => key.column).join(', ');
  const values = order.keys.map((key, index) => parameters.add(position[index], key.type)).join(', ');
  return `(${columns}) ${operator} (${values})`;
}

/** Conditions that keep a segment inside the range, or null when no row of it can be. */
function inRange(order: Order, segment: number, range: Range, parameters: Parameters): string[] | null {
  const or = range.inclusive === true ? '=' : '';
  const [later, earlier] = order.direction === 'asc' ? [`>${or}`, `<${or}`] : [`<${or}`, `>${or}`];
  const conditions: string[] = [];
  if (range.after !== null) {
    const at = segmentOf(order, range.after);
    if (segment < at) return null;
    if (segment === at) conditions.push(compare(order, later, range.after, parameters));
  }
  if (range.before !== null) {
    const at = segmentOf(order, range.before);
    if (segment > at) return null;
    if (segment === at) conditions.push(compare(order, earlier, range.before, parameters));
  }
  return conditions;
}

export function orderBy(order: Order, columns: readonly string[], backward: boolean): string {
  const direction = backward ? flip[order.direction] : order.direction;
  return columns.map((column) => `${column} ${direction}`).join(', ');
}

/**
 * SELECT of at most `limit` rows of the range, from its start or, backward, from its end: `id` and the keys
 * `k0`, `k1`, ... Null when the range cannot hold a row.
 */
export function pageSql(
  list: List,
  order: Order,
  range: Range,
  step: Step,
  parameters: Parameters,
): string | null {
  const names = keyNames(order);
  const columns = order.keys.map((key) => key.column);
  const selected = order.keys.map((key, index) => `${key.column} as k${index}`).join(', ');
  const parts: string[] = [];
  segments(order).forEach((segment, index) => {
    const bounds = inRange(order, index, range, parameters);
    if (bounds === null) return;
    const conditions = [...list.where, ...(segment === null ? [] : [segment]), ...bounds];
    parts.push(
      `select ${list.id} as id, ${selected}${segment === null ? '' : `, ${index} as segment`} from ${list.from}` +
        `${whereSql(conditions)} order by ${orderBy(order, columns, step.backward)} limit ${step.limit}`,
    );
  });
  if (parts.length === 0) return null;
  if (order.last === undefined) return parts[0] ?? null;
  const joined = parts.map((part) => `(${part})`).join(' union all ');
  const segmentDirection = step.backward ? 'desc' : 'asc';
  return (
    `select id, ${names.join(', ')} from (${joined}) as walk ` +
    `order by segment ${segmentDirection}, ${orderBy(order, names, step.backward)} limit ${step.limit}`
  );
}

export function whereSql(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`;
}
