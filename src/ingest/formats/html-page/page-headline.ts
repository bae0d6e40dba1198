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

interface Candidate {
  text: string;
  weight: number;
  element: PageElement | null;
}

const MOST_HEADINGS = 60;
const LONGEST = 400;
const MARKED = '[itemprop~=headline], [property~="schema:headline"], [property~=headline]';
const TITLE_CLASS =
  /(?:^|[\s_-])(?:(?:entry|post|article|story|page|content|news)[\s_-]*(?:title|headline|heading|head)|headline)(?:$|[\s_-])/i;

/**
 * The story's headline: what most of the page's own sources agree upon, as readers see it.
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
  const stated: Candidate[] = [];
  const add = (text: string | null | undefined, weight: number, element: PageElement | null = null) => {
    const words = shown(text ?? '');
    if (words !== '' && words.length <= LONGEST && /\p{L}|\p{N}/u.test(words))
      stated.push({ text: words, weight, element });
  };
  for (const headline of linked.isStory ? linked.headlines.slice(0, 2) : []) add(headline, 3);
  add(meta.words('og:title'), 3);
  add(meta.words('twitter:title'), 1);
  add(
    meta.words('parsely-title', 'sailthru.title', 'dc.title', 'dcterms.title', 'citation_title', 'headline'),
    2,
  );
  add(title, 2);
  for (const { text, weight, element } of headings(document)) add(text, weight, element);
  return best(stated, normaliseHeadline(title));
}

function* headings(document: PageDocument): Iterable<Candidate> {
  let count = 0;
  const firsts = [...document.querySelectorAll('h1')];
  const onlyOne = firsts.filter((element) => lineOf(element) !== '').length === 1;
  for (const element of document.querySelectorAll(
    `h1, h2, h3, [class*=title i], [class*=headline i], ${MARKED}`,
  )) {
    const text = lineOf(element);
    if (text === '' || text.length > LONGEST) continue;
    count += 1;
    if (count > MOST_HEADINGS) return;
    const isFirst = element.localName === 'h1';
    let weight = isFirst ? 2 : element.localName === 'h2' ? 0.4 : 0.2;
    if (isFirst && onlyOne) weight += 1;
    if (element.matches(MARKED)) weight += isFirst || onlyMarked(document) ? 2 : 0;
    if (TITLE_CLASS.test(element.getAttribute('class') ?? '')) weight += 0.6;
    if (element.closest('nav, aside, footer') !== null) weight -= 1.5;
    // The logo is a heading on many pages.
    if (isFirst && element.querySelector('img') !== null && text.split(' ').length < 4) weight -= 2;
    yield { text, weight, element };
  }
}

function onlyMarked(document: PageDocument): boolean {
  return [...document.querySelectorAll(MARKED)].length === 1;
}

/** Sources that say the same, or the beginning of it, add up; each kind of place counts once for a text. */
function best(candidates: readonly Candidate[], titleKey: string): PageHeadline | null {
  let chosen: { candidate: Candidate; score: number } | null = null;
  const keys = candidates.map(({ text }) => normaliseHeadline(text));
  for (const [at, candidate] of candidates.entries()) {
    const key = keys[at] ?? '';
    if (key === '') continue;
    let score = 0;
    for (const [other, { weight, element }] of candidates.entries()) {
      const otherKey = keys[other] ?? '';
      if (other === at) score += weight;
      else if (otherKey === key)
        score += element === null || candidate.element === null ? weight : weight * 0.1;
      else if (isCutOff(otherKey, key, candidates[other]?.text ?? '')) score += weight * 0.9;
    }
    // What the document's title begins or ends with, though a name of the site that is not known follows.
    if (
      candidate.element !== null &&
      key.length > 8 &&
      (titleKey.startsWith(`${key} `) || titleKey.endsWith(` ${key}`))
    )
      score += 2;
    if (candidate.element !== null) score += 0.3;
    if (chosen === null || score > chosen.score) chosen = { candidate, score };
  }
  if (chosen === null) return null;
  const key = normaliseHeadline(chosen.candidate.text);
  const shown = candidates.filter(({ text, element }) => element !== null && normaliseHeadline(text) === key);
  shown.sort((a, b) => b.weight - a.weight);
  return { text: chosen.candidate.text, element: chosen.candidate.element ?? shown[0]?.element ?? null };
}

function isCutOff(shorter: string, longer: string, text: string): boolean {
  return (
    (/(?:…|\.\.\.)$/.test(text) || shorter.length > 90) &&
    shorter.length > 20 &&
    longer.startsWith(shorter.slice(0, -1))
  );
}
