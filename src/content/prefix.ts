import type { Parameters } from '../store/keyset.js';

/** The highest code point: in the C collation every key with the prefix sorts below prefix + this. */
const TOP = '\u{10FFFF}';

/** Conditions for a key that starts with a prefix, as a range of its index. No pattern is matched. */
export function prefixCondition(column: string, prefix: string, parameters: Parameters): string[] {
  if (prefix === '') return [];
  return [
    `${column} >= ${parameters.add(prefix, 'text')}`,
    `${column} < ${parameters.add(prefix + TOP, 'text')}`,
  ];
}
