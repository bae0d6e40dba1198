/**
 * How well feeds become articles, measured on feeds whose items are known:
 *
 *   npm run eval:feeds                      the shared data
 *   npm run eval:feeds -- FOLDER            another folder of feeds with their expected JSON, or one with feeds/ in it
 *   npm run eval:feeds -- FOLDER --wrong    also everything that is not as expected
 *
 * Files: each is read as `broadsheet ingest` reads it, and must end in drafts or refusals.
 *
 * Items: the first item of the feed is held against the first of its expected JSON, and so on; only what that JSON
 * says is compared, and an item that it has and the feed's reader has not is wrong in all of it. Items without a
 * title and without any text are refused by design: what the reader took from them besides is in rows of its own
 * (`refused`) without a target, as it is not stored. Made alike before comparing:
 * - title: white space, HTML tags and escaped characters, as the JSON keeps what the feed's XML holds;
 *   Where the JSON has U+FFFD, a character that its parser could not decode, any one character is right;
 * - link: as a browser writes the address; the article's url or one of its other addresses. Links that no
 *   browser could follow (`urn:`, a path without a site) are no address of an article, and not compared;
 * - date: the moment that it names; where the JSON has no time of publication, its time of change.
 *
 * Comments: the value that some feeds state about their first entry in a comment at their top.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readDate } from '../dist/ingest/clean/dates.js';
import { FeedParser } from '../dist/ingest/formats/feed/feed-parser.js';
import { readChannel, readEntry } from '../dist/ingest/formats/feed/read-entry.js';
import { expandInputs } from '../dist/ingest/inputs.js';
import { readInput } from '../dist/ingest/read-input.js';
import { sharedData } from './support/data.mjs';
import { feedsFolder, feedsWithTruth, filesBelow, plainTitle, statedValue } from './support/feed-truth.mjs';

const TARGET = 0.97;
const words = process.argv.slice(2);
const given = resolve(words.find((word) => !word.startsWith('--')) ?? join(sharedData(), 'feeds'));
const listWrong = words.includes('--wrong');
const folder = feedsFolder(given);

/** @typedef {{ right: number, all: number }} Figure */

/** @param {string} path @returns {Promise<any[]>} drafts and refusals, or what was thrown */
async function read(path) {
  const items = [];
  for await (const file of expandInputs([path])) {
    if (file.kind === 'refusal') items.push(file);
    else
      for await (const item of readInput(file, {
        stdin: () => process.stdin,
        onBytes: () => {},
        defaultPublication: null,
        timeZone: 'UTC',
      }))
        items.push(item);
  }
  return items;
}

const files = filesBelow(folder);
const ended = { right: 0, all: files.length };
/** @type {Map<string, any[]>} */
const results = new Map();
/** @type {Map<string, number>} */
const codes = new Map();
let articles = 0;
for (const path of files) {
  try {
    const items = await read(path);
    results.set(path, items);
    if (items.length > 0) ended.right += 1;
    else report(`${path}: nothing came of it`);
    articles += items.filter((item) => item.kind === 'article').length;
    for (const item of items)
      if (item.kind === 'refusal') codes.set(item.code, (codes.get(item.code) ?? 0) + 1);
  } catch (error) {
    report(`${path}: ${error}`);
  }
}

const KEYS = { title: 'headline', link: 'url', date: 'publishedAt' };
/** @type {Map<string, Figure>} */
const figures = new Map();
let without = 0;
for (const { path, set, items } of feedsWithTruth(files)) {
  const read = results.get(path) ?? [];
  for (const [index, expected] of items.entries()) {
    const found = read.find((item) => item.item === `item ${index + 1}`);
    if (!expected.hasText && found?.code === 'NO_ARTICLE') {
      without += 1;
      compare(path, 'refused', expected, entryOf(path, index));
    } else compare(path, set, expected, found?.draft);
  }
}

/** What was read of an item that no article was made of. @param {string} path @param {number} index */
function entryOf(path, index) {
  const parser = new FeedParser(null);
  const items = [...parser.write(readFileSync(path, 'utf8')), ...parser.finish()];
  const node = items[index]?.node;
  if (node === undefined) return undefined;
  const isAtom = /(?:feed|entry)$/.test(parser.root?.name ?? '');
  const entry = readEntry(node, readChannel(parser.channel, null, isAtom), isAtom);
  return { ...entry, publishedAt: entry.published === null ? null : readDate(entry.published, 'UTC') };
}

/** @param {string} path @param {string} set @param {import('./support/feed-truth.mjs').TrueItem} expected @param {any} draft */
function compare(path, set, expected, draft) {
  const check = (name, value, isRight) => {
    for (const row of [`${set} ${name}`, 'together']) {
      const figure = figures.get(row) ?? { right: 0, all: 0 };
      figures.set(row, { right: figure.right + Number(isRight), all: figure.all + 1 });
    }
    if (!isRight)
      report(`${path}: ${name} ${JSON.stringify(value)}, is ${JSON.stringify(draft?.[KEYS[name]])}`);
  };
  if (expected.title !== undefined) check('title', expected.title, isTitle(expected.title, draft));
  if (expected.link !== undefined && hrefOf(expected.link.trim()) !== null)
    check('link', expected.link, isLink(expected.link, draft));
  if (expected.date !== undefined) check('date', expected.date, isDate(expected.date, draft));
}

function isTitle(expected, draft) {
  const found = plainTitle(draft?.headline ?? '');
  const parts = plainTitle(expected).split('\ufffd');
  if (parts.length === 1) return parts[0] === found;
  const escaped = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.')}$`, 'su').test(found);
}

function isLink(expected, draft) {
  if (draft === undefined) return false;
  const href = hrefOf(expected.trim());
  return href === null
    ? true
    : [draft.url, ...draft.otherUrls].some((url) => url !== null && hrefOf(url) === href);
}

/** @returns {string | null} null for what is no address on the web */
function hrefOf(address) {
  return /^https?:/i.test(address) && URL.canParse(address) ? new URL(address).href : null;
}

function isDate(expected, draft) {
  const moment = Number.isNaN(Date.parse(expected)) ? (readDate(expected, 'UTC') ?? '') : expected;
  return draft?.publishedAt !== undefined && Date.parse(draft.publishedAt ?? '') === Date.parse(moment);
}

/** @type {Figure} */
const stated = { right: 0, all: 0 };
for (const [path, items] of results) {
  if (!path.includes('/feedparser/')) continue;
  const value = statedValue(readFileSync(path, 'latin1'));
  const found = items.find((item) => item.item === 'item 1');
  if (value === null || found === undefined || found.code === 'NO_ARTICLE') continue;
  const isRight = isStated(value, found.draft);
  stated.all += 1;
  stated.right += Number(isRight);
  if (!isRight)
    report(
      `${path}: ${value.field} ${value.value}, is ${JSON.stringify(found.draft ?? found)}`.slice(0, 400),
    );
}

function isStated({ field, value }, draft) {
  if (draft === undefined) return false;
  if (field === 'title') return plainTitle(draft.headline) === plainTitle(value) || plainTitle(value) === '';
  if (field === 'link') return isLink(value, draft);
  if (field === 'id' || field === 'guid') return draft.sourceId === value || draft.url === value;
  if (field === 'author') return draft.authors.length === 0 || value.includes(draft.authors[0].name);
  return isDate(value, field === 'updated' ? { publishedAt: draft.modifiedAt ?? draft.publishedAt } : draft);
}

/** @param {string} line */
function report(line) {
  if (listWrong) console.log(`  ${line.replace(`${folder}/`, '')}`);
}

/** @param {string} name @param {Figure} figure @param {number | null} target */
function row(name, { right, all }, target) {
  const share = right / Math.max(1, all);
  console.log(
    `${name.padEnd(28)}${`${right}/${all}`.padEnd(14)}${share.toFixed(4).padEnd(10)}${target ?? ''}`,
  );
  if (target !== null && share < target) process.exitCode = 1;
}

console.log(
  `${files.length} files of ${folder}: ${articles} articles, ${[...codes].map(([code, n]) => `${n} ${code}`).join(', ')}`,
);
console.log('figure                      right         share     target');
row('files ended', ended, 1);
for (const name of [...figures.keys()].sort())
  row(name, figures.get(name) ?? { right: 0, all: 0 }, name.startsWith('refused') ? null : TARGET);
console.log(`items without title and text ${without} refused`);
row('feedparser comments', stated, null);
