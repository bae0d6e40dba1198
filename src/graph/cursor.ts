import { GatewayError } from '../errors.js';
import type { Order, OrderKey, Position } from '../store/keyset.js';

/** Longest cursor that is looked at; the longest real one (a 200-character headline) stays below. */
const MAX_LENGTH = 2048;

const SHAPES: Record<OrderKey['type'], RegExp> = {
  timestamptz: /^(-infinity|\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/,
  text: /^[^\0]*$/su,
  bigint: /^(0|[1-9]\d{0,15})$/,
  integer: /^(0|-?[1-9]\d{0,8})$/,
  real: /^-?\d{1,12}(\.\d{1,12})?$/,
};

/**
 * A place in a list: the name of the list and of its order, and the sort values of the row there, as text.
 * Opaque to clients: base64url of a JSON array.
 */
export function encodeCursor(list: string, order: Order, position: Position): string {
  return Buffer.from(JSON.stringify([list, order.name, ...position])).toString('base64url');
}

function refuse(argument: string, problem: string): never {
  throw new GatewayError(
    'BAD_USER_INPUT',
    `Argument "${argument}" ${problem}. Pass an endCursor, startCursor or edge cursor of the same list and order, unchanged.`,
    { argument },
  );
}

function parse(argument: string, cursor: string): unknown[] {
  if (cursor.length > MAX_LENGTH) refuse(argument, `is longer than any cursor (${MAX_LENGTH} characters)`);
  const bytes = Buffer.from(cursor, 'base64url');
  if (cursor === '' || bytes.toString('base64url') !== cursor) refuse(argument, 'is not a cursor');
  const json = bytes.toString('utf8');
  try {
    const parts: unknown = JSON.parse(json);
    if (Array.isArray(parts) && JSON.stringify(parts) === json) return parts;
  } catch {
    // Not JSON: refused below with the same words as JSON of another shape.
  }
  return refuse(argument, 'is not a cursor');
}

/**
 * The position in a cursor.
 * @throws GatewayError BAD_USER_INPUT for anything that `encodeCursor` did not make for this list and order.
 */
export function decodeCursor(argument: string, cursor: string, list: string, order: Order): Position {
  const [ofList, ofOrder, ...position] = parse(argument, cursor);
  if (typeof ofList !== 'string' || typeof ofOrder !== 'string') return refuse(argument, 'is not a cursor');
  if (ofList !== list)
    return refuse(argument, `is a cursor of another list (${shown(ofList)}; this is ${list})`);
  if (ofOrder !== order.name) {
    return refuse(
      argument,
      `is a cursor of another order (${shown(ofOrder)}; this list is in ${order.name})`,
    );
  }
  if (position.length !== order.keys.length) return refuse(argument, 'is not a cursor');
  return order.keys.map((key, index) => {
    const value = position[index];
    const valid = typeof value === 'string' && value.isWellFormed() && SHAPES[key.type].test(value);
    if (!valid || (key.type === 'timestamptz' && !isTime(value))) return refuse(argument, 'is not a cursor');
    return value;
  });
}

function isTime(value: string): boolean {
  return value === '-infinity' || !Number.isNaN(Date.parse(value));
}

/** Names inside a foreign cursor are clients' text: only plain ones are repeated in a message. */
function shown(name: string): string {
  return /^[A-Za-z._]{1,40}$/.test(name) ? name : 'unknown';
}
