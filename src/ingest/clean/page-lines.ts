/** One line of a page dump that holds text. */
export interface PageLine {
  /** Without indent, bullet and trailing space. */
  text: string;
  /** Columns before the first character, bullet included in none of them. */
  indent: number;
  /** Column at which the text starts: after the bullet when there is one. */
  column: number;
  bullet: string | null;
  /** Empty lines between this line and the one before; -1 for the first. */
  gap: number;
}

/** Marks that text browsers and converters put before a list item. */
const BULLET = /^(?:([•◦▪▫■□●○◆◇▸►‣⁃∙☆★◎△▽※✓✔])(?=\s|$)|([*+·-])(?= ))\s*/u;
/** What text browsers print for pictures without a text, for buttons and for empty form fields. */
const PLACEHOLDERS = /^(?:\[[^\]\s]{1,120}\]\s*|\[\s*\]\s*|\([ *]\)\s*)+$/u;
const EMPTY_FIELD = /\s*\[\s{2,}\]\s*/gu;
/** A line of nothing but rules, dots or bars separates and says nothing. */
const RULE_LINE = /^[\s\-–—_=*~·.•|+#━─═]{3,}$/u;
const TAB_COLUMNS = 8;

/**
 * The lines of a dump that hold text, in order. Accepts LF, CRLF and CR line ends, form feeds and the
 * Unicode line separators; empty lines are counted in `gap`, rules such as `-----` count as an empty line.
 */
export function readPageLines(text: string): PageLine[] {
  const lines: PageLine[] = [];
  let gap = -1;
  for (const raw of text.split(/\r\n|[\n\r\f\v\u2028\u2029\u0085]/)) {
    const line = readLine(raw);
    if (line === null) {
      if (lines.length > 0) gap = Math.max(gap, 0) + 1;
      continue;
    }
    lines.push({ ...line, gap: lines.length === 0 ? -1 : Math.max(gap, 0) });
    gap = 0;
  }
  return lines;
}

function readLine(raw: string): Omit<PageLine, 'gap'> | null {
  const trimmed = withoutPlaceholders(trimInvisible(raw));
  if (trimmed === '' || (trimmed.length < LONGEST_FURNITURE && RULE_LINE.test(trimmed))) return null;
  const indent = columnsBefore(raw);
  const bullet = BULLET.exec(trimmed.slice(0, 80));
  if (bullet === null) return { text: trimmed, indent, column: indent, bullet: null };
  const text = withoutPlaceholders(trimInvisible(trimmed.slice(bullet[0].length)));
  if (text === '') return null;
  return { text, indent, column: indent + 2, bullet: bullet[1] ?? bullet[2] ?? null };
}

const LONGEST_FURNITURE = 300;

function withoutPlaceholders(text: string): string {
  if (text.length > LONGEST_FURNITURE || !text.includes('[')) return text;
  return PLACEHOLDERS.test(text) ? '' : trimInvisible(text.replace(EMPTY_FIELD, ' '));
}

/** Trims white space and the invisible marks that pages leave at line ends. */
function trimInvisible(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function isBlank(code: number): boolean {
  if (code <= 0x20 || code === 0xa0 || code === 0x3000 || code === 0xfeff) return true;
  return (code >= 0x2000 && code <= 0x200b) || code === 0x200e || code === 0x200f || code === 0x202f;
}

function columnsBefore(raw: string): number {
  let columns = 0;
  for (let index = 0; index < raw.length; index += 1) {
    const code = raw.charCodeAt(index);
    if (!isBlank(code)) break;
    columns = code === 9 ? columns + TAB_COLUMNS - (columns % TAB_COLUMNS) : columns + 1;
  }
  return columns;
}
