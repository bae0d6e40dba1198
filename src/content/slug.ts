import { transliterate } from 'transliteration';
import { ASCII } from './key.js';

const MAX_CODE_POINTS = 80;

/** Letters of the Latin script with the marks that sit on them: the only ones that have a plain ASCII form. */
const LATIN = /(?:\p{Script=Latin}\p{M}*)+/gu;
/** Written inside a word and left out of its slug: apostrophes, soft hyphens, zero-width spaces, bidi marks. */
const INSIDE_WORD = /['’ʼ`´\p{Cf}]/gu;
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}]+/gu;
/** A mark needs a letter before it; without one it would hang on the dash. */
const ORPHAN_MARKS = /(^|-)\p{M}+/gu;

/**
 * The address form of a headline or name: lower case, words joined by dashes, at most 80 code points cut at a
 * word. Latin letters lose their accents; Khmer and all other scripts stay as they are.
 *
 * @param fallback what a text without any letter or digit gives.
 */
export function slugify(text: string, fallback: string): string {
  const folded = ASCII.test(text) ? text.replace(INSIDE_WORD, '').toLowerCase() : bareLetters(text);
  const dashed = folded.replace(BETWEEN_WORDS, '-').replace(ORPHAN_MARKS, '$1').replace(/-+/g, '-');
  const cut = cutAtWord(trimDashes(dashed));
  return cut === '' ? fallback : cut;
}

/** Lower case without accents: of ASCII that is the lower case alone. */
function bareLetters(text: string): string {
  return text
    .normalize('NFKC')
    .replace(INSIDE_WORD, '')
    .replace(LATIN, (letters) => transliterate(letters.normalize('NFC')))
    .toLowerCase()
    .normalize('NFKC');
}

/** A slug that a source asks for is taken as it is when it is one: letters, marks and digits of any script, and dashes. */
export function isSlug(text: string): boolean {
  return (
    [...text].length <= 200 &&
    /^[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[-_.][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*$/u.test(text) &&
    text === text.toLowerCase()
  );
}

function trimDashes(text: string): string {
  return text.replace(/^-/, '').replace(/-$/, '');
}

function cutAtWord(text: string): string {
  const points = [...text];
  if (points.length <= MAX_CODE_POINTS) return text;
  const head = points.slice(0, MAX_CODE_POINTS).join('');
  const dash = points[MAX_CODE_POINTS] === '-' ? head.length : head.lastIndexOf('-');
  if (dash > 0) return trimDashes(head.slice(0, dash));
  return cutUnspaced(text, head.length);
}

/** Scripts without spaces: the last word that ends within the limit, or else the last whole character. */
function cutUnspaced(text: string, limit: number): string {
  let end = 0;
  for (const granularity of ['word', 'grapheme'] as const) {
    for (const part of new Intl.Segmenter('und', { granularity }).segment(text)) {
      if (part.index + part.segment.length > limit) break;
      end = part.index + part.segment.length;
    }
    if (end > 0) return trimDashes(text.slice(0, end));
  }
  return trimDashes(text.slice(0, limit));
}
