import {
  BOXES,
  CAPTION,
  COMMENTS,
  CREDITS,
  EMBEDDED,
  FURNITURE,
  markWords,
  STORY_BODY,
} from './furniture-words.js';
import { isElement, isText, lineOf, type PageDocument, type PageElement } from './page-dom.js';

/** Where a story's text stands, as its page says. */
export const BODY_MARK =
  '[itemprop~=articleBody], [itemprop~=reviewBody], [property~="schema:articleBody"], [property~=articleBody]';

const UNWANTED =
  'nav, button, select, input, dialog, form, datalist, audio, video, [role=navigation], [role=dialog], [role=search], [role=complementary], [role=contentinfo], [role=toolbar], [role=menu], [role=tablist], [aria-hidden=true], [hidden]';
/** Furniture has less than this part of the page's prose. */
const MOST_OF_PROSE = 0.25;
/** Comments may have more, but the story has text besides. */
const LEAST_BESIDE_COMMENTS = 400;
const LONGEST_CAPTION = 800;
const LONGEST_CREDIT = 160;
/** Elements beside each other, above which they are no frame of a picture. */
const MOST_AROUND_PICTURE = 200;

/** Takes out of the page what is certainly no part of its story, so that what is left is weighed by itself. */
export function prunePage(document: PageDocument, headline: string): void {
  const prose = new Prose(document);
  const title = headlineElement(document, headline);
  const isHolding = (element: PageElement) =>
    (title !== null && element.contains(title)) ||
    element.matches(BODY_MARK) ||
    element.querySelector(BODY_MARK) !== null;
  for (const element of [...document.querySelectorAll(UNWANTED)]) {
    if (element.parentNode === null) continue;
    // Whole pages stand in a form on some servers.
    if (prose.share(element) < MOST_OF_PROSE && !isHolding(element)) element.remove();
    else if (element.localName === 'form') renamed(document, element, 'div');
  }
  for (const element of [...document.querySelectorAll('noscript')]) settleNoscript(document, element);
  for (const element of [...document.querySelectorAll('[class], [id]')]) {
    if (!isAttached(element, document)) continue;
    if (element === document.body || element.localName === 'img' || element.localName === 'a') continue;
    const words = markWords(element);
    if (isFurniture(element, words, prose) && !isHolding(element)) element.remove();
    else if (CAPTION.test(words)) settleCaption(document, element);
  }
}

const SHORTEST_WITHOUT_SCRIPT = 500;

/** What a browser without scripts shows: the story on some pages, pictures that others load late. */
function settleNoscript(document: PageDocument, element: PageElement): void {
  const image = element.querySelector('img');
  const before = element.previousElementSibling;
  if (lineOf(element).length >= SHORTEST_WITHOUT_SCRIPT) renamed(document, element, 'div');
  else if (image === null) element.remove();
  else if (before?.localName === 'img' && !hasAddress(before)) before.replaceWith(image);
  else if (before === null || before.querySelector('img') === null) element.replaceWith(image);
  else element.remove();
}

function hasAddress(image: PageElement): boolean {
  return ['src', 'srcset', 'data-src', 'data-srcset', 'data-original', 'data-lazy-src'].some((name) =>
    /^(?:https?:)?\/|^[\w.]+\//.test(image.getAttribute(name) ?? ''),
  );
}

function isAttached(element: PageElement, document: PageDocument): boolean {
  return element.parentNode !== null && document.body.contains(element);
}

function isFurniture(element: PageElement, words: string, prose: Prose): boolean {
  if (/^(?:article|main|body|p|table|tbody|blockquote)$/.test(element.localName)) return false;
  if (STORY_BODY.test(words) && prose.of(element) > 0) return false;
  // Posts of others that the story quotes.
  if (EMBEDDED.test(words) && element.querySelector('blockquote') !== null) return false;
  if (BOXES.test(words) && element.closest('article, main') === null)
    return prose.share(element) < MOST_OF_PROSE;
  if (FURNITURE.test(words)) return prose.share(element) < MOST_OF_PROSE;
  if (COMMENTS.test(words))
    return prose.share(element) < MOST_OF_PROSE || prose.total - prose.of(element) > LEAST_BESIDE_COMMENTS;
  return (
    CREDITS.test(words) &&
    lineOf(element).length <= LONGEST_CREDIT &&
    prose.share(element) === 0 &&
    !isInParagraph(element)
  );
}

function isInParagraph(element: PageElement): boolean {
  return element.closest('p, li, blockquote') !== null;
}

/** Words under a picture become its caption; without a picture they are about nothing that a reader sees. */
function settleCaption(document: PageDocument, element: PageElement): void {
  if (element.localName === 'figcaption' || element.localName === 'caption' || element.localName === 'figure')
    return;
  if (
    lineOf(element).length > LONGEST_CAPTION ||
    element.querySelector('img') !== null ||
    element.querySelector('figcaption') !== null
  )
    return;
  let around: PageElement | null = element.parentElement;
  for (let steps = 0; steps < 5; steps += 1, around = around.parentElement) {
    if (around === null || around === document.body || around.children.length > MOST_AROUND_PICTURE) return;
    if (around.localName === 'figure' || around.querySelector('img') !== null) break;
  }
  renamed(document, element, 'figcaption');
}

export function renamed(document: PageDocument, element: PageElement, name: string): PageElement {
  const other = document.createElement(name);
  const marks = element.getAttribute('class');
  if (marks !== null) other.setAttribute('class', marks);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}

/** The heading with the story's headline. */
export function headlineElement(document: PageDocument, headline: string): PageElement | null {
  for (const element of document.querySelectorAll(
    'h1, h2, h3, [itemprop~=headline], [class*=title], [class*=headline]',
  )) {
    if (lineOf(element) === headline) return element;
  }
  return document.querySelector('h1');
}

const SHORTEST_PARAGRAPH = 60;

/** How much running text the parts of a page have. */
class Prose {
  readonly total: number;
  private readonly sizes = new Map<PageElement, number>();

  constructor(document: PageDocument) {
    for (const paragraph of document.querySelectorAll('p, div, td, li, section, article, span')) {
      const size = ownText(paragraph);
      if (size < SHORTEST_PARAGRAPH) continue;
      for (let around: PageElement | null = paragraph; around !== null; around = around.parentElement)
        this.sizes.set(around, (this.sizes.get(around) ?? 0) + size);
    }
    this.total = this.of(document.body);
  }

  of(element: PageElement): number {
    return this.sizes.get(element) ?? 0;
  }

  share(element: PageElement): number {
    return this.of(element) / Math.max(1, this.total);
  }
}

const INLINE = new Set([
  'b',
  'strong',
  'i',
  'em',
  'span',
  'font',
  'u',
  'sup',
  'sub',
  'small',
  'q',
  'cite',
  'abbr',
  'mark',
  'time',
]);

/** Characters of text of its own, what stands in links not counted. */
function ownText(element: PageElement): number {
  if (
    element.localName === 'span' &&
    element.parentElement !== null &&
    element.parentElement.localName === 'p'
  )
    return 0;
  let size = 0;
  for (const node of element.childNodes) {
    const isInline = element.localName !== 'span' && isElement(node) && INLINE.has(node.localName);
    if (isInline || isText(node)) size += node.textContent.trim().length;
  }
  return size;
}
