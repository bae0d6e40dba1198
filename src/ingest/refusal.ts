import type { Refusal, RefusalCode, RefusedInput } from './draft.js';

/**
 * The refusal of an input, or of an item in it.
 *
 * @param reason one sentence: what was wrong, and what would be accepted. Words of the input in it are to be printable.
 */
export function refusalOf(
  { location }: { location: string },
  code: RefusalCode,
  reason: string,
  item: string | null = null,
): Refusal {
  return { kind: 'refusal', code, reason, location, item };
}

/** Characters of what was refused that are kept to be looked at, where it can be read again. */
const SHOWN = 2_000;

/** Characters of a refused draft that are kept, whole: a part of one could not be tried again. */
export const MOST_KEPT = 256 * 1024;

/** What is kept of a text that was refused: all of it where it cannot be read again, else how it begins. */
export function keptText(text: string, { location }: RefusedInput): string {
  return location === '-' ? text : text.slice(0, SHOWN);
}
