import { absoluteUrl } from '../../clean/html-image.js';
import { escapeAttribute, escapeText } from '../../clean/html-markup.js';
import type { Resolved, TemplateCode } from './template-codes.js';

/** What is known of the page that a text is of. */
export interface MarkdownContext {
  /** What relative addresses count from; null leaves only absolute ones. */
  baseUrl: string | null;
  /** What `{{ page.title }}` and the like are, by their last word. */
  values: ReadonlyMap<string, string>;
}

const PICTURE_NAME = /(?:^|[-_/])(?:img|image|figure|fig|photo|picture|pic)s?(?:$|[-_.])/;
const PICTURE_FILE = /\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?|svg|heic)(?:[?#]|$)/i;
const QUOTE_NAME = /(?:^|[-_])(?:pull-?|block-?)?quotes?(?:$|[-_])/;
const REFERENCE_NAME = /^(?:rel)?ref$|^link$|^post_url$|^tmp$/;
/** Services whose codes give the number of what they show. */
const SERVICES: ReadonlyMap<string, (id: string, user: string) => string> = new Map([
  ['youtube', (id) => `https://www.youtube.com/watch?v=${id}`],
  ['vimeo', (id) => `https://vimeo.com/${id}`],
  ['tweet', (id, user) => `https://twitter.com/${user || 'i'}/status/${id}`],
  ['twitter', (id, user) => `https://twitter.com/${user || 'i'}/status/${id}`],
  ['x', (id, user) => `https://x.com/${user || 'i'}/status/${id}`],
  ['instagram', (id) => `https://www.instagram.com/p/${id}/`],
]);
const NOTHING: Resolved = { html: '', address: '' };

/**
 * What a code means where that is the same on every site: pictures, quotes, films and posts of services, references
 * to other pages, values of the page. Of all others nothing is left but the text that they enclose.
 *
 */
export function renderCode(code: TemplateCode, { values, baseUrl }: MarkdownContext): Resolved {
  const { name, isEnd, attributes, isValue } = code;
  if (isValue) return printedValue(name, attributes, values);
  const bare = name === 'include' ? (attributes.get('0') ?? '').replace(/\.\w+$/, '').toLowerCase() : name;
  if (QUOTE_NAME.test(bare)) return quote(attributes, isEnd);
  if (isEnd) return NOTHING;
  if (REFERENCE_NAME.test(bare))
    return { html: '', address: pathOf(attributes.get('0') ?? attributes.get('path')) };
  const film = serviceAddress(bare, attributes);
  if (film !== null) return { html: link(film, film), address: escaped(film) };
  return picture(bare, attributes, baseUrl) ?? other(attributes);
}

/** `{{ site.baseurl }}` is nothing where the site's address is not known; a text in quotes is itself. */
function printedValue(
  name: string,
  attributes: ReadonlyMap<string, string>,
  values: ReadonlyMap<string, string>,
): Resolved {
  const quoted = name === '' ? attributes.get('0') : undefined;
  const value = quoted ?? values.get(/^page\.(\w+)$/.exec(name)?.[1] ?? '') ?? '';
  return { html: escapeText(value), address: escaped(value) };
}

function quote(attributes: ReadonlyMap<string, string>, isEnd: boolean): Resolved {
  if (isEnd) return { html: '</blockquote>', address: '' };
  const said = first(attributes, 'text', 'quote', 'content');
  const by = first(attributes, 'author', 'cite', 'by', 'attribution', 'source', 'name');
  const cited = by === '' ? '' : `<cite>${escapeText(by)}</cite>`;
  return {
    html: said === '' ? '<blockquote>' : `<blockquote><p>${escapeText(said)}</p>${cited}</blockquote>`,
    address: '',
  };
}

function serviceAddress(name: string, attributes: ReadonlyMap<string, string>): string | null {
  const service = [...SERVICES].find(([word]) => name === word || name.split(/[-_/]/).includes(word));
  if (service === undefined) return null;
  const id = first(attributes, 'id', 'video', 'videoid', 'url', 'src', name === 'include' ? '1' : '0');
  if (/^https?:\/\/\S+$/.test(id)) return id;
  return /^[\w-]{1,60}$/.test(id) ? service[1](id, attributes.get('user') ?? '') : null;
}

/** A picture that cannot be found is left out with its caption. */
function picture(
  name: string,
  attributes: ReadonlyMap<string, string>,
  baseUrl: string | null,
): Resolved | null {
  const given = first(attributes, 'src', 'url', 'file', 'image', 'path', 'image_path', 'link');
  const unnamed = [...attributes].find(([key, value]) => /^\d+$/.test(key) && PICTURE_FILE.test(value))?.[1];
  const src = given === '' ? (unnamed ?? '') : given;
  if (src === '' || (!PICTURE_NAME.test(name) && !PICTURE_FILE.test(src))) return null;
  if (absoluteUrl(src, baseUrl) === null) return { html: ' ', address: escaped(src) };
  const words = (...keys: string[]) => escapeText(first(attributes, ...keys));
  const credit = words('credit', 'attr', 'attribution');
  const said = credit === '' ? '' : `<span class="credit">${credit}</span>`;
  const image = `<img src="${escaped(src)}" alt="${escaped(first(attributes, 'alt'))}">`;
  const caption = words('caption', 'title');
  return {
    html: `<figure>${image}<figcaption>${caption}</figcaption>${said}</figure>`,
    address: escaped(src),
  };
}

/** Buttons and the like: the words that they show, with their address. */
function other(attributes: ReadonlyMap<string, string>): Resolved {
  const address = pathOf(first(attributes, 'href', 'url', 'link', 'src', '0'));
  const text = first(attributes, 'text', 'label', 'content');
  if (text === '') return { html: '', address };
  return { html: address === '' ? escapeText(text) : link(address, text), address };
}

/** An address or a path from the top of the site; names of source files lead nowhere. */
function pathOf(given = ''): string {
  return /^(?:https?:\/\/|\/)\S*$/.test(given) && !/\.(?:md|markdown)(?:#|$)/.test(given)
    ? escaped(given)
    : '';
}

function link(address: string, text: string): string {
  return `<a href="${escaped(address)}">${escapeText(text)}</a>`;
}

function first(attributes: ReadonlyMap<string, string>, ...keys: string[]): string {
  return keys.map((key) => attributes.get(key)?.trim() ?? '').find((value) => value !== '') ?? '';
}

function escaped(text: string): string {
  return escapeAttribute(text).replaceAll("'", '&#39;');
}
