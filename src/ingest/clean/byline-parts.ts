import { isNobody, isOrganisation, isRole } from './credit-words.js';
import { isDegree, isNameSuffix } from './person-name.js';

const LONGEST = 4_000;

/** The pieces of a byline in order, without its opening (`By`), addresses, and those who made pictures or edited. */
export function bylineParts(byline: string): BylinePart[] {
  const text = withoutOpening(plainText(byline.slice(0, LONGEST)));
  return inversions(text) ?? splitNames(text);
}

/** One piece of a byline: a name, with whatever stands beside it. */
export interface BylinePart {
  text: string;
  /** Joined to the one before by a word such as `and`, not by a comma. */
  joined: boolean;
}

/** `a@b.org (Ann Lee)` names Ann Lee; elsewhere what is in parentheses is beside the name. */
const MAIL_WITH_NAME = /^\s*\S{1,200}@\S{1,200}\s*\(([^()]{2,200})\)\s*$/u;
const BESIDE =
  /\([^()]*\)|（[^（）]*）|\[[^[\]]*\]|<[^<>]*>|(?:mailto:)?[^\s,;|()<>]{1,200}@[^\s,;|()<>]{1,200}|@\w+|https?:\S+|www\.\S+/gu;

function plainText(byline: string): string {
  const text = byline
    .normalize('NFC')
    .replace(/[\p{Cc}\u200b\u200e\u200f\u2060\ufeff\s]+/gu, ' ')
    .trim();
  const named = MAIL_WITH_NAME.exec(text)?.[1] ?? /^[([]([^()[\]]{2,200})[)\]]$/u.exec(text)?.[1] ?? text;
  return named.replace(BESIDE, ' , ').replace(/\s+/g, ' ').trim();
}

/** Those who made pictures, edited or translated did not write the story. */
const OTHERS_WORK =
  /(?:^|[;.,|(]\s*|\s)(?:(?:copy-?)?edit(?:ed|ing)|photo(?:s|graphs?|graphy)?|pictures?|images?|illustrations?|illustrated|graphics?|video|translat(?:ed|ion)|art(?:work)?|design(?:ed)?|fotos?|bild(?:er)?)\s+(?:by|credit|von|par|por|de)\b[^;|]*/giu;
export const BY = /^(?:.{0,60}?[^\p{L}\p{M}])?by\s*:?\s+(.+)$/iu;
const OPENING = new RegExp(
  `^(?:${[
    'von|par|por|door|oleh|przez|autorstwa|yazan|haberi|bởi|av|af|fra|di|от|автор(?:ы|и)?|текст|фото и текст',
    'auth?or(?:e|en|es|a|as|i|s|in|innen)?|auteure?s?|texte?|texto|testo|tekst|words|penulis|ditulis oleh|forfatter|skribent',
    'tác giả|redactor(?:es)?|reportage|reporting|report|story|analysis|opinion|commentary|perspective|review|column',
    'exclusive|essay|interview|explainer|column',
  ].join('|')})(?:\\s*[:：/|-]\\s*|\\s+)(?=\\S)`,
  'iu',
);
const OPENING_IN_OTHER_SCRIPTS =
  /^(?:作者|撰文|撰稿|文|圖文|图文|文字|编译|編譯|著者|執筆|取材・文|글|ដោយ|អត្ថបទ(?:ដោយ)?|โดย|ໂດຍ|ရေးသားသူ|بقلم|كتبت?|إعداد|نوشته|द्वारा|लेखक|מאת)\s*[:：៖/／|●-]?\s*/u;

function withoutOpening(text: string): string {
  const own = text.replace(OTHERS_WORK, ' ; ').trim();
  const opened = BY.exec(own)?.[1] ?? afterOpening(own).replace(OPENING_IN_OTHER_SCRIPTS, '');
  return opened
    .replace(/[\s,;:|–—-]+$/u, '')
    .replace(/(\p{L}{4})\.$/u, '$1')
    .trim();
}

/** `Di Mario Rossi` is by Mario Rossi, `Di Zhang` is a name. */
function afterOpening(text: string): string {
  const rest = text.replace(OPENING, '');
  return /\s/.test(rest) || /[:：]/.test(text.slice(0, text.length - rest.length)) ? rest : text;
}

const SURNAME = /^(?:(?:de|da|di|van|von|der|den|la|le|del|bin|al|el)\s+){0,3}\p{Lu}[\p{L}\p{M}'’-]+$/u;
const GIVEN =
  /^(?:\p{Lu}[\p{L}\p{M}'’-]+|(?:\p{Lu}\.[\s-]?)+)(?:\s(?:\p{Lu}[\p{L}\p{M}'’-]+|(?:\p{Lu}\.?\s?)+))?$/u;
const INITIALS = /^(?:\p{Lu}\.[\s-]?)+$/u;

/** The parts of a list that puts family names first (`Lee, Ann; Doe, John`); null when its shape does not say so. */
function inversions(text: string): BylinePart[] | null {
  const pieces = text.split(/\s*;\s*|\s+(?:and|&|und|et|y)\s+/u);
  const inverted = pieces.map(givenFirst);
  if (inverted.every((name) => name !== null)) return inverted.map((name) => ({ text: name, joined: false }));
  const names = text.split(/\s*,\s*(?:and\s+|&\s*)?/u);
  const pairs =
    names.length % 2 === 0 && names.every((name, n) => (n % 2 === 0 ? SURNAME : INITIALS).test(name));
  if (!pairs || names.length < 2) return null;
  return names.flatMap((name, n) =>
    n % 2 === 0 ? [{ text: `${names[n + 1]} ${name}`, joined: false }] : [],
  );
}

function givenFirst(piece: string): string | null {
  const [surname = '', given = '', ...more] = piece.split(/\s*,\s*/u);
  if (more.length > 0 || !SURNAME.test(surname) || !GIVEN.test(given)) return null;
  const notNames = [surname, given].some(
    (name) => isOrganisation(name) || isNobody(name) || isRole(name.split(' ')),
  );
  return notNames || isNameSuffix(given) || isDegree(given) ? null : `${given} ${surname}`;
}

const COMMA = String.raw`\s*(?:[,;|•、，；،／]|(?<![\p{Script=Han}\p{Script=Katakana}])·|\/(?![lp]\s))\s*|\s+[-–—]\s+`;
const IN_CONVERSATION =
  'im (?:Gespräch|Interview) mit|in conversation with|en conversation avec|en conversación con|in conversazione con';
const AND = String.raw`\s*&\s*|\s\+\s|\s(?:${IN_CONVERSATION}|and|AND|And|und|UND|et|dan|og|och|và|и|та|і|και|with|mit|avec|com|और|এবং|و|และ|ແລະ|និង|と|及|與|与|和|plus)\s`;
/** Short words that stand inside names, too: they part two names only where each has two words. */
const WEAK_AND = String.raw`(?<=\S\s\S+)\s(?:y|e|i|a|en|ja|ve|és|și|con)\s(?=\S+\s\S)`;
const SEPARATOR = new RegExp(`(?<and>${AND}|${WEAK_AND})|${COMMA}`, 'gu');
const BEGINS_ANOTHER = new RegExp(`^(?:${AND})`, 'u');
const AWAITS_ANOTHER = new RegExp(`(?:${AND}|,\\s*)$`, 'u');

/** Whether names that end at the end of a line go on in the next one: `By Ann Lee`, `and Tom Reed`. */
export function goesOn(line: string, next: string): boolean {
  return AWAITS_ANOTHER.test(`${line} `) || BEGINS_ANOTHER.test(` ${next}`);
}

const HAN_PAIR = /^(\p{Script=Han}{2,4})[和与與及](\p{Script=Han}{2,4})$/u;
export const ASIAN_ROLE =
  /^(?:本报|本報|本社|见习|實習)?(?:记者|記者|特派员|特派員|通讯员|通訊員|기자|특파원)\s*[:：]?\s*|\s*(?:记者|記者|特派员|特派員|通讯员|通訊員|编辑|編輯|기자|선임기자|인턴기자|객원기자|칼럼니스트|특파원|논설위원|평론가)$/u;

function splitNames(text: string): BylinePart[] {
  const parts: BylinePart[] = [];
  let from = 0;
  let joined = false;
  for (const match of text.matchAll(SEPARATOR)) {
    parts.push({ text: text.slice(from, match.index).trim(), joined });
    from = match.index + match[0].length;
    joined = match.groups?.and !== undefined;
  }
  parts.push({ text: text.slice(from).trim(), joined });
  return parts.flatMap(splitAsian);
}

/** Where names have no spaces, a space or a word without any can part them. */
function splitAsian(part: BylinePart): BylinePart[] {
  const pair = HAN_PAIR.exec(part.text);
  if (pair)
    return [
      { ...part, text: pair[1] ?? '' },
      { text: pair[2] ?? '', joined: true },
    ];
  const plain = part.text.replace(ASIAN_ROLE, '').trim();
  if (plain === part.text || plain === '') return plain === '' ? [] : [part];
  const names = plain.split(' ');
  const many =
    names.length > 1 && names.every((name) => /^[\p{Script=Han}\p{Script=Hangul}]{2,4}$/u.test(name));
  return (many ? names : [plain]).map((text) => ({ text, joined: part.joined }));
}
