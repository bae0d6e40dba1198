import { creditsOf, readByline } from '../../clean/byline.js';
import { goesOn } from '../../clean/byline-parts.js';
import type { AuthorReference } from '../../draft.js';
import { LIMITS } from '../../draft-rules.js';
import type { LinkedStory } from './linked-story.js';
import { lineOf, linesOf, type PageElement } from './page-dom.js';
import type { PageMeta } from './page-meta.js';
import type { PageRegion } from './page-region.js';
import { plainWords } from './page-words.js';

export interface PagePeople {
  byline: string | null;
  authors: AuthorReference[];
}

const AUTHOR_META: readonly string[] = [
  'article:author',
  'article:author_name',
  'og:article:author',
  'parsely-author',
  'sailthru.author',
  'byl',
  'dc.creator',
  'dcterms.creator',
  'citation_author',
  'cxenseparse:author',
  'rnews:author',
  'authors',
  'article.author',
  'author',
];
const MARKED =
  '[itemprop~=author] [itemprop~=name], [itemprop~=author], [property~=author] [property~=name], [property~="schema:author"], [rel~=author], [itemprop~=creator]';
const CLASS =
  '[class~=byline], [class~=author], [class*=byline i], [class*=author-name i], [class*=author_name i], [class*=authorname i], [class*=article-author i], [class*=post-author i], [class*=entry-author i], [class~=fn], [class*=author i], [class*=writer i], [class*=contributor i], [class*=autor i], [id*=author i], [id*=byline i], [data-testid*=byline i], [data-author]';
const LINES = 'p, div, span, a, li, td, h3, h4, h5, h6, address, strong, em, small';
/** Openings of bylines in scripts that put no space behind them. */
const OPENED =
  /^(?:著者|作者|撰文|執筆者?|文責|取材・文|記者|文|编辑|責任編輯|글|취재|기자|por|par|di|door)\s?[:：●／/]\s?\S/iu;
const LONGEST_OPENED = 60;
/** What is only said of authors, wherever on the page: under the story as well. */
const LABELLED =
  /^(?:autor(?:in|a|es|en)?|author|auteure?|verfasser(?:in)?|written by|text|texte|texto)\s?:\s?\p{Lu}/iu;
const LONGEST = 200;
/** Of an element that says more than who wrote the story. */
const LONGEST_BOX = 600;

interface Group {
  /** What the source says, one text for each party. */
  texts: string[];
  authors: AuthorReference[];
}

/** Who wrote the story: as printed, and each resolved. Null and nobody where the page does not say. */
export function pagePeople(
  region: PageRegion,
  meta: PageMeta,
  linked: LinkedStory,
  site: string | null,
): PagePeople {
  const groups: Group[] = [];
  const add = (texts: readonly string[], organisations: ReadonlySet<string> = new Set()) => {
    const plain = [...new Set(texts.map(nameWords))].filter(isUsable);
    const authors = creditsFrom(plain, organisations);
    if (authors.length > 0) groups.push({ texts: plain, authors });
  };
  add(
    linked.authors.map(({ name }) => name),
    new Set(linked.authors.filter((party) => party.isOrganisation).map(({ name }) => name)),
  );
  for (const name of AUTHOR_META) add(meta.all(name));
  for (const texts of shownNames(region)) add(texts);
  if (/^(?:written |posted )?by$|^autor|^verfasst|^écrit/i.test(meta.words('twitter:label1') ?? ''))
    add(meta.all('twitter:data1'));
  const named = groups.filter(
    ({ authors }) => !isSite(authors, [site, linked.publisher?.name ?? null, ownerOf(meta)]),
  );
  const chosen =
    named.find(({ authors }) => authors.some(({ kind }) => kind === 'PERSON')) ?? named[0] ?? groups[0];
  if (chosen === undefined) return { byline: null, authors: [] };
  return { byline: printedByline(region, chosen) ?? chosen.texts.join(', '), authors: chosen.authors };
}

/** Where only a style puts a space behind the opening, the text has none. */
function nameWords(text: string): string {
  return plainWords(text).replace(/^(?:By|BY|by|Von|Par|Por)(?=\p{Lu}\p{Ll})/u, (opening) => `${opening} `);
}

function isUsable(text: string): boolean {
  return text !== '' && text.length <= LONGEST && !/^(?:https?:\/\/|www\.|\/|@)\S*$/i.test(text);
}

function creditsFrom(texts: readonly string[], organisations: ReadonlySet<string>): AuthorReference[] {
  const found = new Map<string, AuthorReference>();
  for (const text of texts) {
    for (const credit of creditsOf(text, { isField: true })) {
      const kind = organisations.has(text) ? 'ORGANISATION' : credit.kind;
      if (!found.has(credit.name)) found.set(credit.name, { ...credit, kind });
    }
  }
  return [...found.values()].slice(0, LIMITS.authors);
}

/** Who has the rights in the page. */
function ownerOf(meta: PageMeta): string | null {
  const rights = meta.words('copyright', 'dc.rights', 'dcterms.rights');
  return rights?.replace(/copyright|all rights reserved|\(c\)|©|\d{4}/gi, '') ?? null;
}

/** Whether they are the site or its publisher, which every page has as its author on some sites. */
function isSite(authors: readonly AuthorReference[], sites: readonly (string | null)[]): boolean {
  const key = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const keys = new Set(sites.map((site) => key(site ?? '')));
  return authors.every(({ name }) => keys.has(key(name)));
}

/** Names that readers see near the headline, group by group. */
function* shownNames(region: PageRegion): Iterable<string[]> {
  const marked = region.near(MARKED, 3_000).filter((element) => isShort(element));
  const innermost = marked.filter(
    (element) => !marked.some((other) => other !== element && element.contains(other)),
  );
  const first = innermost[0];
  if (first !== undefined) yield innermost.filter((element) => isTogether(first, element)).map(lineOf);
  for (const element of region.near(CLASS).slice(0, 20)) {
    const names = namesWithin(element);
    if (names.length > 0) yield names;
    if (isShort(element)) yield [withoutDates(lineOf(element))];
  }
  for (const line of shortLines(region, 120)) {
    const byline = readByline(line);
    if (byline !== null && byline.authors.length > 0) yield [byline.text];
    else if (OPENED.test(line) && line.length <= LONGEST_OPENED) yield [line];
  }
  for (const line of shortLines(region, 3_000)) {
    if (line.length <= LONGEST_OPENED && LABELLED.test(line)) yield [line];
  }
}

function* shortLines(region: PageRegion, reach: number): Iterable<string> {
  for (const element of region.near(LINES, reach)) {
    if (lineOf(element).length > LONGEST_BOX) continue;
    yield* wholeLines(element).filter((line) => line.length <= LONGEST);
  }
}

/** A line that names go on behind is one with the next. */
function wholeLines(element: PageElement): string[] {
  const lines: string[] = [];
  for (const line of linesOf(element)) {
    const before = lines.at(-1);
    if (before !== undefined && goesOn(before, line)) lines[lines.length - 1] = `${before} ${line}`;
    else lines.push(line);
  }
  return lines;
}

const PERSON_LINK =
  'a[href*="/author" i], a[href*="/autor" i], a[href*="/people/" i], a[href*="/person/" i], a[href*="/staff/" i], a[href*="/profile" i], a[href*="/contributor" i], a[href*="/writer" i], a[href*="/journalist" i], a[href*="/by/" i], [class~=fn], [class~=name]';

/** The names in a byline that says more of its people, by what they are linked to. */
function namesWithin(element: PageElement): string[] {
  if (lineOf(element).length > LONGEST_BOX) return [];
  const isByline = /byline/i.test(`${element.getAttribute('class')} ${element.getAttribute('data-testid')}`);
  const hasPeople = element.querySelector(PERSON_LINK) !== null;
  const names = [...element.querySelectorAll(isByline ? `${PERSON_LINK}, a[href]` : PERSON_LINK)]
    // Beside people, other links say how to comment and edit.
    .filter((link) => !hasPeople || link.matches(PERSON_LINK) || creditsOf(lineOf(link)).length > 0)
    .map(lineOf)
    .filter((name) => name !== '');
  return [...new Set(names)].slice(0, 10);
}

function isShort(element: PageElement): boolean {
  const line = lineOf(element);
  return line !== '' && line.length <= LONGEST;
}

/** Whether they stand in one byline, not each in its own place. */
function isTogether(first: PageElement, other: PageElement): boolean {
  let around: PageElement | null = first;
  for (let steps = 0; steps < 4 && around !== null; steps += 1) {
    if (around.contains(other)) return lineOf(around).length <= LONGEST;
    around = around.parentElement;
  }
  return false;
}

const DATES =
  /(?:\s*[|•·,–—-]\s*|\s+)(?:(?:published|updated|posted|veröffentlicht|am|on|le|el)[:\s]\s*)?(?:\p{L}{3,9}\.?\s)?\d{1,2}[\s./:-].*$/iu;

/** A date that only a style sets apart: `Ann LeePUBLISHED: 8 November`. */
const GLUED_DATES = /(?<=\p{Ll})(?:PUBLISHED|UPDATED|POSTED)\b.*$/u;

function withoutDates(line: string): string {
  return line.replace(GLUED_DATES, '').replace(DATES, '').trim() || line;
}

/** The line with these people that readers see, to the letter. */
function printedByline(region: PageRegion, { authors }: Group): string | null {
  const wanted = authors.map(({ name }) => name.toLowerCase()).join('\n');
  for (const element of region.near(`${CLASS}, ${MARKED}`).filter(isShort).slice(0, 40)) {
    const line = lineOf(element);
    for (const text of [withoutDates(line), line]) {
      const names = creditsOf(text).map(({ name }) => name.toLowerCase());
      if (names.join('\n') === wanted) return text;
    }
  }
  return null;
}
