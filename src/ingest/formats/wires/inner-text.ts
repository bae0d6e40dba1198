import { htmlToBlocks } from '../../clean/html-blocks.js';
import type { BlockDraft, SourceText, TagReference } from '../../draft.js';
import { firstImage } from '../../first-image.js';
import { type NitfParts, nitfParts, nitfTags } from './nitf-draft.js';
import { wireHtml } from './wire-html.js';
import { at, textOf, within, type XmlElement } from './xml-tree.js';

/** A story inside an element of another format, and what it says of itself. */
export interface InnerText extends Omit<NitfParts, 'authors'> {
  tags: TagReference[];
  /** Of the HTML document inside. */
  htmlLanguage: string | undefined;
}

/**
 * The text in an element: NITF, or an HTML document.
 *
 * @param otherwise makes the blocks of what is neither.
 */
export function innerText(source: SourceText, element: XmlElement, otherwise: () => BlockDraft[]): InnerText {
  const [nitf] = within(element, 'nitf');
  if (nitf !== undefined) {
    const { authors: _authors, ...parts } = nitfParts(source, nitf);
    return { ...parts, tags: nitfTags(nitf), htmlLanguage: undefined };
  }
  const [html] = within(element, 'html');
  const body = html === undefined ? otherwise() : wireBlocks(source, at(html, 'body') ?? html);
  return {
    headline: textOf(at(html, 'head', 'title')),
    standfirst: null,
    byline: null,
    language: null,
    leadImage: firstImage(body),
    body,
    tags: [],
    htmlLanguage: html?.attributes.lang,
  };
}

/** The blocks of marked-up text. */
export function wireBlocks(source: SourceText, element: XmlElement): BlockDraft[] {
  return htmlToBlocks(wireHtml(element), { baseUrl: source.url });
}
