import { isUtf8 } from 'node:buffer';
import { bodyTextOf } from '../../../content/article/body-text.js';
import { htmlToBlocks } from '../../clean/html-blocks.js';
import { isUnseen } from '../../clean/html-elements.js';
import { readHtml } from '../../clean/html-events.js';
import { escapeText } from '../../clean/html-markup.js';
import type { BlockDraft } from '../../draft.js';
import { hasElements, markupOf, textOf, type XmlNode } from './xml-node.js';

/** What a text field holds, once the feed's own escaping is taken off. */
export interface FeedText {
  kind: 'text' | 'html';
  value: string;
  /** What relative addresses in it count from. */
  base: string | null;
}

const HTML_TYPES = /^(?:html|xhtml|text\/(?:x-)?html|application\/xhtml\+xml)$/;
const TEXT_TYPES = /^(?:text|text\/(?!(?:x-)?html|xml).*|message\/.*)$/;
const BINARY_TYPES = /^(?:image|audio|video|font)\/|^application\/(?:octet-stream|pdf|zip)$/;
const XML_TYPES = /(?:\/|\+)xml$/;

/**
 * The text of an element, as its kind of feed means it. Null for what is no text: a picture in base 64, nothing.
 *
 * In RSS every text may be HTML, escaped or not. In Atom the `type` tells, and text is the default; `mode` is
 * that of Atom 0.3.
 */
export function readText(node: XmlNode, isAtom: boolean): FeedText | null {
  const read = isAtom || 'mode' in node.attributes ? atomText(node) : rssText(node);
  return read === null || read.value.trim() === '' ? null : { ...read, base: node.base };
}

type Value = Omit<FeedText, 'base'>;

function rssText(node: XmlNode): Value {
  return { kind: 'html', value: hasElements(node) ? markupOf(node) : textOf(node) };
}

function atomText(node: XmlNode): Value | null {
  const type = (node.attributes.type ?? 'text')
    .trim()
    .toLowerCase()
    .replace(/\s*;.*$/, '');
  const mode = node.attributes.mode?.trim().toLowerCase();
  if (mode === 'base64') return decoded(textOf(node), TEXT_TYPES.test(type) ? 'text' : 'html');
  if (HTML_TYPES.test(type)) {
    const inline = hasElements(node) || (type.includes('xhtml') && mode !== 'escaped');
    return { kind: 'html', value: inline ? markupOf(node) : textOf(node) };
  }
  if (TEXT_TYPES.test(type)) {
    return hasElements(node) && node.attributes.type === undefined
      ? { kind: 'html', value: markupOf(node) }
      : { kind: 'text', value: textOf(node) };
  }
  if (XML_TYPES.test(type)) return { kind: 'html', value: markupOf(node) };
  return (
    decoded(textOf(node), 'html') ?? (BINARY_TYPES.test(type) ? null : { kind: 'html', value: textOf(node) })
  );
}

/** What is written in base 64; null when it is not, or when no text comes of it. */
function decoded(text: string, kind: Value['kind']): Value | null {
  if (!/^[\w+/=\s-]+$/.test(text)) return null;
  const bytes = Buffer.from(text, 'base64');
  return isUtf8(bytes) ? { kind, value: bytes.toString('utf8') } : null;
}

/** Elements that are taken for markup in a line of text; other signs between `<` and `>` are words. */
const MARKUP =
  'a|abbr|acronym|b|bdi|bdo|big|blink|br|center|cite|code|del|dfn|div|em|font|h[1-6]|i|iframe|img|ins|kbd|li|mark|nobr|noscript|object|embed|ol|p|q|ruby|rb|rp|rt|s|samp|script|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|time|tr|tt|u|ul|var|wbr';
const NO_MARKUP = new RegExp(`<(?!/?(?:${MARKUP})(?:\\s[^<>]*)?/?>|!--|!\\[CDATA\\[)`, 'gi');

/** A text on one line, without markup. */
export function plainLine(text: FeedText): string {
  const words = text.kind === 'text' ? text.value : wordsOf(text.value.replace(NO_MARKUP, '&lt;'));
  return onOneLine(words);
}

/** White space becomes single spaces. Other control characters go, but for NUL, which refuses the item. */
export function onOneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/(?!\0)\p{Cc}/gu, '')
    .trim();
}

const BREAKS: ReadonlySet<string> = new Set([
  'br',
  'p',
  'div',
  'li',
  'td',
  'tr',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
]);

function wordsOf(html: string): string {
  const words: string[] = [];
  let unseen = 0;
  readHtml(html, {
    onopentag: (name, attributes) => {
      if (unseen > 0 || isUnseen(name, attributes)) unseen += 1;
      else if (BREAKS.has(name)) words.push(' ');
    },
    onclosetag: () => {
      if (unseen > 0) unseen -= 1;
    },
    ontext: (text) => {
      if (unseen === 0) words.push(text);
    },
  });
  return words.join('');
}

const HAS_MARKUP = /<[a-z!/]/i;

/** A text as blocks. Where it has no markup, blank lines part its paragraphs. */
export function textBlocks(text: FeedText, fallbackBase: string | null): BlockDraft[] {
  const baseUrl = text.base ?? fallbackBase;
  if (text.kind === 'html' && (HAS_MARKUP.test(text.value) || !/\n\s*\n/.test(text.value)))
    return htmlToBlocks(text.value, { baseUrl });
  return text.value
    .split(/\n[^\S\n]*(?:\n[^\S\n]*)+/)
    .flatMap((part) => htmlToBlocks(text.kind === 'html' ? part : escapeText(part), { baseUrl }));
}

/** A text without markup, its paragraphs parted by blank lines. */
export function plainText(text: FeedText): string {
  return bodyTextOf(textBlocks(text, null));
}
