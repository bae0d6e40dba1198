import type { BlockDraft } from '../draft.js';
import { HtmlBuilder } from './html-builder.js';
import { readHtml } from './html-events.js';

export interface HtmlBlocksOptions {
  /** Address of the page or item: the base of relative links and pictures. Null leaves only absolute ones. */
  baseUrl: string | null;
}

/**
 * An HTML fragment or page as blocks: paragraphs with their inline markup, headings, quotes, lists, pictures.
 *
 * Paragraphs are what a browser would show as lines apart: block elements, the text between them, and what two
 * line breaks in a row divide. No word that a browser shows is lost; scripts, styles, forms, menus and frames
 * are, with all that is in them. Links and addresses of pictures are absolute; those that a reader may not be
 * sent to are left out. A NUL stays in its text, so that the draft is refused for it. Takes time and memory linear in the input's length, whatever it holds, and never throws.
 */
export function htmlToBlocks(html: string, options: HtmlBlocksOptions): BlockDraft[] {
  const builder = new HtmlBuilder(options.baseUrl);
  readHtml(html, builder);
  return builder.finish();
}
