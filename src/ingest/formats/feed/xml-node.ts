import { absoluteUrl } from '../../clean/html-image.js';
import { escapeAttribute, escapeText } from '../../clean/html-markup.js';
import { NamespaceScope } from './namespaces.js';

/** An element of a feed. Names are in lower case, with the prefix that `namespaces.ts` gives them. */
export interface XmlNode {
  name: string;
  /** Names as written, in lower case. */
  attributes: Readonly<Record<string, string>>;
  children: (XmlNode | string)[];
  scope: NamespaceScope;
  /** What relative addresses in it count from; null where nothing says. */
  base: string | null;
  /** `xml:lang` of it or the nearest element around it. */
  language: string | null;
}

/** The element inside `outer`, which gives it what it does not say itself. */
export function openNode(
  name: string,
  attributes: Readonly<Record<string, string>>,
  outer: XmlNode | null,
  documentUrl: string | null,
): XmlNode {
  const scope = (outer?.scope ?? NamespaceScope.empty).within(attributes);
  const outerBase = outer === null ? documentUrl : outer.base;
  const given = attributes['xml:base'];
  return {
    name: scope.canonical(name),
    attributes,
    children: [],
    scope,
    base: given === undefined ? outerBase : (absoluteUrl(given, outerBase) ?? outerBase),
    language: attributes['xml:lang'] ?? outer?.language ?? null,
  };
}

/** Its elements of these names, those of the first name first. */
export function childrenOf(node: XmlNode, ...names: readonly string[]): XmlNode[] {
  return names.flatMap((name) =>
    node.children.filter((child): child is XmlNode => typeof child !== 'string' && child.name === name),
  );
}

/** All words in it, without markup and without white space around them. */
export function textOf(node: XmlNode): string {
  return wordsOf(node).trim();
}

function wordsOf(node: XmlNode): string {
  return node.children.map((child) => (typeof child === 'string' ? child : wordsOf(child))).join('');
}

/** The text of the first of these elements that has any; null where none has. */
export function textIn(node: XmlNode, ...names: readonly string[]): string | null {
  for (const child of childrenOf(node, ...names)) {
    const text = textOf(child);
    if (text !== '') return text;
  }
  return null;
}

export function hasElements(node: XmlNode): boolean {
  return node.children.some((child) => typeof child !== 'string');
}

/** HTML elements that have no end tag: one would be read as a second element. */
const VOID: ReadonlySet<string> = new Set([
  'br',
  'hr',
  'img',
  'wbr',
  'source',
  'input',
  'link',
  'meta',
  'embed',
]);

/** What is in it as HTML, prefixes left out. */
export function markupOf(node: XmlNode): string {
  return node.children
    .map((child) => (typeof child === 'string' ? escapeText(child) : elementOf(child)))
    .join('');
}

function elementOf(node: XmlNode): string {
  const name = node.name.slice(node.name.indexOf(':') + 1);
  const attributes = Object.entries(node.attributes)
    .filter(([key]) => !key.includes(':') && key !== 'xmlns')
    .map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`)
    .join('');
  const start = `<${name}${attributes}>`;
  return VOID.has(name) ? start : `${start}${markupOf(node)}</${name}>`;
}
