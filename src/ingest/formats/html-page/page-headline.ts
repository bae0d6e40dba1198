import { normaliseHeadline } from '../../../content/key.js';
import { withoutSiteName } from '../../clean/site-name.js';
import type { LinkedStory } from './linked-story.js';
import { lineOf, type PageDocument, type PageElement } from './page-dom.js';
import type { PageMeta } from './page-meta.js';
import { plainWords } from './page-words.js';

export interface PageHeadline {
  text: string;
  /** Where readers see it; null when they do not. */
  element: PageElement | null;
}

/** A title that the page states without showing it, and how much it is worth. */
interface Stated {
  text: string;
  key: string;
  weight: number;
}

const MOST_HEADINGS = 80;
const LONGEST = 400;
const MARKED = '[itemprop~=headline], [property~="schema:headline"], [property~=headline]';
const HEADINGS = `h1, h2, h3, h4, [class*=title i], [class*=headline i], ${MARKED}`;
const TITLE_CLASS =
  /(?:^|[\s_-])(?:(?:entry|post|article|story|page|content|news|single)[\s_-]*(?:title|headline|heading|head|hed)|headline|hed)(?:$|[\s_-])/i;
const ELSEWHERE =
  'nav, aside, footer, [class*=related i]:not(body, main), [class*=sidebar i]:not(body, main)';
const MOST_PARTS = 20;
/** Points from which a heading that readers see is the story's, whatever the page states for search engines. */
const CERTAIN = 4;

/**
 * The story's headline: the heading that readers see where it can be told, or else what the page states.
 *
 * @param title of the document.
 * @param sites names and addresses of the site.
 */
export function pageHeadline(
  document: PageDocument,
  meta: PageMeta,
  linked: LinkedStory,
  title: string,
  sites: readonly (string | null)[],
): PageHeadline | null {
  const shown = (text: string) => withoutSiteName(plainWords(text), ...sites);
  const stated: Stated[] = [];
  const add = (text: string | null | undefined, weight: number) => {
    const words = shown(text ?? '');
    const key = normaliseHeadline(words);
    if (key !== '' && words.length <= LONGEST) stated.push({ text: words, key, weight });
  };
  for (const headline of linked.isStory ? linked.headlines.slice(0, 2) : []) add(headline, 3);
  add(meta.words('og:title'), 3);
  add(title, 2);
  const others = [
    'parsely-title',
    'sailthru.title',
    'dc.title',
    'dcterms.title',
    'citation_title',
    'headline',
  ];
  add(meta.words(...others), 2);
  add(meta.words('twitter:title'), 1);
  const siteKeys = new Set(sites.map((site) => normaliseHeadline(site ?? '')));
  const heading = bestHeading(document, stated, siteKeys);
  if (heading !== null) return { text: shown(wordsOf(heading, stated)), element: heading };
  const text = bestStated(stated);
  return text === null ? null : { text, element: null };
}

function bestHeading(
  document: PageDocument,
  stated: readonly Stated[],
  sites: ReadonlySet<string>,
): PageElement | null {
  let best: { element: PageElement; points: number } | null = null;
  const onlyFirst =
    [...document.querySelectorAll('h1')].filter((element) => lineOf(element) !== '').length === 1;
  const onlyMarked = [...document.querySelectorAll(MARKED)].length === 1;
  let count = 0;
  for (const element of document.querySelectorAll(HEADINGS)) {
    const text = lineOf(element);
    const key = normaliseHeadline(text);
    if (key === '' || text.length > LONGEST || sites.has(key)) continue;
    count += 1;
    if (count > MOST_HEADINGS) break;
    const points = pointsOf(element, onlyFirst, onlyMarked) + agreement(key, stated);
    if (points >= CERTAIN && (best === null || points > best.points)) best = { element, points };
  }
  return best?.element ?? null;
}

function pointsOf(element: PageElement, onlyFirst: boolean, onlyMarked: boolean): number {
  let points = { h1: 2, h2: 0.5, h3: 0.2 }[element.localName] ?? 0;
  if (element.localName === 'h1' && onlyFirst) points += 1;
  if (element.matches(MARKED)) points += element.localName === 'h1' || onlyMarked ? 2 : 0.5;
  if (TITLE_CLASS.test(element.getAttribute('class') ?? '')) points += 1;
  if (element.closest(ELSEWHERE) !== null) points -= 3;
  // The logo is a heading on many pages.
  if (leadsHome(element)) points -= 3;
  if (element.querySelector('img, svg') !== null) points -= 1;
  if (element.querySelector('h1, h2, h3, p') !== null) points -= 1;
  return points;
}

function leadsHome(element: PageElement): boolean {
  const link = element.querySelector('a[href]') ?? element.closest('a[href]');
  return /^(?:https?:\/\/[^/?#]+)?\/?(?:index\.\w+)?$/i.test(link?.getAttribute('href')?.trim() ?? '-');
}

/** The words of the heading without a kicker or subtitle that stands in it, where the page states them so. */
function wordsOf(heading: PageElement, stated: readonly Stated[]): string {
  const whole = lineOf(heading);
  const keys = new Set(stated.map(({ key }) => key));
  if (keys.has(normaliseHeadline(whole))) return whole;
  const texts = [...heading.childNodes].map(lineOf).filter((text) => text !== '');
  if (texts.length > MOST_PARTS) return whole;
  const parts = [...texts, ...texts.map((_, at) => texts.filter((_, other) => other !== at).join(' '))];
  parts.push(...[...heading.querySelectorAll('*')].slice(0, MOST_PARTS).map(lineOf));
  return parts.find((part) => part !== '' && keys.has(normaliseHeadline(part))) ?? whole;
}

const MOST_AGREEMENT = 4;

/** How far a heading is what the page states: up to four points. */
function agreement(key: string, stated: readonly Stated[]): number {
  let most = 0;
  for (const { key: other } of stated) {
    if (other === key) return MOST_AGREEMENT;
    const long = key.length >= 8 || / /.test(key);
    if (long && (other.startsWith(`${key} `) || other.endsWith(` ${key}`)))
      most = Math.max(most, MOST_AGREEMENT - 0.5);
    most = Math.max(most, overlap(key, other) * (MOST_AGREEMENT - 0.5));
  }
  return most;
}

/** Part of the words, or of the letter pairs where there are no spaces, of the shorter one that are in both. */
function overlap(a: string, b: string): number {
  const [first, second] = [piecesOf(a), piecesOf(b)];
  const smaller = Math.min(first.size, second.size);
  if (smaller < 2) return 0;
  return [...first].filter((piece) => second.has(piece)).length / Math.max(3, smaller);
}

function piecesOf(key: string): Set<string> {
  const words = key.split(' ');
  if (key.length / words.length < 12) return new Set(words.filter((word) => word.length > 2));
  return new Set(Array.from({ length: Math.max(0, key.length - 1) }, (_, at) => key.slice(at, at + 2)));
}

/** What most of the sources state; what is cut off speaks for the whole. */
function bestStated(stated: readonly Stated[]): string | null {
  let best: { text: string; weight: number } | null = null;
  for (const { text, key } of stated) {
    let weight = 0;
    for (const other of stated) if (other.key === key || isCutOff(other, key)) weight += other.weight;
    if (best === null || weight > best.weight) best = { text, weight };
  }
  return best?.text ?? null;
}

function isCutOff({ text, key }: Stated, whole: string): boolean {
  return (
    (/(?:…|\.\.\.)$/.test(text) || key.length > 90) && key.length > 20 && whole.startsWith(key.slice(0, -1))
  );
}
