import sanitizeHtml from 'sanitize-html';
import { flatMarkup } from './flat-markup.js';
import { escapeText } from './html-markup.js';

/** Where a link in a story may lead. */
const LINK = /^(?:https?:\/\/|mailto:)\S+$/i;

const INLINE: sanitizeHtml.IOptions = {
  allowedTags: ['a', 'em', 'strong', 'b', 'i', 'code', 'sub', 'sup', 'br'],
  allowedAttributes: { a: ['href'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  transformTags: {
    // A link that leads nowhere a reader may go is no link: its words stay.
    a: (_tag, attributes): sanitizeHtml.Tag => {
      const href = attributes.href?.trim() ?? '';
      return LINK.test(href) ? { tagName: 'a', attribs: { href } } : { tagName: 'span', attribs: {} };
    },
  },
};

/**
 * A paragraph's inline markup without anything that a browser would run or load: links to http, https and
 * mailto, emphasis, code, sub- and superscript, line breaks. The words of all other elements stay; those of
 * script and style go.
 *
 * @param text the paragraph's plain text.
 * @returns null when the markup says no more than that text.
 */
export function sanitiseInline(html: string | null, text: string): string | null {
  if (html === null || html.trim() === '') return null;
  const plain = escapeText(text);
  if (html === text || html === plain) return null;
  const clean = sanitizeHtml(manyTags(html) ? flatMarkup(html) : html, INLINE).trim();
  return clean === '' || clean === plain.trim() ? null : clean;
}

/** Beyond this the parser below, which looks through all open elements at every tag, would take its time. */
const MOST_TAGS = 500;

function manyTags(html: string): boolean {
  let from = -1;
  for (let count = 0; count <= MOST_TAGS; count += 1) {
    from = html.indexOf('<', from + 1);
    if (from < 0) return false;
  }
  return true;
}
