import { normaliseHeadline } from '../../content/key.js';
import type { BlockFacts } from './block-facts.js';
import { bodyVocabulary, couldBeHeadline, headlineFeatures, headlineScore } from './headline-score.js';
import { innerSentenceEnds } from './line-end.js';
import { wordCount } from './words.js';

/** What the title line and the headline's own place on the page say. */
export interface PageTitle {
  headline: string | null;
  /** Name of the site, when the title line or the page tells it apart from the headline. */
  site: string | null;
  /** Index of the last block before the body that prints the headline; -1 when it is the title line only. */
  at: number;
}

const SEPARATOR = /\s+[-–—|·•»«:]{1,2}\s+|\s*\|\s*|\s+::\s+|:\s+/gu;
const MOST_WORDS = 40;

interface Piece {
  text: string;
  from: number;
  to: number;
}

/** All runs of whole segments of a title line, longest first. */
function titlePieces(title: string): Piece[] {
  const cuts: Piece[] = [];
  let from = 0;
  for (const match of title.matchAll(SEPARATOR)) {
    cuts.push({ text: '', from, to: match.index });
    from = match.index + match[0].length;
  }
  cuts.push({ text: '', from, to: title.length });
  const segments = cuts.slice(0, 8);
  const pieces: Piece[] = [];
  segments.forEach((start, first) => {
    for (const end of segments.slice(first)) {
      const text = title.slice(start.from, end.to).trim();
      if (text !== '') pieces.push({ text, from: start.from, to: end.to });
    }
  });
  return pieces.sort((a, b) => b.text.length - a.text.length);
}

/** Finds the headline and the site's name. `bodyStart` is the first block of running text. */
export function findTitle(facts: readonly BlockFacts[], bodyStart: number): PageTitle {
  const title = facts[0]?.block;
  if (title === undefined) return { headline: null, site: null, at: -1 };
  const isTitleLine = readsAsTitle(facts[0]);
  const matched = isTitleLine ? matchTitle(facts, title.text) : null;
  if (matched) return matched;
  return (
    (isTitleLine ? nearTitle(facts, title.text, bodyStart) : null) ??
    headingBefore(facts, bodyStart, isTitleLine)
  );
}

/** The page prints a part of its title line again: that part is the headline. */
function matchTitle(facts: readonly BlockFacts[], title: string): PageTitle | null {
  const places = new Map<string, number>();
  facts.forEach((fact, index) => {
    if (index > 0 && !places.has(fact.key)) places.set(fact.key, index);
  });
  for (const piece of titlePieces(title)) {
    const key = normaliseHeadline(piece.text);
    const at = places.get(key);
    if (key === '' || at === undefined || isSiteName(facts, piece, title)) continue;
    const text = facts[at]?.block.text ?? piece.text;
    return { headline: text, site: siteOf(title, piece), at: lastPrint(facts, key, at) };
  }
  return null;
}

/**
 * A short piece of the title that is not its beginning is the site, which the page prints as its logo; so is a
 * first line of one or two words where other text follows.
 */
function isSiteName(facts: readonly BlockFacts[], piece: Piece, title: string): boolean {
  const words = wordCount(piece.text);
  if (piece.text === title) return words <= 2 && facts.length > 1;
  return words <= 3 && words < wordCount(title) / 2 && piece.from > 0;
}

/** The headline is often printed twice on end, with byline or share buttons between. */
function lastPrint(facts: readonly BlockFacts[], key: string, at: number): number {
  let last = at;
  for (let index = at + 1; index < facts.length; index += 1) {
    const fact = facts[index];
    if (fact === undefined || (fact.prose && index > last + 1 && fact.key !== key)) break;
    if (fact.key === key) last = index;
  }
  return last;
}

function siteOf(title: string, headline: Piece): string | null {
  const before = cleanSite(title.slice(0, headline.from));
  const after = title
    .slice(headline.to)
    .split(SEPARATOR)
    .map(cleanSite)
    .filter((part) => part !== null);
  return after.at(-1) ?? before;
}

const SITE_WORDS = 8;

/** `Logo of The Echo newspaper The Echo` is an image's alternative text and the name after it. */
function cleanSite(part: string): string | null {
  const text = part.replace(/^[\s\-–—|·•»«:]+|[\s\-–—|·•»«:]+$/gu, '');
  if (text === '' || !/\p{L}/u.test(text)) return null;
  const words = text.split(/\s+/);
  for (let length = Math.floor(words.length / 2); length >= 1; length -= 1) {
    const tail = words.slice(-length).join(' ');
    if (words.slice(0, -length).join(' ').includes(tail)) return tail;
  }
  return words.length <= SITE_WORDS ? text : null;
}

const CLOSE_ENOUGH = 0.6;
const FEWEST_SHARED = 4;

/** The page prints the headline in other words than its title line. */
function nearTitle(facts: readonly BlockFacts[], title: string, bodyStart: number): PageTitle | null {
  const wanted = wordSet(normaliseHeadline(title));
  let best: { at: number; score: number } | null = null;
  const until = Math.min(facts.length, bodyStart + 1);
  for (let index = 1; index < until; index += 1) {
    const fact = facts[index];
    if (fact === undefined || fact.words < 3 || fact.words > MOST_WORDS || fact.prose) continue;
    const words = wordSet(fact.key);
    const shared = [...words].filter((word) => wanted.has(word)).length;
    const score = shared / Math.max(1, Math.min(words.size, wanted.size));
    if (shared >= FEWEST_SHARED && score >= CLOSE_ENOUGH && (best === null || score >= best.score))
      best = { at: index, score };
  }
  const text = best && facts[best.at]?.block.text;
  return best && text ? { headline: text, site: lastShortPiece(title), at: best.at } : null;
}

function wordSet(key: string): Set<string> {
  return new Set(key.split(' ').filter((word) => word !== ''));
}

function lastShortPiece(title: string): string | null {
  const parts = title.split(SEPARATOR);
  const last = parts.length > 1 ? cleanSite(parts.at(-1) ?? '') : null;
  return last !== null && wordCount(last) <= 4 ? last : null;
}

/** The first line of a dump is the page's title, unless it is a menu entry, a notice or a paragraph. */
function readsAsTitle(fact: BlockFacts | undefined): boolean {
  if (
    fact === undefined ||
    fact.bullet ||
    fact.block.column > 0 ||
    fact.words > MOST_WORDS ||
    fact.words === 0
  )
    return false;
  if (fact.service || fact.legal || fact.file) return false;
  return !readsAsParagraph(fact);
}

function readsAsParagraph({ sentence, words, block }: BlockFacts): boolean {
  if (!sentence || words < 12) return false;
  return block.lines > 1 || words >= 25 || innerSentenceEnds(block.text) > 0;
}

/** No title line to go by: of the blocks before the text, the one that reads most like its headline. */
function headingBefore(facts: readonly BlockFacts[], bodyStart: number, isTitleLine: boolean): PageTitle {
  const vocabulary = bodyVocabulary(facts, bodyStart);
  let best = { at: -1, score: Number.NEGATIVE_INFINITY };
  for (let index = bodyStart - 1; index >= Math.max(0, bodyStart - FARTHEST_HEADING); index -= 1) {
    if (!couldBeHeadline(facts[index])) continue;
    const score = headlineScore(headlineFeatures(facts, index, bodyStart, vocabulary));
    if (score > best.score) best = { at: index, score };
  }
  if (best.at > 0 || (best.at === 0 && !isTitleLine)) {
    return { headline: facts[best.at]?.block.text ?? null, site: null, at: best.at };
  }
  const title = isTitleLine ? (facts[0]?.block.text ?? null) : null;
  if (title === null) return { headline: null, site: null, at: -1 };
  const site = lastShortPiece(title);
  const headline =
    site === null ? title : title.slice(0, title.lastIndexOf(site)).replace(/[\s\-–—|·•»«:]+$/u, '');
  return { headline: headline || title, site, at: 0 };
}

const FARTHEST_HEADING = 60;

/** Index of the first block of running text that others follow soon; the number of blocks when there is none. */
export function firstProse(facts: readonly BlockFacts[]): number {
  for (let index = 0; index < facts.length; index += 1) {
    const fact = facts[index];
    if (!fact?.prose || fact.bullet || fact.nested || fact.service || fact.legal) continue;
    const following = facts.slice(index + 1, index + 5).filter((next) => next.prose).length;
    if (following >= 1 || fact.words >= 40) return index;
  }
  const any = facts.findIndex((fact) => fact.prose && !fact.service && !fact.legal);
  return any < 0 ? facts.length : any;
}
