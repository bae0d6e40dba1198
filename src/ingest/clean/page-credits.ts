import type { Timestamp } from '../draft.js';
import type { BlockFacts } from './block-facts.js';
import { type Byline, readByline, readNameWithRole } from './byline.js';
import { readPrintedDate } from './printed-date.js';
import { wordCount } from './words.js';

/** What the lines about the headline say of who wrote the story and when. */
export interface PageCredits {
  byline: Byline | null;
  publishedAt: Timestamp | null;
  modifiedAt: Timestamp | null;
}

const ABOVE = 5;
const BELOW = 20;
const AFTER_BODY = 4;
const MOST_WORDS = 28;
/** Longer lines with a day in them are captions and sentences. */
const MOST_DATE_WORDS = 18;

const UPDATED = /^\W*(?:last\s)?(?:updated?|modified|aktualisiert|mis à jour|actualizado|atualizado|수정)/iu;
const PUBLISHED_THEN_UPDATED = /(?:updated?|modified|actualizado|atualizado|수정)\s*(?:on|at|:)?\s*/iu;
const WRITTEN = /(?:written|posted|published|by)\b/iu;

/**
 * Reads byline and dates from the lines between headline and body, then from those just above the headline,
 * then from those just below the body. Far from the headline a date is the day of the visit or of another story.
 */
export function findCredits(
  facts: readonly BlockFacts[],
  headlineAt: number,
  body: readonly number[],
  timeZone: string,
): PageCredits {
  const first = body[0] ?? facts.length;
  const last = body.at(-1) ?? headlineAt;
  const inBody = new Set(body);
  const between = range(headlineAt + 1, Math.min(first, headlineAt + 1 + BELOW));
  const above = range(Math.max(1, headlineAt - ABOVE), headlineAt).reverse();
  const below = range(last + 1, Math.min(facts.length, last + 1 + AFTER_BODY));
  const early = body.filter((index) => index < first + 3);
  const late = body.slice(-2);
  const usable = (fact: BlockFacts | undefined): fact is BlockFacts =>
    fact !== undefined && fact.words <= MOST_WORDS && !fact.legal && !fact.otherStories;
  const lines = (indexes: readonly number[]): string[] =>
    indexes
      .map((index) => facts[index])
      .filter(usable)
      .map((fact) => fact.block.text);

  const near = [...lines(between), ...lines(early)];
  const trailing = lines(below.filter((index) => !inBody.has(index)));
  const dates =
    readDates(lines(between), timeZone) ??
    readDates(lines(above), timeZone) ??
    readDates(
      trailing.filter((line) => WRITTEN.test(line)),
      timeZone,
    );
  const byline =
    openedByline(near) ??
    openedByline(lines(above)) ??
    namedByline(lines(between)) ??
    openedByline(trailing) ??
    namedByline(lines(late));
  return { byline, publishedAt: dates?.publishedAt ?? null, modifiedAt: dates?.modifiedAt ?? null };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

function openedByline(lines: readonly string[]): Byline | null {
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    const byline =
      readByline(line) ??
      (/^(?:by|von|par|por)$/iu.test(line) && next ? readByline(`${line} ${next}`) : null);
    if (byline) return byline;
  }
  return null;
}

function namedByline(lines: readonly string[]): Byline | null {
  for (const line of lines) {
    const byline = readNameWithRole(line);
    if (byline) return byline;
  }
  return null;
}

function readDates(
  lines: readonly string[],
  timeZone: string,
): { publishedAt: Timestamp | null; modifiedAt: Timestamp | null } | null {
  let publishedAt: Timestamp | null = null;
  let modifiedAt: Timestamp | null = null;
  for (const line of lines.filter((candidate) => wordCount(candidate) <= MOST_DATE_WORDS)) {
    const updated = PUBLISHED_THEN_UPDATED.exec(line);
    if (updated && UPDATED.test(line)) {
      modifiedAt ??= readPrintedDate(line, timeZone);
    } else {
      publishedAt ??= readPrintedDate(updated ? line.slice(0, updated.index) : line, timeZone);
      if (updated && publishedAt) modifiedAt ??= readPrintedDate(line.slice(updated.index), timeZone);
    }
  }
  return publishedAt === null && modifiedAt === null ? null : { publishedAt, modifiedAt };
}
