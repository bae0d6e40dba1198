import { normaliseHeadline } from '../../content/key.js';
import { endsSentence } from './line-end.js';
import {
  ADDRESS_LIKE,
  CAPTION,
  COMMENTING,
  CREDIT_LINE,
  DATE_LIKE,
  FILE_LIKE,
  LEGAL,
  OTHER_STORIES,
  OWNERSHIP,
  PICTURE,
  SERVICE,
  SHARING,
  TIME_LIKE,
} from './page-phrases.js';
import type { TextBlock } from './unwrap.js';
import { firstWords, wordCount } from './words.js';

/** What can be said of a block by looking at it alone, and at whether the page repeats it. */
export interface BlockFacts {
  block: TextBlock;
  key: string;
  words: number;
  sentence: boolean;
  /** Share of the first words that begin in lower case; 0.5 where the script has no case. */
  lowerShare: number;
  digitShare: number;
  commas: number;
  /** Reads as running text: a sentence of some length. */
  prose: boolean;
  bullet: boolean;
  /** Stands under a list item, indented like its text. */
  nested: boolean;
  repeated: boolean;
  sharing: boolean;
  service: boolean;
  legal: boolean;
  /** A copyright line: of the page's owner, never of the story. */
  ownership: boolean;
  commenting: boolean;
  otherStories: boolean;
  picture: boolean;
  /** Ends as captions do, with the picture's source. */
  caption: boolean;
  /** Begins like another block of the page, as captions do that are printed with and without a credit. */
  twin: boolean;
  /** Says its own beginning again, as a teaser does behind its headline. */
  echo: boolean;
  credit: boolean;
  date: boolean;
  time: boolean;
  address: boolean;
  file: boolean;
  question: boolean;
  colon: boolean;
  quote: boolean;
  cutOff: boolean;
}

const PROSE_WORDS = 12;
const LOOK = 400;
const CASE_WORDS = 40;

/** Characters of a block's key that make two blocks begin alike. */
const START = 30;
const ECHO_START = 14;
const CAPTION_WORDS = 70;
const CAPTION_LOOK = 120;

/** Facts about every block of a page. */
export function blockFacts(blocks: readonly TextBlock[]): BlockFacts[] {
  const counts = new Map<string, number>();
  const keys = blocks.map((block) => normaliseHeadline(block.text.slice(0, LOOK)));
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const starts = new Map<string, Set<string>>();
  for (const key of keys.filter((long) => long.length > START)) {
    const start = key.slice(0, START);
    starts.set(start, (starts.get(start) ?? new Set()).add(key));
  }
  return blocks.map((block, index) => {
    const key = keys[index] ?? '';
    const twin = (starts.get(key.slice(0, START))?.size ?? 0) > 1;
    return factsOf(block, key, (counts.get(key) ?? 0) > 1, twin);
  });
}

function factsOf(block: TextBlock, key: string, repeated: boolean, twin: boolean): BlockFacts {
  const text = block.text;
  const head = text.slice(0, LOOK);
  const words = wordCount(text);
  const sentence = endsSentence(text);
  const short = words <= PHRASE_WORDS;
  const has = (pattern: RegExp): boolean => pattern.test(head);
  return {
    block,
    key,
    words,
    sentence,
    lowerShare: lowerShare(text),
    digitShare: head.replace(/[^\d]/g, '').length / Math.max(1, head.length),
    commas: head.split(/[,;،、，]/).length - 1,
    prose: sentence && words >= PROSE_WORDS,
    bullet: block.bullet !== null,
    nested: block.bullet === null && block.column > 0,
    repeated,
    sharing: short && has(SHARING),
    service: has(SERVICE),
    legal: has(LEGAL),
    ownership: OWNERSHIP.test(head),
    commenting: short && has(COMMENTING),
    otherStories: short && has(OTHER_STORIES),
    picture: has(PICTURE),
    caption: words <= CAPTION_WORDS && CAPTION.test(text.slice(-CAPTION_LOOK)),
    twin,
    echo: echoes(key),
    credit: short && has(CREDIT_LINE),
    date: has(DATE_LIKE),
    time: short && has(TIME_LIKE),
    address: has(ADDRESS_LIKE),
    file: head.length < 200 && has(FILE_LIKE),
    question: text.endsWith('?'),
    colon: text.endsWith(':'),
    quote: /^["“„«‘'>]/.test(text),
    cutOff: /(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*$/.test(text.slice(-12)),
  };
}

/** Hints that only short blocks can give: a paragraph may well mention Facebook. */
const PHRASE_WORDS = 14;

function echoes(key: string): boolean {
  return key.length > ECHO_START * 2 && key.indexOf(key.slice(0, ECHO_START), ECHO_START) > 0;
}

function lowerShare(text: string): number {
  const words = firstWords(text, CASE_WORDS);
  let lower = 0;
  let upper = 0;
  for (const word of words) {
    if (/^\p{Ll}/u.test(word)) lower += 1;
    else if (/^\p{Lu}/u.test(word)) upper += 1;
  }
  return lower + upper === 0 ? 0.5 : lower / (lower + upper);
}
