import { bodyTextOf } from '../../body-text.js';
import { htmlToBlocks } from '../../clean/html-blocks.js';
import type { BlockDraft } from '../../draft.js';
import { openPage, type PageDocument } from './page-dom.js';
import type { PageMarkup } from './page-markup.js';

interface Extractor {
  new (document: never, options: object): { parse(): { content?: string | null } | null };
}
let readability: Extractor | undefined;

/** The story's text as blocks; empty when the page has none. */
export async function findStory(markup: PageMarkup, baseUrl: string | null): Promise<BlockDraft[]> {
  readability ??= (await import('@mozilla/readability')).Readability as unknown as Extractor;
  const document: PageDocument = await openPage(markup);
  const found = new readability(document as never, { disableJSONLD: true }).parse();
  const blocks = htmlToBlocks(found?.content ?? '', { baseUrl });
  return bodyTextOf(blocks) === '' ? [] : blocks;
}
