import { HANGUL, type WordHabits } from './word-habits.js';

/** Scripts that are written without spaces between words. */
const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;
/** Of these, the ones that may be broken between any two characters. */
const IDEOGRAPHIC = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uff60]/u;
const LONGEST_UNIT = 120;

let segmenter: Intl.Segmenter | undefined;

/** Where the one who wrapped the text was willing to break a line: at spaces, or between any two words. */
export type BreakPlace = 'space' | 'word';

/** Whether lines of this text's script may end elsewhere than at spaces, judged from its first characters. */
export function breaksInWords(text: string): boolean {
  const head = text.slice(0, 200);
  return SPACELESS.test(head) || HANGUL.test(head);
}

/** The piece at the start of the text that had to stay together when lines were broken. */
export function firstUnit(text: string, place: BreakPlace): string {
  const head = text.slice(0, LONGEST_UNIT);
  const space = head.search(/\s/);
  const word = space < 0 ? head : head.slice(0, space);
  if (place === 'space' || !breaksInWords(word)) return word;
  const first = word.slice(0, 1);
  if (IDEOGRAPHIC.test(first) || HANGUL.test(first)) return first;
  segmenter ??= new Intl.Segmenter('km', { granularity: 'word' });
  for (const { segment } of segmenter.segment(word)) return segment;
  return word;
}

/** The piece after the last space. */
export function lastUnit(text: string): string {
  const tail = text.slice(-LONGEST_UNIT);
  return tail.slice(tail.lastIndexOf(' ') + 1);
}

/**
 * What belongs between two lines of one paragraph: a space, or nothing where the script, a hyphen or the page's habits
 * say so.
 */
export function joint(line: string, next: string, place: BreakPlace, habits: WordHabits): '' | ' ' {
  const left = line.slice(-2);
  const right = next.slice(0, 1);
  if (/\p{L}[-\u2010]$/u.test(left) && /\p{L}/u.test(right)) return '';
  if (IDEOGRAPHIC.test(left.slice(-1)) && IDEOGRAPHIC.test(right)) return '';
  if (place === 'space') return ' ';
  if (SPACELESS.test(left) && SPACELESS.test(right)) return '';
  return habits.hasSpace(line, next) === false ? '' : ' ';
}
