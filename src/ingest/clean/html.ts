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
  const clean = cleaned(html).trim();
  return clean === '' || clean === plain.trim() ? null : clean;
}

function cleaned(html: string): string {
  if (isPlainMarkup(html)) return html;
  return sanitizeHtml(manyTags(html) ? flatMarkup(html) : html, INLINE);
}

/** Elements that may stay and have no attributes, as most markup of stories is written. */
const PLAIN = ['em', 'strong', 'b', 'i', 'code', 'sub', 'sup'];

/**
 * Whether there is nothing to clean: allowed elements without attributes, each closed in its turn, around text
 * without references. Said without parsing, as most of an archive's paragraphs are such.
 */
function isPlainMarkup(html: string): boolean {
  const open: string[] = [];
  let at = 0;
  for (let tag = html.indexOf('<'); tag >= 0; tag = html.indexOf('<', at)) {
    const end = html.indexOf('>', tag);
    const name = html.slice(tag + 1, end);
    if (end < 0 || end - tag > 10 || !isText(html, at, tag)) return false;
    if (PLAIN.includes(name)) open.push(name);
    else if (name[0] !== '/' || open.pop() !== name.slice(1)) return false;
    at = end + 1;
  }
  return open.length === 0 && isText(html, at, html.length);
}

function isText(html: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const code = html.charCodeAt(at);
    if (code === 0 || code === 0x26 || code === 0x3e) return false;
  }
  return true;
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
