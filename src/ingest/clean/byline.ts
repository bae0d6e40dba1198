import { personKey } from '../../content/key.js';
import type { AuthorReference } from '../draft.js';
import { LIMITS } from '../draft-rules.js';
import { ASIAN_ROLE, BY, type BylinePart, bylineParts } from './byline-parts.js';
import { isAgency, isNobody, isOrganisation, isRole, roleStart } from './credit-words.js';
import { isNameSuffix, personName } from './person-name.js';

export interface CreditsOptions {
  /**
   * The text is the content of a field that holds authors and nothing else, so that a single word, or words
   * without capitals, can be a name.
   */
  isField?: boolean;
}

/**
 * The people and organisations that a byline or author field names, in its order, each once. Openings (`By`),
 * places, roles, degrees, e-mail addresses and photographers are left out; agencies, papers, desks and `Staff`
 * are organisations. Empty when it names nobody.
 */
export function creditsOf(byline: string, { isField = false }: CreditsOptions = {}): AuthorReference[] {
  const parts = bylineParts(byline);
  const found: AuthorReference[] = [];
  for (const part of parts) {
    if (part.text === '') continue;
    if (isNameSuffix(part.text) && addSuffix(found, part.text)) continue;
    const credit = creditOf(part, found.length > 0, isField && parts.length === 1);
    if (credit !== null) found.push(credit);
  }
  return unique(found).slice(0, LIMITS.authors);
}

const PLACE = /\s(?:in|at|from|for|of|à|aus|в|из)\s.*$|\s(?:em|en)\s\p{Lu}.*$/u;
const BESIDE_THE_NAMES = /^(?:in|at|from|for|of|on|à|em|aus|в|special (?:to|for)|with|as told to)\s/u;
const LABEL =
  /^(?:analysis|opinion|commentary|perspective|review|column|exclusive|interview|essay|report|explainer)\s+(?=\S+\s+\S)/iu;
const STAFF_ROLE = /(?:^|\s)(?:staff|our|own|special|bureau|web|guest)(?:\s|$)/iu;

function creditOf(part: BylinePart, afterSomeone: boolean, alone: boolean): AuthorReference | null {
  const said = BY.exec(part.text)?.[1] ?? part.text;
  const text = said.replace(/^["“”'‘’«»\s]+|["“”'‘’«»\s:]+$/gu, '').replace(LABEL, '');
  if (text === '' || isNobody(text) || /^special (?:to|for)\s/i.test(text) || BESIDE_THE_NAMES.test(text))
    return null;
  if (isAgency(text)) return organisation(text);
  const beside = afterSomeone && !part.joined;
  if (isOrganisation(text)) return beside ? null : organisation(text);
  const named = text.replace(PLACE, '').replace(ASIAN_ROLE, '').trim();
  if (isAgency(named) || (named !== text && isOrganisation(named)))
    return beside ? null : organisation(named);
  const words = named.split(' ');
  const person = personName(
    words.slice(0, roleStart(words)).join(' '),
    alone && !/^\p{Lu}{2,6}$/u.test(named),
  );
  if (person !== null && !isRole(words.slice(0, roleStart(words))))
    return { name: person, slug: null, kind: 'PERSON' };
  if (isRole(words)) return !afterSomeone && STAFF_ROLE.test(named) ? organisation(named) : null;
  const looksLikeOne = alone && (/^the\s+\p{Lu}/iu.test(named) || /^\p{Lu}{2,6}$/u.test(named));
  return looksLikeOne ? organisation(named) : null;
}

function organisation(name: string): AuthorReference {
  return { name: name.replace(/^the\s+(?=\S)/i, ''), slug: null, kind: 'ORGANISATION' };
}

/** `Tom Howell, Jr.`: the suffix belongs to the name before the comma. */
function addSuffix(found: AuthorReference[], suffix: string): boolean {
  const last = found.at(-1);
  if (last === undefined || last.kind !== 'PERSON') return false;
  last.name = `${last.name} ${suffix}`;
  return true;
}

function unique(credits: readonly AuthorReference[]): AuthorReference[] {
  const seen = new Map<string, AuthorReference>();
  for (const credit of credits) {
    const key = personKey(credit.name) || credit.name;
    if (!seen.has(key)) seen.set(key, credit);
  }
  return [...seen.values()];
}

export interface Byline {
  /** As printed. */
  text: string;
  authors: AuthorReference[];
}

const OPENING =
  /^(?:(?:written|posted|reported|published|story|text|words|review(?:ed)?|edited|photos?) (?:and \w+ )?by|by|von|par|por|oleh|автор(?:ы)?|tekst|texte|texto|autor(?:es|en)?|author)\s*:?\s+/iu;
/** `Monday 18 November 2019 by Sokha Meas`: the byline follows the date. */
const AFTER_DATE = /^.{0,60}\d.{0,30}?[\s|•·](by\s.+)$/iu;
const LONGEST_LINE = 200;
/** Agencies and desks, which stand where names do. */
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
  if (line.length > LONGEST_LINE) return null;
  const printed = withoutDate(AFTER_DATE.exec(line)?.[1] ?? line);
  const opening = OPENING.exec(printed);
  if (!opening) return null;
  const rest = printed.slice(opening[0].length);
  const agency = isAgency(rest);
  const people = agency ? [] : readNames(rest);
  const isNoPerson = agency || NOBODY.test(rest);
  const authors = people.length === 0 && isNoPerson ? creditsOf(rest) : people;
  return authors.length > 0 || isNoPerson ? { text: printed, authors } : null;
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
    const name = printedName(part.trim());
    if (name === null) {
      if (names.length === 0 && part.trim() !== '') return [];
      continue;
    }
    if (!names.includes(name)) names.push(name);
  }
  return names.map((name) => ({ name, slug: null, kind: 'PERSON' }));
}

const MOST_NAME_WORDS = 5;

function printedName(part: string): string | null {
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
