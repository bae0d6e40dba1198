/**
 * Ways to count the columns of a line. Whoever broke the lines counted in one of them, and not always on
 * the text that we see: a page whose source said `&quot;` was often broken with six columns for each quote.
 */
export const COLUMN_COUNTS = ['characters', 'cells', 'escaped', 'escaped-apostrophes', 'bytes'] as const;
export type ColumnCount = (typeof COLUMN_COUNTS)[number];

/** Longer lines were broken by nobody, so their exact length is of no interest. */
export const LONGEST_WRAPPED_LINE = 1000;

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const ZERO_WIDTH = /\p{M}|\p{Cf}/u;
const PLAIN = /^[ !#-%(-;=?-~]*$/;

/** Columns that the text takes; Infinity for lines that are too long to have been wrapped. */
export function countColumns(text: string, count: ColumnCount): number {
  if (text.length > LONGEST_WRAPPED_LINE) return Number.POSITIVE_INFINITY;
  if (PLAIN.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += CHARACTER_COLUMNS[count](character);
  return columns;
}

const CHARACTER_COLUMNS: Readonly<Record<ColumnCount, (character: string) => number>> = {
  characters: () => 1,
  cells: cellColumns,
  escaped: (character) => ENTITY_COLUMNS.get(character) ?? 1,
  'escaped-apostrophes': (character) => (character === "'" ? 5 : (ENTITY_COLUMNS.get(character) ?? 1)),
  bytes: (character) => Buffer.byteLength(character),
};

const ENTITY_COLUMNS: ReadonlyMap<string, number> = new Map([
  ['"', '&quot;'.length],
  ['&', '&amp;'.length],
  ['<', '&lt;'.length],
  ['>', '&gt;'.length],
]);

function cellColumns(character: string): number {
  if (ZERO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
