import { isNoName, isSharedLogin } from './credit-words.js';

const PARTICLE =
  /^(?:de|da|do|dos|das|del|della|delle|di|du|des|d'|van|von|vom|zu|zum|zur|der|den|ten|ter|te|'t|la|le|les|lo|al|el|bin|bint|ibn|binti|binte|y|e|i|st|af|av|bar|ben|san|v|a\/l|a\/p|ap)\.?$/iu;
const CASED_WORD =
  /^(?:(?:al|el|ul|ad|as|ar|at|az|bin|d|l|de|van|von|O|L|D|M)?['’ʼ-])?\p{Lu}[\p{L}\p{M}]*(?:['’ʼ.-]\p{L}[\p{L}\p{M}]*)*\.?$|^(?:al|el|ul|ad|as|ar|at|az|d|l)['’ʼ-]\p{L}[\p{L}\p{M}]+$|^(?:\p{Lu}\.)+(?:-?\p{Lu}\.)*$/u;
const NICKNAME = /^["“”'‘(]\p{Lu}[\p{L}\p{M}'’.-]*["”'’)]$/u;
const UNCASED_WORD = /^(?:[\p{Lo}\p{Lm}\p{M}\u200c·・]|\u200d)+$/u;
const SUFFIX = /^(?:jr|sr|jnr|snr|junior|senior|[IVX]{1,4}|iii?|iv)\.?$/iu;
const DEGREE =
  /^(?:ph\.?\s?d|m\.?d|m\.?a|b\.?a|m\.?sc|b\.?sc|m\.?b\.?a|ll\.?[bm]|j\.?d|d\.?phil|ed\.?d|esq|esquire|r\.?n|c\.?p\.?a|m\.?b\.?e|o\.?b\.?e|c\.?b\.?e|q\.?c|k\.?c|s\.?j|m\.?p|dds|dvm|mph)\.?$/iu;
const HONORIFIC =
  /^(?:mr|mrs|ms|miss|mx|dr|drs|prof|professor|sir|dame|reverend|senator|ambassador|herr|frau|monsieur|madame|mme|mlle|señora?|sra|dra|dott|oknha|datuk|dato|shri|smt|г-н|г-жа|д-р)\.?$|^(?:m|sr|fr|rev|sen|rep|gov|gen|col|capt|lt|sgt|maj|hon|amb|sig)\.$/iu;

const MOST_WORDS = 5;
const MOST_WORDS_WITH_PARTICLES = 7;
const LONGEST = 100;

/** Whether the words are what follows a name and belongs to it: `Jr.`, `III`. */
export function isNameSuffix(text: string): boolean {
  return SUFFIX.test(text);
}

/** Whether the words are a degree or an honour behind a name: `Ph.D.`, `OBE`. */
export function isDegree(text: string): boolean {
  return DEGREE.test(text);
}

/**
 * The name of a person that the words are, written as people write it: without title and degree, capitals
 * throughout undone. Null when they have not the shape of a name.
 *
 * @param alone whether a single word can be a name, as in a field that holds nothing but an author.
 */
export function personName(text: string, alone = false): string | null {
  if (text.length > LONGEST || /[\d_@#<>{}[\]\\/*+=%!?:;]/.test(text.replace(/\ba\/[lp]\b/gi, '')))
    return null;
  const words = withoutTitles(text.split(/\s+/).filter((word) => word !== ''));
  if (words.length === 0 || words.some((word) => isNoName(word.replace(/\.$/, '')))) return null;
  if (words.every((word) => UNCASED_WORD.test(word))) return uncasedName(words, alone);
  return casedName(words, alone);
}

function withoutTitles(words: readonly string[]): string[] {
  let from = 0;
  let to = words.length;
  while (to - from > 2 && HONORIFIC.test(words[from] ?? '')) from += 1;
  while (to - from > 2 && isDegree((words[to - 1] ?? '').replace(/^,/, ''))) to -= 1;
  return words.slice(from, to);
}

/** Khmer, Arabic, Chinese, Korean ...: scripts without capitals, where only length tells a name from a phrase. */
function uncasedName(words: readonly string[], alone: boolean): string | null {
  const name = words.join(' ');
  const ideographs =
    /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー·・\s]+$/u.test(name);
  const letters = [...name.replace(/[\s\p{M}·・]/gu, '')].length;
  if (ideographs)
    return letters >= 2 && letters <= (/[·・\p{Script=Katakana}]/u.test(name) ? 20 : 6) ? name : null;
  // Khmer, Thai and Lao may be written without spaces between the parts of a name.
  const spaceless = /^[\p{Script=Khmer}\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{M}\s]+$/u.test(name);
  if (words.length > MOST_WORDS || letters > 40) return null;
  return words.length > 1 || spaceless || alone ? name : null;
}

function casedName(words: readonly string[], alone: boolean): string | null {
  const proper = words.filter((word) => isProper(word));
  const particles = words.filter((word) => !isProper(word) && PARTICLE.test(word)).length;
  if (proper.length + particles < words.length) return alone ? lowerCaseName(words) : null;
  if (words.length > (particles > 0 ? MOST_WORDS_WITH_PARTICLES : MOST_WORDS)) return null;
  if (proper.length < 2 && !(alone && words.length === 1)) return null;
  // A name of initials alone, or one that ends a sentence, is none.
  if (!words.some((word) => /\p{L}[\p{L}\p{M}]/u.test(word))) return null;
  const name = words.join(' ');
  return /\p{Ll}/u.test(name.replace(/\b(?:Mc|Mac|de|van|von|da|di)\b/gu, ''))
    ? name
    : words.map(fromCapitals).join(' ');
}

function isProper(word: string): boolean {
  if (/\p{L}{4}\.$/u.test(word) && !/\..*\./u.test(word)) return false;
  return CASED_WORD.test(word) || NICKNAME.test(word) || UNCASED_WORD.test(word);
}

/**
 * Some write their own name without capitals, or only the first of two names with one, and some are credited by their
 * login; only a field that holds nothing but names can tell.
 */
function lowerCaseName(words: readonly string[]): string | null {
  const isLower = (word: string): boolean => /^\p{Ll}[\p{L}'’-]+\.?$/u.test(word);
  const [first = '', ...others] = words;
  if (others.length === 0 && isSharedLogin(first)) return null;
  const plain =
    words.length <= 3 && others.every(isLower) && (isLower(first) || (words.length === 2 && isProper(first)));
  return plain ? words.join(' ') : null;
}

/** `SARAH NEEDLEMAN` is printed so for looks; the person writes it otherwise. Initials and numerals stay. */
function fromCapitals(word: string): string {
  if (word.length <= 2 || word.includes('.') || /^[IVX]+$/.test(word)) return word;
  if (PARTICLE.test(word)) return word.toLowerCase();
  return word
    .toLowerCase()
    .replace(/(?:^|['’-])\p{L}/gu, (start) => start.toUpperCase())
    .replace(/^Mc\p{L}/u, (start) => start.slice(0, 2) + start.slice(2).toUpperCase());
}
