import type { Refusal, RefusalCode } from './draft.js';

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
