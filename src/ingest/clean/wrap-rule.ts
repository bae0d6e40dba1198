import { COLUMN_COUNTS, type ColumnCount, countColumns } from './columns.js';
import { type LineEnd, readLineEnd } from './line-end.js';
import type { PageLine } from './page-lines.js';
import { type BreakPlace, breaksInWords, firstUnit, lastUnit } from './wrap-unit.js';

/** How the lines of a page were broken. */
export interface WrapRule {
  /** `at-most`: as many words as fit into the columns. `past`: at the first space at or after the column. */
  kind: 'at-most' | 'past';
  columns: number;
  count: ColumnCount;
  place: BreakPlace;
}

/** A line end at which a wrapped paragraph may go on: nothing in the layout forbids it. */
export interface OpenEnd {
  /** Index of the line; the next one is the line after it. */
  line: number;
  words: LineEnd;
  /** How much the end speaks for a rule that explains it. */
  weight: number;
}

const NARROWEST = 32;
const WIDEST = 260;

/** Sentence ends count nothing: paragraphs end there too, and would pull the rule towards themselves. */
const WEIGHTS: Readonly<Record<LineEnd, number>> = {
  continues: 1.5,
  hangs: 1.5,
  open: 0.9,
  'sentence-lower': 0.5,
  sentence: 0,
};
/** A capital after an open end: most such lines are names, menu entries and headings. */
const WEIGHT_BEFORE_CAPITAL = 0.25;
const STARTS_CAPITAL = /^\P{L}{0,3}\p{Lu}/u;

export interface WrapEvidence {
  rule: WrapRule;
  votes: number;
  /** Ends that the rule explains: no further word would have fitted. */
  full: number;
  /** Ends whose words plainly go on, and how many of them the rule explains. */
  continuing: number;
  continuingFull: number;
  /** Ends of lines of about the rule's width, and so the ends that chance could make look full. */
  near: number;
}

/** Columns of the line from the left margin, by one way of counting. */
export function lineColumns(line: PageLine, count: ColumnCount): number {
  return line.column + countColumns(line.text, count);
}

/** The line ends at which the layout lets a paragraph go on. `step` is the page's gap between wrapped lines. */
export function openEnds(lines: readonly PageLine[], step: number): OpenEnd[] {
  const ends: OpenEnd[] = [];
  const seen = new Set<string>();
  const repeated = repeatedLines(lines);
  for (let index = 0; index + 1 < lines.length; index += 1) {
    const line = lines[index];
    const next = lines[index + 1];
    if (line === undefined || next === undefined || next.bullet !== null || next.gap !== step) continue;
    if (!alignsWith(line, next)) continue;
    const words = readLineEnd(line.text, next.text);
    if (step > 0 && words === 'open' && standsAlone(lines, index, repeated)) continue;
    const pair = `${line.text.slice(-60)}\n${next.text.slice(0, 60)}`;
    const weight = seen.has(pair) ? 0 : weightOf(words, next.text);
    seen.add(pair);
    ends.push({ line: index, words, weight });
  }
  return ends;
}

/** Where every line is followed by an empty one, the first is the page's title, and repeated ones are furniture. */
function standsAlone(lines: readonly PageLine[], index: number, repeated: ReadonlySet<string>): boolean {
  const line = lines[index]?.text ?? '';
  const next = lines[index + 1]?.text ?? '';
  return repeated.has(line) || repeated.has(next) || (index === 0 && STARTS_CAPITAL.test(next));
}

/** Titles and menu entries are printed more than once; a line of a paragraph hardly ever is. */
function repeatedLines(lines: readonly PageLine[]): Set<string> {
  const once = new Set<string>();
  const repeated = new Set<string>();
  for (const { text } of lines) (once.has(text) ? repeated : once).add(text);
  return repeated;
}

function weightOf(words: LineEnd, next: string): number {
  return words === 'open' && STARTS_CAPITAL.test(next) ? WEIGHT_BEFORE_CAPITAL : WEIGHTS[words];
}

const DEEPEST_FIRST_LINE_INDENT = 8;

function alignsWith(line: PageLine, next: PageLine): boolean {
  if (next.column === line.column) return true;
  const dedent = line.column - next.column;
  return line.bullet === null && dedent > 0 && dedent <= DEEPEST_FIRST_LINE_INDENT;
}

/** The rule that explains most line ends of the page, with the evidence for it; null without any. */
export function bestWrapRule(lines: readonly PageLine[], ends: readonly OpenEnd[]): WrapEvidence | null {
  const inWords = lines.filter((line) => line.text.length > 8 && breaksInWords(line.text)).length;
  const place: BreakPlace = inWords > lines.length * IN_WORDS_SHARE ? 'word' : 'space';
  let best: WrapEvidence | null = null;
  for (const count of COLUMN_COUNTS) {
    const widths = lines.map((line) => lineColumns(line, count));
    for (const kind of ['at-most', 'past'] as const) {
      const found = bestOfKind(lines, ends, { kind, count, place }, widths);
      if (found && (best === null || found.votes > best.votes * MARGIN.factor + MARGIN.votes)) best = found;
    }
  }
  return best;
}

const IN_WORDS_SHARE = 0.2;
/** What a more particular way of counting must explain beyond the plainer one to be believed. */
const MARGIN = { factor: 1.03, votes: 2 };

/** Where words have no spaces, lines break between any two of them, or else only at the spaces there are. */
function bestOfKind(
  lines: readonly PageLine[],
  ends: readonly OpenEnd[],
  rule: Omit<WrapRule, 'columns'>,
  widths: readonly number[],
): WrapEvidence | null {
  const places: BreakPlace[] =
    rule.place === 'word' && rule.kind === 'at-most' ? ['word', 'space'] : ['space'];
  let best: WrapEvidence | null = null;
  for (const place of places) {
    const columns = electColumns(lines, ends, { ...rule, place }, widths);
    const found = columns && weigh(lines, ends, { ...rule, place, columns }, widths);
    if (found && (best === null || found.votes > best.votes * FEWER_BREAKS)) best = found;
  }
  return best;
}

/** Long unbroken stretches look full by chance, so breaks at spaces only must explain clearly more. */
const FEWER_BREAKS = 1.25;

/**
 * The columns that explain most. Of several that explain the same, the one that a line shows: the longest line
 * that was allowed, or the shortest that was not broken before.
 */
function electColumns(
  lines: readonly PageLine[],
  ends: readonly OpenEnd[],
  rule: Omit<WrapRule, 'columns'>,
  widths: readonly number[],
): number | null {
  const votes = votesByColumns(lines, ends, rule, widths);
  let elected: number | null = null;
  let most = 0;
  for (let columns = NARROWEST; columns <= WIDEST; columns += 1) {
    const contrast = (votes[columns] ?? 0) - background(votes, columns);
    const better = rule.kind === 'past' ? contrast > most - 1e-9 && contrast > 0 : contrast > most + 1e-9;
    if (better) {
      most = contrast;
      elected = columns;
    }
  }
  return elected;
}

function votesByColumns(
  lines: readonly PageLine[],
  ends: readonly OpenEnd[],
  rule: Omit<WrapRule, 'columns'>,
  widths: readonly number[],
): Float64Array {
  const votes = new Float64Array(WIDEST + BACKGROUND.far + 2);
  for (const end of ends) {
    const [from, to] = explainingColumns(lines, end.line, rule, widths);
    if (from >= votes.length || to < 0) continue;
    const low = Math.max(from, 0);
    const high = Math.min(to + 1, votes.length - 1);
    votes[low] = (votes[low] ?? 0) + end.weight;
    votes[high] = (votes[high] ?? 0) - end.weight;
  }
  for (let columns = 1; columns < votes.length; columns += 1) {
    votes[columns] = (votes[columns] ?? 0) + (votes[columns - 1] ?? 0);
  }
  return votes;
}

/** Columns on both sides of a candidate that show how many ends look full by chance about there. */
const BACKGROUND = { near: 9, far: 24 };

function background(votes: Float64Array, columns: number): number {
  let sum = 0;
  for (let away = BACKGROUND.near; away <= BACKGROUND.far; away += 1) {
    sum += (votes[columns - away] ?? 0) + (votes[columns + away] ?? 0);
  }
  return sum / (2 * (BACKGROUND.far - BACKGROUND.near + 1));
}

/** The widths, from and to, under which the rule would have broken the line just where it is broken. */
export function explainingColumns(
  lines: readonly PageLine[],
  index: number,
  rule: Omit<WrapRule, 'columns'>,
  widths: readonly number[],
): [number, number] {
  const width = widths[index] ?? 0;
  const line = lines[index];
  const next = lines[index + 1];
  if (line === undefined || next === undefined || !Number.isFinite(width)) return [WIDEST + 1, 0];
  if (rule.kind === 'at-most') {
    return [width, width + countColumns(firstUnit(next.text, rule.place), rule.count)];
  }
  return [width - countColumns(lastUnit(line.text), rule.count), width];
}

function weigh(
  lines: readonly PageLine[],
  ends: readonly OpenEnd[],
  rule: WrapRule,
  widths: readonly number[],
): WrapEvidence {
  const evidence = { rule, votes: 0, full: 0, continuing: 0, continuingFull: 0, near: 0 };
  for (const end of ends) {
    const [from, to] = explainingColumns(lines, end.line, rule, widths);
    const full = from <= rule.columns && rule.columns <= to;
    const continuing = end.words === 'continues' || end.words === 'hangs';
    const width = widths[end.line] ?? 0;
    if (full) evidence.votes += end.weight;
    if (full) evidence.full += 1;
    if (continuing) evidence.continuing += 1;
    if (continuing && full) evidence.continuingFull += 1;
    if (width > rule.columns * NEAR.from && width < rule.columns * NEAR.to) evidence.near += 1;
  }
  return evidence;
}

const NEAR = { from: 0.7, to: 1.4 };

/** Whether the evidence says that the page was wrapped at all, and not that some lines look so by chance. */
export function isConvincing(evidence: WrapEvidence, solid: boolean): boolean {
  const { full, near, continuing, continuingFull } = evidence;
  if (solid && continuingFull >= 1) return true;
  if (continuingFull >= 2) return continuingFull >= continuing * 0.6 && full >= near * 0.35;
  return full >= 5 && full >= near * 0.6;
}
