import type { AuthorReference } from '../draft.js';

export interface Byline {
  /** As printed. */
  text: string;
  authors: AuthorReference[];
}

const OPENING =
  /^(?:(?:written|posted|reported|published|story|text|words|review(?:ed)?|edited|photos?) (?:and \w+ )?by|by|von|par|por|oleh|автор(?:ы)?|tekst|texte|texto|autor(?:es|en)?|author)\s*:?\s+/iu;
/** `Monday 18 November 2019 by Sokha Meas`: the byline follows the date. */
const AFTER_DATE = /^.{0,60}\d.{0,30}?[\s|•·](by\s.+)$/iu;
const LONGEST = 200;
/** Bylines of agencies and desks: they stand where names do and name nobody. */
const NOBODY =
  /^(?:the\s)?(?:reuters|a\.?p\.?|afp|upi|dpa|efe|ansa|tass|xinhua|bloomberg|pti|ians|ani|agencies|agence france-presse|(?:associated|canadian|australian associated) press|staff|newsroom|editorial(?: board| team| staff)?|(?:\p{Lu}[\p{L}'’.-]*\s){0,4}(?:staff|news (?:desk|service|agency|team)|desk|team|(?:web |staff )?(?:reporters?|writers?|correspondents?)|editors?))$/iu;

const NAME_PARTICLE =
  /^(?:de|da|do|dos|del|della|di|du|van|von|der|den|ten|ter|la|le|al|el|bin|ibn|binti|y|zu|st\.?)$/iu;
const NAME_WORD =
  /^(?:\p{Lu}[\p{L}\p{M}]*(?:['’.-]\p{L}[\p{L}\p{M}]*)*\.?|(?:d|O|L)['’]\p{Lu}\p{L}+|\p{Lu}\.(?:\p{Lu}\.)*)$/u;
const NOT_A_PERSON =
  /(?:^|\s)(?:staff|editors?|editorial|reporters?|writers?|correspondents?|desk|team|newsroom|agency|agencies|press|reuters|associated|ap|afp|upi|dpa|efe|ansa|tass|xinhua|bloomberg|pti|ians|ani|news|newspaper|media|network|online|digital|web|service|services|wire|wires|times|post|journal|magazine|daily|weekly|tribune|herald|guest|admin|administrator|contributors?|columnist|special|photo|photos|photograph\w*|images?|getty|university|institute|company|inc|corp|llc|ltd|the|and|senior|chief|published|updated|published:|updated:|today|yesterday|redaktion|redacci[oó]n|r[ée]daction|redactie|redaksi|nov(?:ember)?|dec(?:ember)?|jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|monday|tuesday|wednesday|thursday|friday|saturday|sunday|am|pm|est|edt|gmt|utc)$|(?:^|\s)(?:news|press|staff|team|editorial|the|associated|agence|agencia)\s/iu;

/**
 * Reads a line that opens as a byline does (`By A and B`, `von A`). Null when it does not, or when what
 * follows is neither the name of a person nor of an agency or desk: half a sentence is not a byline.
 */
export function readByline(line: string): Byline | null {
  if (line.length > LONGEST) return null;
  const printed = withoutDate(AFTER_DATE.exec(line)?.[1] ?? line);
  const opening = OPENING.exec(printed);
  if (!opening) return null;
  const rest = printed.slice(opening[0].length);
  const authors = readNames(rest);
  return authors.length > 0 || NOBODY.test(rest) ? { text: printed, authors } : null;
}

const KOREAN_ROLE = '기자|칼럼니스트|특파원|논설위원|평론가|선임기자|인턴기자';
const KOREAN = new RegExp(
  `^(?:\\[[^\\]]{1,30}\\]\\s*)?(?:(?<name>[가-힣]{2,4})\\s(?:${KOREAN_ROLE})|(?:${KOREAN_ROLE})\\s(?<last>[가-힣]{2,4}))(?:\\s|$)`,
  'u',
);

/** A name with its role, as Korean papers print it; elsewhere a bare name could as well be a place. */
export function readNameWithRole(line: string): Byline | null {
  const groups = line.length < 80 ? KOREAN.exec(line)?.groups : undefined;
  const name = groups?.name ?? groups?.last;
  return name === undefined ? null : { text: line, authors: [{ name, slug: null, kind: 'PERSON' }] };
}

const MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const DATE_PART = new RegExp(
  `\\s*[|•·,–—-]?\\s*(?:on\\s|in\\s.{1,30}\\s)?(?:(?:published|updated|posted)\\b|(?:${MONTHS})\\p{L}*\\.?\\s\\d|\\d{1,2}[:./-]\\d|\\d{1,2}(?:st|nd|rd|th)?\\s(?:${MONTHS})|\\d{4}\\b).*$`,
  'iu',
);

/** Dates and times that share the byline's line are not a part of it. */
function withoutDate(line: string): string {
  return line.replace(DATE_PART, '').trimEnd();
}

/** The people in a list of names, in order; roles, addresses, agencies and desks are left out. */
export function readNames(list: string): AuthorReference[] {
  const names: string[] = [];
  const clean = list.replace(/\([^)]*\)|\[[^\]]*\]|\S+@\S+\.\S+|@\w+|https?:\S+/gu, ', ');
  for (const part of clean.split(
    /\s*(?:[,;/|•·&]|\s[-–—]\s|\s(?:and|und|et|y|e|dan|with|i|и|for|in|at|on|of)\s)\s*/u,
  )) {
    const name = personName(part.trim());
    if (name === null) {
      if (names.length === 0 && part.trim() !== '') return [];
      continue;
    }
    if (!names.includes(name)) names.push(name);
  }
  return names.map((name) => ({ name, slug: null, kind: 'PERSON' }));
}

const MOST_NAME_WORDS = 5;

function personName(part: string): string | null {
  const words = part.split(/\s+/);
  if (words.length < 2 || words.length > MOST_NAME_WORDS || NOT_A_PERSON.test(part)) return null;
  const proper = words.filter((word) => NAME_WORD.test(word));
  const fits = words.every((word) => NAME_WORD.test(word) || NAME_PARTICLE.test(word));
  if (!fits || proper.length < 2 || !/\p{L}{2}/u.test(words.at(-1) ?? '')) return null;
  return /\p{Ll}/u.test(part) ? part : words.map(fromCapitals).join(' ');
}

/** `SARAH NEEDLEMAN` is printed so for looks; the person writes it otherwise. Initials stay. */
function fromCapitals(word: string): string {
  if (word.length <= 2 || word.includes('.')) return word;
  return word
    .toLowerCase()
    .replace(/(?:^|['’-])\p{L}/gu, (start) => start.toUpperCase())
    .replace(/^Mc\p{L}/u, (start) => start.slice(0, 2) + start.slice(2).toUpperCase());
}
