const MAX_CODE_POINTS = 200;

/** Latin letters that are written with a stroke or as a ligature, which Unicode does not decompose. */
const LATIN_FOLDS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
};

/** Zero-width spaces, joiners, soft hyphens, bidi marks: the same words with or without them. */
const INVISIBLE = /\p{Cf}/gu;
/** Only marks that belong to no script of their own: a Khmer vowel after a Latin letter stays. */
const LATIN_WITH_MARKS = /(\p{Script=Latin})(?:(?=\p{Script=Inherited})\p{M})+/gu;
const FOLDABLE = /[ßæœøđłı]/gu;
export const ASCII = /^[\0-\x7f]*$/;
const SEPARATORS = /[\p{P}\p{Z}\p{Sk}\p{Cc}\p{Cs}|~]+/gu;

/**
 * The form of a headline by which two prints of it are known to be the same story: compatibility forms
 * unified, lower case, accents removed from Latin letters only (marks of other scripts are spelling, not
 * ornament), quotes, dashes and other punctuation folded to single spaces, at most 200 code points.
 * Idempotent, and stable: stored values are compared with it byte by byte. Empty when nothing is left.
 */
export function normaliseHeadline(text: string): string {
  return foldText(text);
}

/** The same rule for names of people and tags: `Söy Phalla` and `SOY PHALLA` are one key. */
export function nameKey(text: string): string {
  return foldText(text);
}

const TITLES = /^(?:(?:mr|mrs|ms|mx|dr|prof|professor|rev|reverend|sir|dame) )+(?=\S+ \S)/;
const DEGREES = /(?<=\S \S+)(?: (?:phd|ph d|md|m d|esq|obe|cbe|mbe))+$/;
/** `j k rowling`: initials that were written apart. */
const APART = /(?<=(?:^| )\p{L})\s(?=\p{L}(?: |$))/gu;
/** `conan o brien`: the apostrophe is gone. */
const ELIDED = /(?<= [odl])\s(?=\p{L}{3})/gu;
const CJK_APART =
  /(?<=[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}])\s(?=[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}])/gu;

/**
 * The form of a person's or organisation's name by which its spellings are known to be one: beyond
 * {@link nameKey}, without title and degree, initials together (`J. K. Rowling`, `JK Rowling`), `OBrien` and
 * `O'Brien` alike, the articles of agencies left out. Not for sorting or for prefixes: that is the name key.
 */
export function personKey(name: string): string {
  const key = nameKey(name).replace(/^the (?=\S)/, '');
  return key
    .replace(TITLES, '')
    .replace(DEGREES, '')
    .replace(APART, '')
    .replace(ELIDED, '')
    .replace(CJK_APART, '');
}

function foldText(text: string): string {
  const bare = ASCII.test(text) ? text.toLowerCase() : bareLetters(text);
  const spaced = bare.replace(SEPARATORS, ' ').trim();
  return firstCodePoints(spaced, MAX_CODE_POINTS).trim();
}

/** Lower case without accents and ligatures: of ASCII that is the lower case alone. */
function bareLetters(text: string): string {
  const unified = text.replace(INVISIBLE, '').normalize('NFKC').toLowerCase();
  return unified
    .normalize('NFD')
    .replace(LATIN_WITH_MARKS, '$1')
    .normalize('NFKC')
    .replace(FOLDABLE, (letter) => LATIN_FOLDS[letter] ?? letter);
}

function firstCodePoints(text: string, count: number): string {
  if (text.length <= count) return text;
  let end = 0;
  for (let taken = 0; taken < count && end < text.length; taken += 1) {
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  }
  return text.slice(0, end);
}
