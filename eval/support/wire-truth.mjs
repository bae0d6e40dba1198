/**
 * What the items of wires say, read in another way than the product reads them: XML as a tree of DOM nodes, ninjs as
 * plain JSON, the text of agencies by its marks.
 */
import { readFileSync } from 'node:fs';
import { DOMParser } from '@xmldom/xmldom';

/**
 * @typedef {{ family: string, id: string | null, version: number | null, headline: string, byline: string,
 *   published: number | null, modified: number | null, language: string | null, words: string[], isStory: boolean }} TrueItem
 */

/** The words of a text: letters and digits, in lower case. @param {string} text */
export function wordsOf(text) {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** The items of a file, in order; null where it is no wire. @param {string} path @returns {TrueItem[] | null} */
export function trueItems(path) {
  const bytes = readFileSync(path);
  const text = decoded(bytes).replace(/^\uFEFF/, '');
  if (/^\s*</.test(text)) return xmlItems(text);
  if (/^\s*[[{]/.test(text)) return jsonItems(text);
  return text.includes('\u0002') ? [messageItem(text)] : null;
}

/** Bytes that are UTF-8 are that, whatever they say. @param {Buffer} bytes */
function decoded(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** @param {string} text @returns {TrueItem[] | null} */
function xmlItems(text) {
  /** @type {any} */
  let root;
  try {
    root = new DOMParser({ onError: () => {} }).parseFromString(text, 'text/xml').documentElement;
  } catch {
    return null;
  }
  switch (root?.localName) {
    case 'nitf':
      return [nitfItem(root)];
    case 'NewsML':
      return all(root, 'NewsItem').map(newsmlItem);
    case 'newsMessage':
      return all(root, 'itemSet').flatMap((set) =>
        [...set.childNodes].filter((node) => node.nodeType === 1).map(g2Item),
      );
    case 'newsItem':
    case 'packageItem':
    case 'conceptItem':
    case 'knowledgeItem':
    case 'planningItem':
    case 'catalogItem':
      return [g2Item(root)];
    default:
      return null;
  }
}

/** @param {any} nitf @returns {TrueItem} */
function nitfItem(nitf) {
  const status = first(nitf, 'docdata')?.getAttribute('management-status') ?? '';
  const words = nitfWords(nitf);
  return {
    family: 'nitf',
    id: first(nitf, 'doc-id')?.getAttribute('id-string') || nitf.getAttribute('uno') || null,
    version: null,
    headline:
      line(first(nitf, 'hl1')) || line(first(nitf, 'hedline')) || line(first(first(nitf, 'head'), 'title')),
    byline: all(first(nitf, 'body.head'), 'byline').map(line).filter(Boolean).join('; '),
    published: moment(first(nitf, 'date.issue')?.getAttribute('norm')),
    modified: null,
    language: null,
    words,
    isStory:
      (words.length > 0 || line(first(nitf, 'abstract')) !== '') && !/embargo|withh|cancel/i.test(status),
  };
}

/** @param {any} nitf */
function nitfWords(nitf) {
  const parts = [...all(nitf, 'body.content'), ...all(first(nitf, 'body.end'), 'tagline')];
  return parts.flatMap((part) => wordsOf(bodyText(part)));
}

/** @param {any} item @returns {TrueItem} */
function g2Item(item) {
  const meta = first(item, 'contentMeta');
  const itemMeta = first(item, 'itemMeta');
  const parts = [...all(item, 'inlineXML'), ...all(item, 'inlineData')];
  const words = parts.map(g2Words).find((found) => found.length > 0) ?? [];
  const inner = parts.map((part) => first(part, 'nitf')).find(Boolean);
  const held = first(itemMeta, 'pubStatus')?.getAttribute('qcode') ?? '';
  const embargo = moment(line(first(itemMeta, 'embargoed')));
  const headline =
    line(mainOf(meta, 'headline')) ||
    line(mainOf(itemMeta, 'title')) ||
    (inner ? nitfItem(inner).headline : '');
  return {
    family: 'newsml-g2',
    id: item.getAttribute('guid') || null,
    version: Number(item.getAttribute('version')) || null,
    headline,
    byline:
      line(children(meta, 'by').find((one) => line(one) !== '')) || (inner ? nitfItem(inner).byline : ''),
    published: moment(
      line(first(itemMeta, 'firstCreated')) ||
        line(first(meta, 'contentCreated')) ||
        line(first(itemMeta, 'versionCreated')),
    ),
    modified: moment(line(first(itemMeta, 'versionCreated'))),
    language: null,
    words,
    isStory:
      item.localName === 'newsItem' &&
      words.length > 0 &&
      headline !== '' &&
      !/embargo|withh|cancel/i.test(held) &&
      (embargo === null || embargo <= Date.now()),
  };
}

/** @param {any} part */
function g2Words(part) {
  const nitf = first(part, 'nitf');
  if (nitf) return nitfWords(nitf);
  const markup = part.localName === 'inlineData' && /html/i.test(part.getAttribute('contenttype') ?? '');
  const body = first(part, 'body');
  return wordsOf(markup ? part.textContent.replace(/<[^>]*>/g, ' ') : bodyText(body ?? part));
}

/** @param {any} item @returns {TrueItem} */
function newsmlItem(item) {
  const datas = all(item, 'DataContent').filter((data) => {
    const component = data.parentNode.parentNode;
    const role = children(component, 'Role')[0]?.getAttribute('FormalName') ?? '';
    const media = children(data.parentNode, 'MediaType')[0]?.getAttribute('FormalName') ?? 'Text';
    return /text/i.test(media) && !/caption|teaser/i.test(role);
  });
  const words = datas.flatMap((data) => {
    const nitf = first(data, 'nitf');
    return nitf ? nitfWords(nitf) : wordsOf(bodyText(first(data, 'body') ?? data));
  });
  const version = line(first(item, 'RevisionId'));
  const id = [
    line(first(item, 'ProviderId')),
    line(first(item, 'DateId')).slice(0, 8),
    line(first(item, 'NewsItemId')),
  ];
  const headline = line(all(item, 'HeadLine').find((one) => line(one) !== ''));
  return {
    family: 'newsml',
    id: id.join(':'),
    version: /^\d+$/.test(version) ? Number(version) : null,
    headline,
    byline: line(all(item, 'ByLine').find((one) => line(one) !== '')),
    published: moment(line(first(item, 'FirstCreated'))),
    modified: moment(line(first(item, 'ThisRevisionCreated'))),
    language: first(item, 'Language')?.getAttribute('FormalName') ?? null,
    words,
    isStory:
      words.length > 0 &&
      headline !== '' &&
      /usable/i.test(first(item, 'Status')?.getAttribute('FormalName') ?? 'usable'),
  };
}

/** @param {string} text @returns {TrueItem[] | null} */
function jsonItems(text) {
  /** @type {any} */
  let read;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  const list = Array.isArray(read) ? read : read.uri || read.guid ? [read] : (read.item ?? read.items ?? []);
  return list.length === 0 ? null : list.map(ninjsItem);
}

/** @param {any} item @returns {TrueItem} */
function ninjsItem(item) {
  const html = item.bodies?.find?.((/** @type {any} */ one) =>
    /html/.test(one.contentType ?? one.contenttype ?? ''),
  )?.value;
  const rich = html ?? item.body_xhtml ?? item.body_html;
  const plain =
    item.bodies?.find?.((/** @type {any} */ one) => typeof one.value === 'string')?.value ?? item.body_text;
  const other = Object.keys(item)
    .filter((name) => name.startsWith('body_') && typeof item[name] === 'string')
    .sort()[0];
  const body = rich ?? plain ?? (other === undefined ? undefined : item[other]);
  const words = typeof body === 'string' ? wordsOf(typeof rich === 'string' ? plainOf(body) : body) : [];
  const headlines = Array.isArray(item.headlines)
    ? item.headlines.filter((/** @type {any} */ one) => typeof one?.value === 'string')
    : [];
  const main =
    headlines.find((/** @type {any} */ one) => one.role === undefined || /main|default/i.test(one.role)) ??
    headlines[0];
  const headline =
    [main?.value, item.headline, item.headline_text, item.title].find(
      (one) => typeof one === 'string' && one.trim() !== '',
    ) ?? '';
  const status = String(item.pubstatus ?? item.pubStatus ?? '');
  const embargo = moment(item.embargoed);
  return {
    family: 'ninjs',
    id: stringOf(item.uri ?? item.guid),
    version: /^\d{1,9}$/.test(String(item.version ?? '')) ? Number(item.version) : null,
    headline: headline.trim().replace(/\s+/g, ' '),
    byline: stringOf(item.byline) ?? stringOf(item.by) ?? '',
    published: moment(
      item.firstPublished ??
        item.firstpublished ??
        item.firstcreated ??
        item.firstCreated ??
        item.contentcreated ??
        item.contentCreated ??
        item.versioncreated ??
        item.versionCreated,
    ),
    modified: moment(item.versioncreated ?? item.versionCreated),
    language: stringOf(item.language),
    words,
    isStory:
      words.length > 0 &&
      headline !== '' &&
      !/embargo|withh|cancel/i.test(status) &&
      (embargo === null || embargo <= Date.now()),
  };
}

/** @param {string} text @returns {TrueItem} */
function messageItem(text) {
  const [, body = '', trailer = ''] = text.split('\u0003').flatMap((part) => part.split('\u0002'));
  const iptc = /(\d\d)(\d\d)(\d\d) (?:GMT )?(\p{L}+) (\d\d)/u.exec(trailer);
  const anpa = /(\d\d)-(\d\d)-(\d\d) (\d\d)(\d\d)GMT/.exec(trailer);
  const month =
    iptc &&
    'jan feb mar apr may jun jul aug sep oct nov dec'
      .split(' ')
      .indexOf((iptc[4] ?? '').toLowerCase().replace('okt', 'oct').slice(0, 3));
  return {
    family: 'agency-text',
    id: null,
    version: null,
    headline: '',
    byline: (/^\^?(by .*?)\s*[<=]?\s*$/im.exec(body)?.[1] ?? '').trim(),
    published: anpa
      ? Date.UTC(
          2000 + Number(anpa[3]),
          Number(anpa[1]) - 1,
          Number(anpa[2]),
          Number(anpa[4]),
          Number(anpa[5]),
        )
      : iptc
        ? Date.UTC(2000 + Number(iptc[5]), month ?? 0, Number(iptc[1]), Number(iptc[2]), Number(iptc[3]))
        : null,
    modified: null,
    language: null,
    // Headline, byline and notes are lines of the text too: only the last words are surely of the body.
    words: wordsOf(body.replace(/^\^END<$/m, '')).slice(-6),
    isStory: true,
  };
}

/** @param {any} element @param {string} name @returns {any[]} */
function all(element, name) {
  return element ? [...element.getElementsByTagNameNS('*', name)] : [];
}

/** @param {any} element @param {string} name */
function first(element, name) {
  return all(element, name)[0] ?? null;
}

/** @param {any} element @param {string} name @returns {any[]} */
function children(element, name) {
  return element ? [...element.childNodes].filter((/** @type {any} */ node) => node.localName === name) : [];
}

/** @param {any} element @param {string} name */
function mainOf(element, name) {
  const found = children(element, name).filter((one) => line(one) !== '');
  return (
    found.find((one) => !one.getAttribute('role') || /main|summary/i.test(one.getAttribute('role'))) ??
    found[0]
  );
}

const APART = new Set([
  'p',
  'br',
  'byttl',
  'virtloc',
  'hl1',
  'hl2',
  'td',
  'th',
  'li',
  'person',
  'org',
  'tr',
  'table',
  'div',
  'block',
  'bq',
  'pre',
  'h1',
  'h2',
  'h3',
  'h4',
]);
/** Captions belong to pictures, and are not part of a body's text. */
const NOT_TEXT = new Set(['media', 'figure', 'script', 'style', 'media-metadata']);

/** @param {any} node @returns {string} */
function textIn(node) {
  if (node.nodeType === 3 || node.nodeType === 4) return node.nodeValue ?? '';
  const inner = [...(node.childNodes ?? [])].map(textIn).join('');
  return APART.has(node.localName) ? ` ${inner} ` : inner;
}

/** @param {any} node @returns {string} */
function bodyText(node) {
  if (node.nodeType === 3 || node.nodeType === 4) return node.nodeValue ?? '';
  if (NOT_TEXT.has(node.localName)) return ' ';
  const inner = [...(node.childNodes ?? [])].map(bodyText).join('');
  return APART.has(node.localName) ? ` ${inner} ` : inner;
}

/** @param {any} element */
function line(element) {
  return element ? textIn(element).replace(/\s+/g, ' ').trim() : '';
}

/** @param {string} html */
function plainOf(html) {
  const named = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
  return html
    .replace(/<(script|style|figure|head)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<\/?(?:p|br|div|h\d|li|ul|ol|td|th|tr|table|block|hl2)\b[^>]*>/gi, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&#x([0-9a-f]+);/gi, (_all, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_all, code) => String.fromCodePoint(Number(code)))
    .replace(/&(\w+);/g, (whole, name) => named[/** @type {keyof typeof named} */ (name)] ?? whole);
}

/** A moment in any of the ways in which wires write one; null for what is none. @param {unknown} text */
function moment(text) {
  const basic = String(text ?? '')
    .trim()
    .replace(
      /^(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?$/,
      (_all, y, m, d, h, i, s, z) => `${y}-${m}-${d}T${h ?? '00'}:${i ?? '00'}:${s ?? '00'}${z ?? 'Z'}`,
    );
  const full = basic.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d)/, '$1T$2').replace(/([+-]\d\d)(\d\d)$/, '$1:$2');
  const at = Date.parse(/T/.test(full) && !/(?:Z|[+-]\d\d:\d\d)$/.test(full) ? `${full}Z` : full);
  return Number.isNaN(at) ? null : at;
}

/** @param {unknown} value */
function stringOf(value) {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
