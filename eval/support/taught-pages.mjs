/**
 * More pages to learn dumps from: HTML pages whose story the reader of HTML finds, which sees the markup that a dump
 * has lost and errs less. Their dumps are made here.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { expandInputs } from '../../dist/ingest/inputs.js';
import { openInput } from '../../dist/ingest/open-input.js';
import { wholeText } from '../../dist/ingest/whole-text.js';
import { readPages } from './html-truth.mjs';
import { flatDump, line, seedlikeDump, w3mDump } from './page-dumps.mjs';

/** @typedef {import('./data.mjs').TruePage & { dumps: Record<string, string> }} DumpedPage */

const COLLECTIONS = /^(?:mercury|trafilatura|readability)-.*\.tar\.xz$/;
/** Files of a collection that are the answer and not the page. */
const ANSWERS = /expected\.html$/;
/** Shorter ones are mostly pages of which the story was not found. */
const FEWEST_WORDS = 80;

/** The pages of a folder's collections that have a story. @param {string} folder @returns {Promise<DumpedPage[]>} */
export async function readTaughtPages(folder) {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => COLLECTIONS.test(name)) : [];
  const pages = [];
  for (const name of names.sort()) {
    const archive = join(folder, name);
    const stories = await readPages(archive);
    for await (const { path, html } of textsIn(archive)) {
      const story = stories.get(path);
      if (story?.draft !== undefined && !ANSWERS.test(path))
        pages.push(...dumpedPage(path, html, story.draft.url, story.bodyText));
    }
  }
  return pages;
}

/** @param {string} path @param {string} html @param {string | null} url @param {string} text @returns {DumpedPage[]} */
function dumpedPage(path, html, url, text) {
  const paragraphs = text
    .split('\n')
    .map(line)
    .filter((paragraph) => paragraph !== '');
  if (text.split(/\s+/).length < FEWEST_WORDS) return [];
  const { document } = parseHTML(html);
  const flat = flatDump(html);
  const page = {
    id: path,
    url: url ?? unnamedSite(path),
    og_title: document.querySelector('meta[property="og:title"]')?.getAttribute('content') ?? null,
    html_title: line(document.querySelector('title')?.textContent ?? ''),
    paragraphs,
    article_body: paragraphs.join('\n'),
    dumps: { flat, seedlike: seedlikeDump(flat, paragraphs), w3m: w3mDump(html) },
  };
  return [/** @type {any} */ (page)];
}

/** A page that does not say its address is of a site of its own. @param {string} path */
function unnamedSite(path) {
  return `https://page-${createHash('sha256').update(path).digest('hex').slice(0, 16)}.invalid/`;
}

/** The files of an archive as text, in the encoding that each says. @param {string} archive */
async function* textsIn(archive) {
  const options = { stdin: () => process.stdin, onBytes: () => {}, timeZone: 'UTC' };
  for await (const file of expandInputs([archive])) {
    if (file.kind === 'refusal') throw new Error(file.reason);
    for await (const opened of openInput(file, options)) {
      if (opened.kind === 'refusal') continue;
      const { location } = opened.file;
      yield { path: location.slice(location.indexOf('!/') + 2), html: await wholeText(opened.source) };
      opened.source.close();
    }
  }
}
