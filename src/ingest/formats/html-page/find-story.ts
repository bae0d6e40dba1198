import { bodyTextOf } from '../../body-text.js';
import { htmlToBlocks } from '../../clean/html-blocks.js';
import type { BlockDraft } from '../../draft.js';
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

/** The story's text as blocks; empty when the page has none. */
export async function findStory(markup: PageMarkup, place: StoryPlace): Promise<BlockDraft[]> {
  readability ??= (await import('@mozilla/readability')).Readability as unknown as Extractor;
  const document = await openPage(markup);
  prunePage(document, place.headline);
  const options = { disableJSONLD: true, keepClasses: true, serializer: (element: PageElement) => element };
  const found = new readability(document as never, options).parse()?.content ?? null;
  if (found === null) return [];
  pruneStory(found, place);
  const blocks = trimStory(htmlToBlocks(found.innerHTML, { baseUrl: place.baseUrl }), place);
  return bodyTextOf(blocks) === '' ? [] : blocks;
}
