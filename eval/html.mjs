/**
 * How well HTML pages become articles, measured on pages whose text, headline, author or date are known:
 *
 *   npm run eval:html                     the shared data
 *   npm run eval:html -- FOLDER           another folder with aeb-*, mercury-* and trafilatura-* in it or in its html/
 *   npm run eval:html -- FOLDER --wrong   also everything that is not as expected
 *   npm run eval:html -- --half 1         only the pages of which a hash of the name is odd (0: even)
 *
 * Every page is read as `broadsheet ingest` reads it; one that is refused has no text, no headline and no author.
 *
 * aeb: shingles of four words (letters, digits, underscore) as multisets; a page's precision and recall from the
 * shingles found, too many and missing; both averaged over the pages, precision over those with any text; F1 of
 * the averages.
 *
 * mercury: headlines equal by the archive's own key (letter case, accents, punctuation, white space). Authors are
 * equal when the same names are there, in any order: letter case, accents, punctuation, an opening such as `By`
 * and what separates names set aside, and so are organisations that are named beside people. Dates are equal on the same day in UTC, and `instant` on the same second.
 *
 * trafilatura: snippets that must and that must not be in the body, white space made alike; its title, author,
 * date and tags too, without a target.
 */
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { nameKey, normaliseHeadline } from '../dist/content/key.js';
import { sharedData } from './support/data.mjs';
import { findCollection, readPages } from './support/html-truth.mjs';
import { compareTexts, f1 } from './support/shingles.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { wrong: { type: 'boolean', default: false }, half: { type: 'string' } },
});
const folder = resolve(positionals[0] ?? join(sharedData(), 'html'));
const lines = [];

/** @param {import('./support/html-truth.mjs').TruePage} page */
function isMeasured(page) {
  const odd = createHash('sha256').update(page.file).digest()[0] ?? 0;
  return values.half === undefined || odd % 2 === Number(values.half);
}

/** @param {string} figure @param {number} share @param {string} counted @param {number | null} [target] */
function row(figure, share, counted, target = null) {
  const missed = target !== null && !(share >= target);
  lines.push(
    `${figure.padEnd(28)}${counted.padEnd(12)}${share.toFixed(4).padEnd(9)}${target ?? ''}${missed ? '  missed' : ''}`,
  );
  if (missed) process.exitCode = 1;
}

/** @param {string} line */
function report(line) {
  if (values.wrong) console.log(line);
}

/** @param {string} name @param {(page: any, found: any) => void} measure */
async function eachPage(name, measure) {
  const collection = findCollection(folder, name);
  if (collection === null) {
    lines.push(`${name.padEnd(28)}absent: no ${name}-*.tar.xz with its ground truth`);
    return false;
  }
  const read = await readPages(collection.archive);
  for (const page of collection.pages.filter(isMeasured)) {
    const found = read.get(page.file);
    if (found?.draft === undefined) report(`${page.file}: ${found?.refusal?.code ?? 'nothing came of it'}`);
    measure(page, found ?? {});
  }
  return true;
}

/** Right answers of those that could be. */
class Figure {
  right = 0;
  all = 0;

  /** @param {boolean} isRight @param {string} wrong */
  add(isRight, wrong) {
    this.all += 1;
    if (isRight) this.right += 1;
    else report(wrong);
  }

  /** @param {string} name @param {number | null} [target] */
  print(name, target) {
    row(name, this.right / Math.max(1, this.all), `${this.right}/${this.all}`, target);
  }
}

/** @param {number[]} numbers */
function mean(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
}

async function measureBodies() {
  const precision = [];
  const recall = [];
  const pages = [];
  const isThere = await eachPage('aeb', (page, { bodyText = '' }) => {
    const scores = compareTexts(bodyText, page.articleBody);
    if (/[\p{L}\p{N}_]/u.test(bodyText)) precision.push(scores.precision);
    recall.push(scores.recall);
    pages.push({ ...scores, file: page.file });
  });
  if (!isThere) return;
  for (const page of pages.sort((a, b) => a.precision + a.recall - b.precision - b.recall))
    report(`${page.file}: precision ${page.precision.toFixed(3)}, recall ${page.recall.toFixed(3)}`);
  row('aeb body precision', mean(precision), String(precision.length));
  row('aeb body recall', mean(recall), String(recall.length));
  row('aeb body F1', f1(mean(precision), mean(recall)), '', 0.96);
}

const OPENING =
  /^\s*(?:by|von|par|por|author|written by|著者|作者|文)\s*[:：●/]?\s+|^\s*(?:著者|作者|文)\s*[:：●]\s*/i;
const BETWEEN = /\s*(?:[,，、;；|／/&·・]|\s(?:and|und|et|y)\s)\s*/u;

/** @param {string} text */
function namesIn(text) {
  return text
    .replace(OPENING, '')
    .split(BETWEEN)
    .map(nameKey)
    .filter((name) => name !== '')
    .sort()
    .join('; ');
}

/** @param {string} expected @param {any} draft */
function isAuthor(expected, draft) {
  if (draft === undefined) return false;
  const printed = draft.byline ?? '';
  const resolved = draft.authors.map(({ name }) => name).join(', ');
  const people = draft.authors.filter(({ kind }) => kind === 'PERSON').map(({ name }) => name);
  return [printed, resolved, people.join(', ')].some(
    (text) => text !== '' && namesIn(text) === namesIn(expected),
  );
}

async function measureFacts() {
  const [title, author, day, instant] = [new Figure(), new Figure(), new Figure(), new Figure()];
  const isThere = await eachPage('mercury', (page, { draft }) => {
    if (page.title)
      title.add(
        normaliseHeadline(draft?.headline ?? '') === normaliseHeadline(page.title),
        `${page.file}: title ${page.title} | ${draft?.headline}`,
      );
    if (page.author)
      author.add(
        isAuthor([page.author].flat().join(', '), draft),
        `${page.file}: author ${page.author} | ${draft?.byline} | ${draft?.authors.map(({ name }) => name)}`,
      );
    if (!page.date_published) return;
    const at = draft?.publishedAt ?? '';
    day.add(
      at.slice(0, 10) === page.date_published.slice(0, 10),
      `${page.file}: day ${page.date_published} | ${at}`,
    );
    instant.add(
      Math.trunc(Date.parse(at) / 1_000) === Math.trunc(Date.parse(page.date_published) / 1_000),
      `${page.file}: instant ${page.date_published} | ${at}`,
    );
  });
  if (!isThere) return;
  title.print('mercury title', 0.93);
  author.print('mercury author', 0.85);
  day.print('mercury date, same day', 0.92);
  instant.print('mercury date, same instant');
}

/** @param {string} text */
function spaced(text) {
  return text.replace(/\s+/g, ' ').trim();
}

async function measureSnippets() {
  const [kept, gone, title, author, day, tags] = Array.from({ length: 6 }, () => new Figure());
  const isThere = await eachPage('trafilatura', (page, { draft, bodyText = '' }) => {
    const body = spaced(bodyText);
    for (const snippet of page.with)
      kept?.add(body.includes(spaced(snippet)), `${page.file}: lacks ${snippet}`);
    for (const snippet of page.without)
      gone?.add(!body.includes(spaced(snippet)), `${page.file}: holds ${snippet}`);
    if (page.title)
      title?.add(
        normaliseHeadline(draft?.headline ?? '') === normaliseHeadline(page.title),
        `${page.file}: title ${page.title} | ${draft?.headline}`,
      );
    if (page.author)
      author?.add(
        isAuthor([page.author].flat().join(', '), draft),
        `${page.file}: author ${page.author} | ${draft?.byline} | ${draft?.authors.map(({ name }) => name)}`,
      );
    if (page.date)
      day?.add(
        (draft?.publishedAt ?? '').slice(0, 10) === page.date,
        `${page.file}: day ${page.date} | ${draft?.publishedAt}`,
      );
    const names = new Set((draft?.tags ?? []).map((tag) => nameKey(tag.name)));
    if (page.tags?.length > 0)
      tags?.add(
        page.tags.every((tag) => names.has(nameKey(tag))),
        `${page.file}: tags ${page.tags} | ${[...names]}`,
      );
  });
  if (!isThere) return;
  kept?.print('trafilatura snippets kept', 0.93);
  gone?.print('trafilatura snippets gone', 0.9);
  title?.print('trafilatura title');
  author?.print('trafilatura author');
  day?.print('trafilatura date, same day');
  tags?.print('trafilatura all tags');
}

await measureBodies();
await measureFacts();
await measureSnippets();
console.log(`pages of ${folder}${values.half === undefined ? '' : `, half ${values.half}`}`);
console.log('figure                      right       share    target');
for (const line of lines) console.log(line);
if (lines.every((line) => line.includes('absent'))) process.exitCode = 1;
