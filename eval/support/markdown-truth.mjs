/**
 * An own reading of sites in Markdown, line by line, for comparing: it shares no code with the product's reader.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFragment } from 'parse5';
import { readJsonLines } from './data.mjs';
import { filesBelow } from './feed-truth.mjs';

/**
 * @typedef {{ path: string, kind: 'article' | 'author' | 'tag', title: string, slug: string, authors: string[],
 *   topics: string[], date: string, standfirst: string, words: string[], hasProgram: boolean }} TruePage
 */

/** The folder of a site in a folder, with the truth beside it. @param {string} folder */
export function markdownSite(folder) {
  const found = [join(folder, 'digitalgov'), folder].find((one) => existsSync(join(one, 'content')));
  if (found === undefined) return null;
  const truth = filesBelow(found).find((path) => /digitalgov.*\.jsonl\.gz$/.test(path));
  const listed = truth === undefined ? [] : readJsonLines(truth);
  return {
    folder: found,
    pages: filesBelow(join(found, 'content')).filter((path) => path.endsWith('.md')),
    listed,
  };
}

/** @param {string} path @returns {TruePage} */
export function truePage(path) {
  const lines = readFileSync(path, 'utf8').split(/\r?\n/);
  const start = lines.indexOf('---');
  const end = lines.indexOf('---', start + 1);
  const front = frontLines(lines.slice(start + 1, end));
  const one = (/** @type {string} */ key) => String(front.get(key) ?? '');
  const many = (/** @type {string} */ key) => [front.get(key) ?? []].flat().filter((item) => item !== '');
  const parts = path.split('/');
  const kind = parts.includes('authors') ? 'author' : parts.includes('topics') ? 'tag' : 'article';
  const own =
    kind === 'article' ? (parts.at(-1) ?? '').replace(/^\d{4}-\d\d-\d\d-|\.md$/g, '') : parts.at(-2);
  return {
    path,
    kind,
    title: shown(one('display_name') || one('title')),
    slug: one('slug') || String(own),
    authors: many('authors'),
    topics: many('topics'),
    date: one('date'),
    standfirst: shown(one('deck') || one('summary')),
    words: wordsOf(stripped(lines.slice(end + 1).join('\n'))),
    hasProgram: /^`<[^`\n]*$/m.test(lines.slice(end + 1).join('\n')),
  };
}

/** Members of one line, and lists of lines with a dash. @param {string[]} lines */
function frontLines(lines) {
  /** @type {Map<string, string | string[]>} */
  const found = new Map();
  let key = '';
  for (const line of lines) {
    const member = /^([\w-]+):\s*(.*)$/.exec(line);
    const item = /^\s*-\s+(.*)$/.exec(line);
    if (member?.[1] !== undefined) {
      key = member[1];
      found.set(key, unquoted(member[2] ?? ''));
    } else if (item && key !== '') {
      const list = found.get(key);
      found.set(key, [...(Array.isArray(list) ? list : []), unquoted(item[1] ?? '')]);
    } else if (/^\s+\S/.test(line) && typeof found.get(key) === 'string') {
      found.set(key, unquoted(`${found.get(key)} ${line.trim()}`));
    }
  }
  return found;
}

/** @param {string} given */
function unquoted(given) {
  const value = given.trim();
  if (/^'.*'$/s.test(value)) return value.slice(1, -1).replaceAll("''", "'");
  if (/^".*"$/s.test(value)) return value.slice(1, -1).replaceAll(/\\(.)/g, '$1');
  return value.replace(/\s+#.*$/, '').replace(/^#.*$/, '');
}

/** What a browser shows of a text with entities and tags, on one line. @param {string} text */
export function shown(text) {
  return textIn(parseFragment(text)).replace(/\s+/g, ' ').trim();
}

/** @param {any} node @returns {string} */
function textIn(node) {
  if (node.nodeName === '#text') return node.value;
  if (['script', 'style', 'iframe', 'object', 'form'].includes(node.nodeName)) return ' ';
  const inside = (node.childNodes ?? []).map(textIn).join('');
  return /^(?:p|div|address|li|ul|ol|dl|dt|dd|td|th|tr|h\d|br|blockquote|figure|table|pre)$/.test(
    node.nodeName,
  )
    ? ` ${inside} `
    : inside;
}

/** Markdown without its marks. @param {string} markdown */
function stripped(markdown) {
  return shown(
    markdown
      .replace(/\{\{< *youtube [^>]*?id="?([\w-]+)[^>]*>\}\}/g, 'https://www.youtube.com/watch?v=$1')
      .replace(
        /\{\{< *tweet [^>]*?user="?(\w+)"?[^>]*?id="?(\d+)[^>]*>\}\}/g,
        'https://twitter.com/$1/status/$2',
      )
      .replace(/\{\{< *quote-block text="([^"]*)" cite="([^"]*)"[^>]*>\}\}/g, ' $1 $2 ')
      .replace(/<audio[\s\S]*?<\/audio>/g, ' ')
      .replace(/\{\{[<%] *(?:legacy-)?img[\s\S]*?[>%]\}\}/g, ' ')
      .replace(/\{\{[<%][\s\S]*?[>%]\}\}/g, '')
      .replace(/^(#+ .*?)\s*\{#[\w-]+\}$/gm, '$1')
      .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
      .replace(/\]\(\s*(?:[^()\s]|\([^()]*\))*(?:\s+(?:"[^"\n]*"|“[^”\n]*”|'[^'\n]*'))?\s*\)/g, '')
      .replace(/<((?:https?:|mailto:)[^\s>]+|[^\s<>@]+@[^\s<>]+)>/g, '$1')
      .replaceAll('%22', '"')
      .replace(/^ {0,3}\[[^\]]+\]:\s+\S+.*$/gm, '')
      .replace(/[ \t]*\{\.[\w-]+\}$/gm, '')
      .replace(/`[^`]{1,2000}`/g, (code) => code.replaceAll('<', '&lt;'))
      .replace(/\*/g, ''),
  );
}

/** Letters and digits alone, without the numbers of lists: marks of Markdown are none. @param {string} text */
export function wordsOf(text) {
  return (text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !/^\d{1,2}$/.test(word));
}
