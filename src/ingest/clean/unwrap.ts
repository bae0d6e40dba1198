import { innerSentenceEnds, type LineEnd } from './line-end.js';
import type { PageLine } from './page-lines.js';
import { WordHabits } from './word-habits.js';
import {
  bestWrapRule,
  explainingColumns,
  isConvincing,
  lineColumns,
  type OpenEnd,
  openEnds,
  type WrapRule,
} from './wrap-rule.js';
import { joint } from './wrap-unit.js';

/** A run of lines that belong together: a paragraph, a heading, a list item or a piece of page furniture. */
export interface TextBlock {
  text: string;
  bullet: string | null;
  /** Column at which the text starts. */
  column: number;
  /** Empty lines before the block; -1 for the first. */
  gap: number;
  /** How many lines of the dump it was put together from. */
  lines: number;
}

export interface Unwrapped {
  blocks: TextBlock[];
  /** How the lines had been broken; null when they were not. */
  rule: WrapRule | null;
}

/**
 * Puts wrapped lines back together. The rule by which the page was wrapped is inferred from the page; a line
 * that the rule would have filled further ends a paragraph. Where the rule cannot tell, because no further
 * word would have fitted either way, the share of sentences that end paragraphs on this page decides.
 */
export function unwrapLines(lines: readonly PageLine[]): Unwrapped {
  const step = lineStep(lines);
  const ends = openEnds(lines, step);
  const evidence = bestWrapRule(lines, ends);
  if (evidence === null || !isConvincing(evidence, step === 0))
    return { blocks: joinLines(lines, new Set(), 'space'), rule: null };
  const { rule } = evidence;
  const joined = decideEnds(lines, ends, rule, step === 0);
  return { blocks: joinLines(lines, joined, rule.place), rule };
}

/** The smallest gap that a fair share of the lines keep: 0 in ordinary text, 1 where every line is followed by an empty one. */
function lineStep(lines: readonly PageLine[]): number {
  const counts = new Map<number, number>();
  for (const line of lines) counts.set(line.gap, (counts.get(line.gap) ?? 0) + 1);
  const gaps = [...counts.keys()].filter((gap) => gap >= 0).sort((a, b) => a - b);
  return gaps.find((gap) => (counts.get(gap) ?? 0) >= (lines.length - 1) * LEAST_SHARE) ?? gaps[0] ?? 0;
}

const LEAST_SHARE = 0.1;

/** Chance that a paragraph ends, by the words at the line end; for `sentence` the page itself says. */
const BOUNDARY_CHANCE: Readonly<Record<Exclude<LineEnd, 'sentence'>, number>> = {
  'sentence-lower': 0.1,
  open: 0.02,
  continues: 0.002,
  hangs: 0.001,
};
/** The same where the line is longer than the rule allows, so was perhaps never wrapped. */
const OVERLONG_CHANCE: Readonly<Record<LineEnd, number>> = {
  sentence: 0.98,
  'sentence-lower': 0.9,
  open: 0.98,
  continues: 0.5,
  hangs: 0.5,
};
/** Indents of first lines that were lost from the text but were there when it was wrapped. */
const LOST_INDENTS = [0, 2, 3, 4, 5, 8];
/** Fewer columns for first lines make the others look early or overlong, so the width is looked for again. */
const WIDTH_CHANGES = [0, -2, -1, 1, 2, 3, 4, 5, 6, 7, 8];
const LOST_INDENT_GAIN = 6;
/** Paragraphs must have been marked somehow: where no empty lines and no indents do it, indents were lost. */
const LOST_INDENT_GAIN_UNMARKED = 1;
/** Ends looked at to choose among the rules; what they show holds for the rest of the page. */
const SAMPLE = 1500;
/** The page's habits are read off the ends that the rule decides, and then decide the others. */
const ROUNDS = 2;

function decideEnds(
  lines: readonly PageLine[],
  ends: readonly OpenEnd[],
  elected: WrapRule,
  solid: boolean,
): Set<number> {
  const widths = lines.map((line) => lineColumns(line, elected.count));
  const byLine = new Map(ends.map((end) => [end.line, end]));
  const costs = (rule: WrapRule, lost: number) => {
    const fits = (index: number, firstLine: boolean) =>
      fitOf(lines, index, rule, widths, firstLine ? lost : 0);
    return new EndCosts(byLine, fits, solid, lost, EVEN_CHANCES);
  };
  const unmarked = solid && lines.every((line) => line.gap <= 0 && line.column === (lines[0]?.column ?? 0));
  const gain = unmarked ? LOST_INDENT_GAIN_UNMARKED : LOST_INDENT_GAIN;
  let best = { costs: costs(elected, 0), cost: Number.POSITIVE_INFINITY };
  for (const lost of LOST_INDENTS) {
    for (const change of lost === 0 ? [0] : WIDTH_CHANGES) {
      const candidate = costs({ ...elected, columns: elected.columns + change }, lost);
      const { cost } = cheapestPath(Math.min(lines.length, SAMPLE), candidate);
      if (cost < best.cost - (best.costs.lost === 0 ? gain : 0)) best = { costs: candidate, cost };
    }
  }
  let { joined } = cheapestPath(lines.length, best.costs);
  for (let round = 0; round < ROUNDS; round += 1) {
    const chances = sentenceChances(lines, ends, joined, (index, place) =>
      best.costs.leavesDoubt(index, place),
    );
    joined = cheapestPath(lines.length, best.costs.withChances(chances)).joined;
  }
  return joined;
}

/** How a line relates to the rule: filled; `early` by a share of the width; or longer than it allows. */
type Fit = { kind: 'full' } | { kind: 'early'; slack: number } | { kind: 'overlong'; excess: number };

function fitOf(
  lines: readonly PageLine[],
  index: number,
  rule: WrapRule,
  widths: readonly number[],
  lost: number,
): Fit {
  const [from, to] = explainingColumns(lines, index, rule, widths);
  if (from + lost > rule.columns)
    return { kind: 'overlong', excess: (from + lost - rule.columns) / rule.columns };
  if (to + lost >= rule.columns) return { kind: 'full' };
  return { kind: 'early', slack: (rule.columns - to - lost) / rule.columns };
}

/** Lines of a paragraph that are told apart: the first, the second, the third, and all later ones. */
const PLACES = 4;
const EVEN_CHANCES: readonly number[] = Array.from({ length: PLACES }, () => 0.5);
/** Weight of the page's mean against what is seen at one place. */
const SMOOTHING = 4;

/**
 * For each place in a paragraph, the share of the sentences ending there that end the paragraph too. Line ends
 * that the rule leaves in doubt are not counted: they are what the shares are wanted for.
 */
function sentenceChances(
  lines: readonly PageLine[],
  ends: readonly OpenEnd[],
  joined: ReadonlySet<number>,
  inDoubt: (index: number, place: number) => boolean,
): number[] {
  const ending = new Array<number>(PLACES).fill(0);
  const inner = new Array<number>(PLACES).fill(0);
  let place = 0;
  for (const { line, words } of ends) {
    if (!joined.has(line - 1)) place = 0;
    const goesOn = joined.has(line);
    if (goesOn || place > 0) inner[place] = (inner[place] ?? 0) + innerSentenceEnds(lines[line]?.text ?? '');
    if (words === 'sentence' && !inDoubt(line, place)) {
      const counts = goesOn ? inner : ending;
      counts[place] = (counts[place] ?? 0) + 1;
    }
    place = Math.min(place + 1, PLACES - 1);
  }
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  const mean = (sum(ending) + 1) / (sum(ending) + sum(inner) + 2);
  return ending.map((count, index) => {
    const chance = (count + SMOOTHING * mean) / (count + (inner[index] ?? 0) + SMOOTHING);
    return Math.min(0.97, Math.max(0.03, chance));
  });
}

/** What it costs to take a line for early broken although the next word would have fitted. */
const SPACED_EARLY = 4.5;
const SOLID_EARLY = 3;
const EARLY_PER_SLACK = 4;
/** The first line of ordinary text may have lost its dateline; a headline would stand apart from it. */
const SOLID_START_EARLY = 0.5;
const OVERLONG = 3;
/** Hand-set text runs over by a word now and then, which is no reason to end a paragraph. */
const SLOPPY_EXCESS = 0.1;

class EndCosts {
  constructor(
    private readonly ends: ReadonlyMap<number, OpenEnd>,
    private readonly fits: (index: number, firstLine: boolean) => Fit,
    private readonly solid: boolean,
    readonly lost: number,
    private readonly chances: readonly number[],
  ) {}

  withChances(chances: readonly number[]): EndCosts {
    return new EndCosts(this.ends, this.fits, this.solid, this.lost, chances);
  }

  /**
   * Costs of ending the paragraph and of going on after the line, which is at that place in its paragraph;
   * going on is Infinity where the layout forbids it.
   */
  at(index: number, place: number): { end: number; goOn: number } {
    const found = this.ends.get(index);
    if (found === undefined) return { end: 0, goOn: Number.POSITIVE_INFINITY };
    const fit = this.fits(index, place === 0);
    if (fit.kind === 'overlong' && !(this.solid && fit.excess <= SLOPPY_EXCESS)) {
      return odds(OVERLONG_CHANCE[found.words], OVERLONG, OVERLONG);
    }
    const chance = found.words === 'sentence' ? (this.chances[place] ?? 0.5) : BOUNDARY_CHANCE[found.words];
    if (fit.kind === 'overlong') return odds(chance, OVERLONG, OVERLONG);
    return odds(chance, 0, fit.kind === 'early' ? this.surprise(found, fit.slack) : 0);
  }

  /** Whether the line is as full as the rule allows, so that a paragraph may end or go on after it. */
  leavesDoubt(index: number, place: number): boolean {
    return this.fits(index, place === 0).kind === 'full';
  }

  private surprise({ line, words }: OpenEnd, slack: number): number {
    if (!this.solid || words === 'sentence') return SPACED_EARLY + EARLY_PER_SLACK * slack;
    const lostDateline = line === 0 && this.fits(1, false).kind === 'full';
    return lostDateline ? SOLID_START_EARLY : SOLID_EARLY + EARLY_PER_SLACK * slack;
  }
}

function odds(chance: number, end: number, goOn: number): { end: number; goOn: number } {
  return { end: end - Math.log(chance), goOn: goOn - Math.log(1 - chance) };
}

/** The cheapest way through all line ends; what an end costs depends on the line's place in its paragraph. */
function cheapestPath(count: number, costs: EndCosts): { cost: number; joined: Set<number> } {
  let totals = [0, ...new Array<number>(PLACES - 1).fill(Number.POSITIVE_INFINITY)];
  const cameFrom: Int8Array[] = [];
  for (let index = 0; index + 1 < count; index += 1) {
    const next = new Array<number>(PLACES).fill(Number.POSITIVE_INFINITY);
    const from = new Int8Array(PLACES);
    totals.forEach((total, place) => {
      if (!Number.isFinite(total)) return;
      const { end, goOn } = costs.at(index, place);
      const later = Math.min(place + 1, PLACES - 1);
      if (total + end < (next[0] ?? 0)) [next[0], from[0]] = [total + end, place];
      if (total + goOn < (next[later] ?? 0)) [next[later], from[later]] = [total + goOn, place];
    });
    cameFrom.push(from);
    totals = next;
  }
  const cost = Math.min(...totals);
  return { cost, joined: traceBack(cameFrom, totals.indexOf(cost)) };
}

function traceBack(cameFrom: readonly Int8Array[], last: number): Set<number> {
  const joined = new Set<number>();
  let place = last;
  for (let index = cameFrom.length - 1; index >= 0; index -= 1) {
    if (place > 0) joined.add(index);
    place = cameFrom[index]?.[place] ?? 0;
  }
  return joined;
}

function joinLines(
  lines: readonly PageLine[],
  joined: ReadonlySet<number>,
  place: WrapRule['place'],
): TextBlock[] {
  const blocks: TextBlock[] = [];
  let pieces: string[] = [];
  const habits = new WordHabits(place === 'word' ? lines.map((line) => line.text) : []);
  lines.forEach((line, index) => {
    const last = blocks.at(-1);
    const before = lines[index - 1];
    if (last !== undefined && before !== undefined && joined.has(index - 1)) {
      pieces.push(joint(before.text, line.text, place, habits), line.text);
      last.lines += 1;
    } else {
      if (last !== undefined) last.text = pieces.join('');
      pieces = [line.text];
      blocks.push({ text: line.text, bullet: line.bullet, column: line.column, gap: line.gap, lines: 1 });
    }
  });
  const last = blocks.at(-1);
  if (last !== undefined) last.text = pieces.join('');
  return blocks;
}
