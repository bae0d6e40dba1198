import { isElement, lineOf, onOneLine, type PageElement } from './page-dom.js';
import { OTHERS_LABEL, OTHERS_OPENING } from './story-phrases.js';

const LINES = 'p, h1, h2, h3, h4, h5, h6, li, div, strong, b, span, section, aside, dt, td';
const LONGEST_LABEL = 90;
const LONGEST_LINK_LINE = 260;
const MOST_AFTER_LABEL = 12;
/** Part of an element's characters that stand in links, from which it is a list of links. */
const LINKED = 0.75;

interface Place {
  headline: string;
  baseUrl: string | null;
}

/** Takes out of a story's markup the links to other stories between and behind its paragraphs. */
export function pruneStory(story: PageElement, place: Place): void {
  for (const list of [...story.querySelectorAll('ul, ol')]) {
    if (story.contains(list) && isListOfStories(list, story, place)) list.remove();
  }
  for (const element of [...story.querySelectorAll(LINES)]) {
    if (!story.contains(element)) continue;
    const line = lineOf(element);
    if (line.length <= LONGEST_LABEL && OTHERS_LABEL.test(line) && standsAlone(element, story))
      removeLabelled(element, story);
    else if (line.length <= LONGEST_LINK_LINE && isLinkLine(element, line, place)) element.remove();
  }
}

/** Whether it is a line by itself, not bold words in the middle of a sentence. */
function standsAlone(element: PageElement, story: PageElement): boolean {
  if (!/^(?:strong|b|span)$/.test(element.localName)) return true;
  const around = element.parentElement;
  return around !== null && around !== story && lineOf(around) === lineOf(element);
}

/** The label, and behind it the links that it stands over. */
function removeLabelled(label: PageElement, story: PageElement): void {
  let outer = label;
  while (
    outer.parentElement !== null &&
    outer.parentElement !== story &&
    lineOf(outer.parentElement) === lineOf(outer)
  )
    outer = outer.parentElement;
  let next = outer.nextElementSibling;
  for (let count = 0; count < MOST_AFTER_LABEL && next !== null; count += 1) {
    const after = next.nextElementSibling;
    if (lineOf(next) !== '' && !isLinks(next)) break;
    next.remove();
    next = after;
  }
  outer.remove();
}

const LARGEST_PART = 0.4;

/** A list of nothing but links to the same site, which is not what the story is. */
function isListOfStories(list: PageElement, story: PageElement, { baseUrl }: Place): boolean {
  const items = [...list.children].filter((item) => lineOf(item) !== '');
  if (items.length < 2 || lineOf(list).length > lineOf(story).length * LARGEST_PART) return false;
  return items.every((item) => isLinks(item) && pointsHome(item, baseUrl));
}

function isLinks(element: PageElement): boolean {
  const all = lineOf(element).length;
  return all > 0 && linkedLength(element) / all >= LINKED;
}

function linkedLength(element: PageElement): number {
  if (element.localName === 'a') return lineOf(element).length;
  let length = 0;
  for (const link of element.querySelectorAll('a[href]')) length += lineOf(link).length;
  return length;
}

function isLinkLine(element: PageElement, line: string, { baseUrl }: Place): boolean {
  if (
    line === '' ||
    !/^(?:p|h[2-6]|li|div)$/.test(element.localName) ||
    element.querySelector('img, p, li') !== null
  )
    return false;
  const linked = linkedLength(element) / line.length;
  if (linked > 0.4 && OTHERS_LABEL.test(firstLine(element))) return true;
  if (OTHERS_OPENING.test(line)) return linked > 0.4;
  if (linked < 0.95 || element.localName === 'li') return false;
  // Headlines of other stories: a line that is one link to the same site.
  const isCapitals = !/\p{Ll}/u.test(line) && /\p{Lu}{3}/u.test(line);
  return isCapitals || (line.split(' ').length >= 4 && pointsHome(element, baseUrl));
}

/** The words before the first line break. */
function firstLine(element: PageElement): string {
  const end = element.querySelector('br');
  if (end === null) return '-';
  const words: string[] = [];
  for (const node of element.childNodes) {
    if (node === end || (isElement(node) && node.contains(end))) break;
    words.push(node.textContent);
  }
  return onOneLine(words.join(''));
}

function pointsHome(element: PageElement, baseUrl: string | null): boolean {
  const href = element.querySelector('a[href]')?.getAttribute('href') ?? '';
  if (!/^(?:https?:)?\/\//i.test(href)) return /^[/.\w]/.test(href);
  return (
    baseUrl !== null &&
    URL.canParse(href, baseUrl) &&
    siteOf(new URL(href, baseUrl)) === siteOf(new URL(baseUrl))
  );
}

function siteOf({ hostname }: URL): string {
  return hostname.split('.').slice(-2).join('.');
}
