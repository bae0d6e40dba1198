/** Roughly what an object of V8 costs before its fields. */
const OBJECT = 48;
const FIELD = 16;

/**
 * Estimate of the memory that a row of plain values takes. Text counts two bytes a character: Khmer takes them,
 * and a cache that is a little too small is better than one that is a little too large.
 */
export function heldBytes(value: unknown): number {
  if (typeof value === 'string') return 24 + value.length * 2;
  if (value === null || typeof value !== 'object') return 8;
  let bytes = OBJECT;
  for (const member of Array.isArray(value) ? value : Object.values(value))
    bytes += FIELD + heldBytes(member);
  return bytes;
}
