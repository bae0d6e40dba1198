import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from 'htmlparser2';

/**
 * What a feed's expected JSON says about one item; a member is absent where it says nothing.
 * @typedef {{ title?: string, link?: string, date?: string, hasText: boolean }} TrueItem
 * @typedef {{ path: string, set: string, items: TrueItem[] }} TrueFeed
 */

/** @param {string} folder @returns {string} the folder itself, or `feeds/` in it */
export function feedsFolder(folder) {
  return existsSync(join(folder, 'feeds')) ? join(folder, 'feeds') : folder;
}

/** @param {string} folder @returns {string[]} every file below it, in order */
export function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const FEED = /\.(?:xml|rss|atom|rdf|json)$/i;

/**
 * Feeds with a JSON that tells their items: `x.xml` beside `x.json` or `x_expected.json`, or `input/x.rss` and
 * `output/x.json`.
 *
 * @param {string[]} files @returns {TrueFeed[]}
 */
export function feedsWithTruth(files) {
  return files
    .filter((path) => FEED.test(path))
    .flatMap((path) => {
      const bare = path.replace(FEED, '');
      const beside = [`${bare}_expected.json`, `${bare}.json`, `${bare.replace('/input/', '/output/')}.json`];
      const truth = beside.find((candidate) => candidate !== path && existsSync(candidate));
      if (truth === undefined || path.includes('/feedsmith/')) return [];
      const items = itemsOf(readFileSync(truth, 'utf8'));
      const set = path.includes('/rss-parser/')
        ? 'rss-parser'
        : path.includes('/gofeed/')
          ? 'gofeed'
          : 'others';
      return items === null ? [] : [{ path, set, items }];
    });
}

/** @param {string} json @returns {TrueItem[] | null} null when it is no expected parse of a feed */
function itemsOf(json) {
  try {
    const value = JSON.parse(json);
    const items = value.feed?.items ?? value.items ?? value.entries;
    return Array.isArray(items) ? items.map(trueItem) : null;
  } catch {
    return null;
  }
}

/** @param {any} item @returns {TrueItem} */
function trueItem(item) {
  const text = [
    item.title,
    item.description,
    item.content,
    item.summary,
    item.content_html,
    item.content_text,
  ];
  const link = item.link ?? item.url ?? (item.links ?? []).find(isAlternate)?.href;
  const date =
    item.publishedParsed ??
    item.pubDateParsed ??
    item.isoDate ??
    item.date_published ??
    item.published ??
    item.pubDate ??
    item.updatedParsed ??
    item.updated ??
    item.date_modified;
  return {
    ...(typeof item.title === 'string' && plainTitle(item.title) !== '' ? { title: item.title } : {}),
    ...(typeof link === 'string' && link.trim() !== '' ? { link } : {}),
    ...(typeof date === 'string' && date.trim() !== '' ? { date } : {}),
    hasText: text.some((part) => part !== undefined && part !== null && part !== ''),
  };
}

/** @param {any} link */
function isAlternate(link) {
  return typeof link === 'object' && (link.rel === undefined || link.rel === '' || link.rel === 'alternate');
}

/**
 * What the comment at the top of a feed says about its first entry, where that is one plain value:
 * `entries[0]['title'] == 'Example'`.
 *
 * @param {string} text @returns {{ field: string, value: string } | null}
 */
export function statedValue(text) {
  const match =
    /Expect:\s*(?:not bozo and )?entries\[0\](?:\['(title|link|id|guid|published|updated|author)'\]|\.(title|link|id))\s*==\s*u?(['"])(.*)\3\s*$/m.exec(
      text.slice(0, 2_000),
    );
  if (match === null) return null;
  const value = (match[4] ?? '').replace(/\\u([\da-f]{4})/gi, (_, hex) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return { field: match[1] ?? match[2] ?? '', value };
}

/** @param {string} title @returns {string} its words: escaped characters, tags and white space made alike */
export function plainTitle(title) {
  let text = title;
  for (let round = 0; round < 3; round += 1) text = wordsOf(text);
  return text.replace(/\s+/g, ' ').trim();
}

/** @param {string} html */
function wordsOf(html) {
  const parts = [];
  const parser = new Parser({
    onopentag: (name) => (name === 'br' || name === 'p' || name === 'div') && parts.push(' '),
    ontext: (text) => parts.push(text),
  });
  parser.end(html);
  return parts.join('');
}
