/**
 * Page dumps made of HTML pages, in the shapes of shared page dumps: more pages to learn from than those whose
 * dumps are given.
 */
import { execFileSync } from 'node:child_process';
import { parseHTML } from 'linkedom';

const UNSEEN = new Set(
  'head script style noscript template svg math iframe object video audio canvas select textarea button input map'.split(
    ' ',
  ),
);
const BLOCKS = new Set(
  (
    'address article aside blockquote center body dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 ' +
    'h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);
const ELEMENT = 1;
const TEXT = 3;

/** One block a line with an empty line between, bullets before list items, texts of pictures in place. @param {string} html */
export function flatDump(html) {
  const { document } = parseHTML(html);
  const title = line(document.querySelector('title')?.textContent ?? '');
  /** @type {string[]} */
  const blocks = [];
  let words = '';
  let bullet = '';
  const end = () => {
    const text = line(words);
    words = '';
    if (text === '') return;
    blocks.push(bullet + text);
    bullet = bullet === '' ? '' : '    ';
  };
  /** @param {any} node */
  const walk = (node) => {
    if (node.nodeType === TEXT) words += node.textContent;
    if (node.nodeType !== ELEMENT && node !== document) return;
    const name = node.localName ?? '';
    if (UNSEEN.has(name)) return;
    if (name === 'br') return end();
    if (name === 'img') words += ` ${node.getAttribute('alt') ?? ''} `;
    const isBlock = BLOCKS.has(name);
    const outer = bullet;
    if (isBlock) end();
    if (name === 'li') bullet = '  • ';
    for (const child of node.childNodes) walk(child);
    if (isBlock) end();
    if (isBlock) bullet = name === 'li' ? '' : outer === '  • ' && bullet !== outer ? '    ' : outer;
  };
  walk(document.documentElement ?? document);
  return `${[title, ...blocks].join('\n\n')}\n`;
}

const WIDTH = 84;

/** The flat dump with the story's own paragraphs wrapped, and an empty line behind every line. @param {string} flat @param {string[]} paragraphs */
export function seedlikeDump(flat, paragraphs) {
  const own = new Set(paragraphs.map(line));
  return `${flat
    .split('\n')
    .filter((text) => text !== '')
    .flatMap((text) => (own.has(text) ? wrapped(text) : [text]))
    .join('\n\n')}\n`;
}

/** What the browser w3m prints of the page. @param {string} html */
export function w3mDump(html) {
  const words = ['-T', 'text/html', '-I', 'UTF-8', '-O', 'UTF-8', '-cols', String(WIDTH), '-dump'];
  return execFileSync('w3m', words, { input: html, encoding: 'utf8', maxBuffer: 1e8, timeout: 60_000 });
}

/** @param {string} text */
function wrapped(text) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

/** @param {string} text */
export function line(text) {
  return text.replace(/\s+/g, ' ').trim();
}
