import { keyNames, type List, type Order, orderBy, type Parameters, segments, whereSql } from './keyset.js';

/** Rows between two wanted ones up to which one walk over the index serves both. */
const NEAR = 1_000;

/**
 * SELECT of the positions of the rows with these numbers (from 1, in list order): `n` and the keys. It walks the
 * list's index from the nearer end and reads nothing but keys.
 *
 * @param total rows of the whole list, as counted just before
 */
export function positionsSql(
  list: List,
  order: Order,
  numbers: readonly number[],
  total: number,
  parameters: Parameters,
): string {
  if (order.last !== undefined) return segmentedSql(list, order, numbers, parameters);
  const names = keyNames(order).join(', ');
  return walksOf(numbers)
    .map((walk) => {
      const [from = 1, to = from] = [walk.at(0), walk.at(-1)];
      const backward = from > total / 2;
      const skipped = parameters.add(backward ? Math.max(0, total - to) : from - 1, 'bigint');
      const taken = parameters.add(to - from + 1, 'bigint');
      const number = backward
        ? `${parameters.add(to + 1, 'bigint')} - i`
        : `${parameters.add(from - 1, 'bigint')} + i`;
      const wanted = parameters.add(walk, 'bigint[]');
      const rows = `select ${keysOf(order)} from ${list.from}${whereSql(list.where)} order by ${orderBy(
        order,
        order.keys.map((key) => key.column),
        backward,
      )} offset ${skipped} limit ${taken}`;
      const numbered = `select ${names}, row_number() over () as i from (${rows}) as walk`;
      return `select ${number} as n, ${names} from (${numbered}) as numbered where ${number} = any(${wanted})`;
    })
    .join(' union all ');
}

/** Wanted numbers, in order, such that each group is one walk. */
function walksOf(numbers: readonly number[]): number[][] {
  const walks: number[][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const walk = walks.at(-1);
    if (walk !== undefined && number - (walk.at(-1) ?? 0) <= NEAR) walk.push(number);
    else walks.push([number]);
  }
  return walks;
}

function keysOf(order: Order): string {
  return order.keys.map((key, index) => `${key.column} as k${index}`).join(', ');
}

/** The same for an order of two segments: each is numbered by its own walk, the second behind the first. */
function segmentedSql(list: List, order: Order, numbers: readonly number[], parameters: Parameters): string {
  const names = keyNames(order).join(', ');
  const columns = order.keys.map((key) => key.column);
  const wanted = parameters.add(numbers, 'bigint[]');
  const highest = parameters.add(Math.max(...numbers), 'bigint');
  const [first = null, ...rest] = segments(order);
  const numbered = (segment: string | null, skipped: string): string => {
    const where = whereSql([...list.where, ...(segment === null ? [] : [segment])]);
    return (
      `select n + ${skipped} as n, ${names} from (select ${keysOf(order)}, ` +
      `row_number() over (order by ${orderBy(order, columns, false)}) as n from ${list.from}${where}) as numbered ` +
      `where n <= ${highest} - ${skipped} and n + ${skipped} = any(${wanted})`
    );
  };
  const counted = `(select count(*) from ${list.from}${whereSql([...list.where, first ?? 'true'])})`;
  return [numbered(first, '0'), ...rest.map((segment) => numbered(segment, counted))].join(' union all ');
}
