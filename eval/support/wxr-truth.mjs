/**
 * An own reading of exports of WordPress, as a tree: it shares no code with the product's reader.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { filesBelow } from './feed-truth.mjs';
import { shown } from './markdown-truth.mjs';

/**
 * @typedef {{ place: string, isStory: boolean, isPublic: boolean, title: string, link: string, guid: string,
 *   slug: string, date: string, modified: string, terms: string[], content: string, excerpt: string,
 *   thumbnail: string, creator: string }} TrueItem
 * @typedef {{ name: string, slug: string, parent: string }} TrueTerm `parent`: its slug, empty where there is none
 * @typedef {{ isWhole: boolean, items: TrueItem[], accounts: Map<string, string>, authors: number, terms: number,
 *   categories: TrueTerm[], pictures: Map<string, string> }} TrueExport `accounts`: names by login
 */

/** @param {string} folder */
export function wxrFiles(folder) {
  const found = join(folder, 'wxr');
  const files = filesBelow(existsSync(found) ? found : folder).filter((path) => path.endsWith('.xml'));
  return files.filter((path) => /wordpress\.org\/export\/1\.\d/.test(readFileSync(path, 'utf8')));
}

/** @param {string} path @returns {TrueExport} */
export function trueExport(path) {
  const text = readFileSync(path, 'utf8');
  let isWhole = true;
  let root = null;
  try {
    const parser = new DOMParser({
      onError: (/** @type {string} */ level) => {
        if (level !== 'warning') isWhole = false;
      },
    });
    root = parser.parseFromString(text.trimStart(), 'text/xml');
  } catch {
    isWhole = false;
  }
  const all = (/** @type {string} */ name) => [...(root?.getElementsByTagName(name) ?? [])];
  const items = all('item');
  const channel = ['wp:author', 'wp:category', 'wp:tag', 'wp:term'].map((name) =>
    [...(root?.getElementsByTagNameNS('*', name.slice(3)) ?? [])].filter(
      ({ parentNode, namespaceURI }) =>
        parentNode?.nodeName === 'channel' && /^https?:\/\/wordpress\.org\/export\//.test(namespaceURI ?? ''),
    ),
  );
  const pictures = items.flatMap((item) => {
    const address = textOf(item, 'wp:attachment_url');
    return address === '' ? [] : [/** @type {[string, string]} */ ([textOf(item, 'wp:post_id'), address])];
  });
  return {
    isWhole,
    items: items.map(trueItem),
    accounts: new Map(
      channel[0]?.map((one) => [
        textOf(one, 'wp:author_login'),
        shown(textOf(one, 'wp:author_display_name')),
      ]),
    ),
    authors: channel[0]?.length ?? 0,
    categories: (channel[1] ?? []).map((one) => ({
      name: shown(textOf(one, 'wp:cat_name')),
      slug: textOf(one, 'wp:category_nicename'),
      parent: textOf(one, 'wp:category_parent'),
    })),
    terms: channel.slice(1).flat().length,
    pictures: new Map(pictures),
  };
}

/** @param {any} item @returns {TrueItem} */
function trueItem(item) {
  const text = (/** @type {string} */ name) => textOf(item, name);
  const terms = children(item, 'category').filter((/** @type {any} */ one) =>
    /^(?:category|post_tag|tag|)$/.test(one.getAttribute('domain') ?? ''),
  );
  const meta = children(item, 'wp:postmeta').find(
    (/** @type {any} */ one) => textOf(one, 'wp:meta_key') === '_thumbnail_id',
  );
  const notes = children(item, 'wp:postmeta').find(
    (/** @type {any} */ one) => textOf(one, 'wp:meta_key') === 'footnotes',
  );
  const listed = notes === undefined ? [] : JSON.parse(textOf(notes, 'wp:meta_value') || '[]');
  const footnotes = listed.map((/** @type {any} */ one) => ` ${one.content}`).join('');
  const type = text('wp:post_type');
  return {
    place: text('wp:post_id'),
    isStory: type === 'post' || type === 'page' || type === '',
    isPublic: text('wp:status') === 'publish' && text('wp:post_password') === '',
    title: shown(text('title')),
    link: text('link'),
    guid: text('guid'),
    slug: text('wp:post_name'),
    date: text('wp:post_date_gmt'),
    modified: text('wp:post_modified_gmt'),
    terms: [...new Set(terms.map((/** @type {any} */ one) => shown(one.textContent)))].sort(),
    content: text('content:encoded') + footnotes,
    excerpt: shown(text('excerpt:encoded')),
    thumbnail: meta === undefined ? '' : textOf(meta, 'wp:meta_value'),
    creator: text('dc:creator'),
  };
}

/** @param {any} node @param {string} name */
function children(node, name) {
  return [...node.childNodes].filter(({ nodeName }) => nodeName === name);
}

/** @param {any} node @param {string} name */
function textOf(node, name) {
  return (children(node, name)[0]?.textContent ?? '').trim();
}
