import { bodyTextOf } from '../../../content/article/body-text.js';
import { htmlToBlocks } from '../../clean/html-blocks.js';
import type { BlockDraft } from '../../draft.js';
import { LIMITS } from '../../draft-rules.js';
import { openPage, type PageElement } from './page-dom.js';
import type { PageMarkup } from './page-markup.js';
import { prunePage } from './prune-page.js';
import { pruneStory } from './prune-story.js';
import { trimStory } from './trim-story.js';

interface Extractor {
  new (document: never, options: object): { parse(): { content?: PageElement | null } | null };
}
let readability: Extractor | undefined;

export interface StoryPlace {
  headline: string;
  standfirst: string | null;
  baseUrl: string | null;
}

/** Characters of text below which what was taken out of the page is looked through again. */
const SHORTEST = 250;
/** Of a body in linked data, below which it can be a summary. */
const SHORTEST_LINKED = 500;

/**
 * The story's text as blocks; empty when the page has none.
 *
 * @param linkedBody the text that linked data gives: used where the page shows less than half of it.
 */
export async function findStory(
  markup: PageMarkup,
  place: StoryPlace,
  linkedBody: string | null,
): Promise<BlockDraft[]> {
  let blocks = await extract(markup, place, true);
  let length = bodyTextOf(blocks).length;
  if (length < SHORTEST) {
    const whole = await extract(markup, place, false);
    if (bodyTextOf(whole).length > length * 2) blocks = whole;
    length = bodyTextOf(blocks).length;
  }
  if (linkedBody !== null && linkedBody.length >= SHORTEST_LINKED && linkedBody.length > length * 2) {
    const linked = trimStory(linkedBlocks(linkedBody, place.baseUrl), place);
    if (bodyTextOf(linked).length > length * 2) return linked;
  }
  return length === 0 ? [] : blocks;
}

async function extract(markup: PageMarkup, place: StoryPlace, isPruned: boolean): Promise<BlockDraft[]> {
  readability ??= (await import('@mozilla/readability')).Readability as unknown as Extractor;
  const document = await openPage(markup);
  if (isPruned) prunePage(document, place.headline);
  const options = { disableJSONLD: true, keepClasses: true, serializer: (element: PageElement) => element };
  const found = new readability(document as never, options).parse()?.content ?? null;
  if (found === null) return [];
  pruneStory(found, place);
  return trimStory(htmlToBlocks(found.innerHTML, { baseUrl: place.baseUrl }), place);
}

/** Some programs write the body as HTML, others as text with a line for each paragraph. */
function linkedBlocks(body: string, baseUrl: string | null): BlockDraft[] {
  if (/<\/?(?:p|br|div|h[1-6])\b/i.test(body)) return htmlToBlocks(body, { baseUrl });
  return body
    .split(/\s*\n\s*/)
    .flatMap((line) => htmlToBlocks(line, { baseUrl }))
    .slice(0, LIMITS.blocks);
}
