import { onOneLine, plainLine } from './feed-text.js';
import { childrenOf, textIn, textOf, type XmlNode } from './xml-node.js';

const ADDRESS = /^[^\s@<>()]+@[^\s@<>()]+$/;

/** Who an item or channel says wrote it, one text for each field, e-mail addresses left out. */
export function authorsOf(node: XmlNode): string[] {
  const groups = [
    ['author', 'atom:author'],
    ['dc:creator', 'dcterms:creator'],
    ['itunes:author'],
    ['managingeditor'],
  ];
  for (const names of groups) {
    const found = childrenOf(node, ...names)
      .map(personIn)
      .filter((name) => name !== '');
    if (found.length > 0) return [...new Set(found)];
  }
  return [];
}

/** A person's name: of an Atom person, or out of `ann@lantern.example (Ann Lee)` and `Ann Lee <ann@...>`. */
function personIn(node: XmlNode): string {
  const name = textIn(node, 'name', 'atom:name');
  if (name !== null) return plain(name);
  if (textIn(node, 'email', 'atom:email', 'uri', 'atom:uri', 'url', 'atom:url', 'homepage') !== null) {
    return plain(node.children.filter((child) => typeof child === 'string').join(''));
  }
  return withoutAddress(plain(textOf(node)));
}

/** The name in an author field; empty when it holds an e-mail address alone. */
function withoutAddress(field: string): string {
  const line = onOneLine(field)
    .replace(/\bmailto:/gi, '')
    .slice(0, 2_000);
  if (!line.includes('@')) return line;
  const commented = /^\S+@\S+\s*\((.*)\)$/.exec(line)?.[1];
  if (commented !== undefined) return withoutAddress(commented);
  const words = line.split(' ').filter((word) => !ADDRESS.test(word.replace(/^[<(["']+|[>)\]"',;]+$/g, '')));
  return words.join(' ').trim();
}

function plain(name: string): string {
  return plainLine({ kind: 'html', value: name, base: null });
}
