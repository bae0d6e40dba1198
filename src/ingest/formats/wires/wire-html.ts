import { escapeAttribute, escapeText } from '../../clean/html-markup.js';
import type { XmlElement } from './xml-tree.js';

/** Elements of NITF and of XHTML that mean in HTML what their name says. */
const SAME = new Set(
  'p a em strong b i u sub sup br q ul ol li dl dt dd pre table caption thead tbody tr td th h1 h2 h3 h4 h5 h6 blockquote figure figcaption img div section hr'.split(
    ' ',
  ),
);

/** What NITF calls otherwise. */
const OTHER: Readonly<Record<string, string>> = {
  bq: 'blockquote',
  block: 'div',
  hl2: 'h2',
  credit: 'footer',
  note: 'div',
  media: 'figure',
  'media-caption': 'figcaption',
};

const KEPT = ['href', 'src', 'alt', 'width', 'height'];

/**
 * The markup of a wire story as HTML: what names people, places, numbers and dates is text, tables, lists, quotes
 * and pictures stay what they are.
 */
export function wireHtml(element: XmlElement): string {
  return element.children
    .map((child) => (typeof child === 'string' ? escapeText(child) : elementHtml(child)))
    .join('');
}

function elementHtml(element: XmlElement): string {
  const { name, attributes } = element;
  if (name === 'media-reference') return pictureHtml(element);
  if (name === 'media-producer') return `<small class="credit">${wireHtml(element)}</small>`;
  if (name === 'media-metadata' || name === 'media-object' || name === 'script' || name === 'style')
    return '';
  const tag = SAME.has(name) ? name : OTHER[name];
  if (tag === undefined) return wireHtml(element);
  if (tag === 'br' || tag === 'hr' || tag === 'img') return `<${tag}${attributesHtml(attributes)}>`;
  return `<${tag}${attributesHtml(attributes)}>${wireHtml(element)}</${tag}>`;
}

function pictureHtml({ attributes }: XmlElement): string {
  const { source, 'mime-type': type = 'image/', width, height } = attributes;
  if (source === undefined || !type.startsWith('image')) return '';
  const alt = attributes['alternate-text'];
  return `<img${attributesHtml({ src: source, ...(alt && { alt }), ...(width && { width }), ...(height && { height }) })}>`;
}

function attributesHtml(attributes: Readonly<Record<string, string>>): string {
  return KEPT.filter((name) => attributes[name] !== undefined)
    .map((name) => ` ${name}="${escapeAttribute(attributes[name] ?? '')}"`)
    .join('');
}
