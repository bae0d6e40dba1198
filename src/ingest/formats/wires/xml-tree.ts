import { Parser } from 'htmlparser2';
import { InputFault } from '../../input-fault.js';

/** An element of a small XML document. Names are local and in lower case: agencies choose prefixes as they like. */
export interface XmlElement {
  name: string;
  /** By local name in lower case; `xml:lang` is `lang`. */
  attributes: Readonly<Record<string, string>>;
  /** Elements and texts, in order. */
  children: (XmlElement | string)[];
}

/** Deeper elements are left out and their texts stay: no agency nests half as deep, and recursion must end. */
const MAX_DEPTH = 200;
const MAX_BELOW = 2_000;
const TOO_DEEP = `Its elements nest more than ${MAX_DEPTH + MAX_BELOW} deep; no story does.`;

/**
 * A document as a tree. Forgiving: elements that are not closed end with the document. Entities that a document
 * declares are left as they are written, so none can grow or lead out.
 *
 * @returns the root, or null where there is no element.
 * @throws InputFault for one that nests without end.
 */
export async function readXml(chunks: AsyncIterable<string>): Promise<XmlElement | null> {
  const document: XmlElement = { name: '', attributes: {}, children: [] };
  const open: XmlElement[] = [document];
  let below = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const parent = open.at(-1) ?? document;
        if (open.length > MAX_DEPTH) {
          below += 1;
          // The parser's work grows with the square of the depth.
          if (below > MAX_BELOW) throw new InputFault('MALFORMED', TOO_DEEP);
          return;
        }
        const element: XmlElement = {
          name: localName(name),
          attributes: localNames(attributes),
          children: [],
        };
        parent.children.push(element);
        open.push(element);
      },
      ontext(text) {
        const { children } = open.at(-1) ?? document;
        if (typeof children.at(-1) === 'string') children[children.length - 1] += text;
        else children.push(text);
      },
      onclosetag() {
        if (below > 0) below -= 1;
        else if (open.length > 1) open.pop();
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  for await (const chunk of chunks) parser.write(chunk);
  parser.end();
  return document.children.find((child) => typeof child !== 'string') ?? null;
}

/** All children of that name; none of what is not there. */
export function childrenOf(element: XmlElement | undefined, ...names: string[]): XmlElement[] {
  return (element?.children ?? []).filter(
    (child): child is XmlElement => typeof child !== 'string' && names.includes(child.name),
  );
}

/** The first element that the names lead to, one below the other. */
export function at(element: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((found, name) => childrenOf(found, name)[0], element);
}

/** Every element of these names, wherever, in order; not inside one that was found. */
export function within(element: XmlElement | undefined, ...names: string[]): XmlElement[] {
  return (element?.children ?? []).flatMap((child) => {
    if (typeof child === 'string') return [];
    return names.includes(child.name) ? [child] : within(child, ...names);
  });
}

/** Elements between whose texts a reader sees a space. */
const APART = new Set(['p', 'br', 'byttl', 'virtloc', 'hl1', 'hl2', 'td', 'th', 'li', 'person', 'org']);

/** All text inside, on one line; the texts of elements that stand apart do not run together. */
export function textOf(element: XmlElement | undefined): string {
  return rawText(element).replace(/\s+/g, ' ').trim();
}

/** All text inside, as it is written. */
export function rawText(element: XmlElement | undefined): string {
  return (element?.children ?? [])
    .map((child) => {
      if (typeof child === 'string') return child;
      return APART.has(child.name) ? ` ${rawText(child)} ` : rawText(child);
    })
    .join('');
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}

function localNames(attributes: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [localName(name), value.trim()]),
  );
}
