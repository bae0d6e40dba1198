import { escapeAttribute } from '../../clean/html-markup.js';
import { LONGEST_ATTRIBUTE, type PageMarkup } from './page-markup.js';

/** The part of the DOM that is used; the project does not compile against a browser's types. */
export interface PageNode {
  readonly nodeType: number;
  readonly parentNode: PageElement | null;
  readonly nextSibling: PageNode | null;
  readonly previousSibling: PageNode | null;
  textContent: string;
  remove(): void;
}

export interface PageElement extends PageNode {
  readonly localName: string;
  readonly parentElement: PageElement | null;
  readonly children: ArrayLike<PageElement> & Iterable<PageElement>;
  readonly childNodes: ArrayLike<PageNode> & Iterable<PageNode>;
  readonly nextElementSibling: PageElement | null;
  readonly previousElementSibling: PageElement | null;
  readonly outerHTML: string;
  innerHTML: string;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  hasAttribute(name: string): boolean;
  removeAttribute(name: string): void;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  closest(selector: string): PageElement | null;
  matches(selector: string): boolean;
  contains(node: PageNode): boolean;
  replaceWith(...nodes: PageNode[]): void;
  append(...nodes: PageNode[]): void;
}

export interface PageDocument {
  readonly body: PageElement;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  createElement(name: string): PageElement;
}

let parse: ((html: string) => { document: PageDocument }) | undefined;

/** A page's tree, to be changed at will: every call makes a new one. Nothing in it is run or fetched. */
export async function openPage({ html, root, title }: PageMarkup): Promise<PageDocument> {
  if (parse === undefined) {
    const { parseHTML } = await import('linkedom');
    parse = parseHTML as unknown as (html: string) => { document: PageDocument };
  }
  const attributes = ['lang', 'class', 'itemtype', 'itemscope', 'dir']
    .flatMap((name) => {
      const value = root.get(name);
      return value === undefined || value.length > LONGEST_ATTRIBUTE
        ? []
        : [` ${name}="${escapeAttribute(value)}"`];
    })
    .join('');
  return parse(
    `<!DOCTYPE html><html><head><title>${escapeAttribute(title)}</title></head><body${attributes}>${html}</body></html>`,
  ).document;
}

/** The words in an element on one line. */
export function lineOf(node: PageNode | null): string {
  return onOneLine(node?.textContent ?? '');
}

/** The words in an element, on as many lines as its line breaks make; none of them empty. */
export function linesOf(element: PageElement): string[] {
  const lines = [''];
  const open: PageNode[] = [element];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isText(node)) lines.push((lines.pop() ?? '') + node.textContent);
    if (!isElement(node)) continue;
    if (node.localName === 'br') lines.push('');
    else for (const child of [...node.childNodes].reverse()) open.push(child);
  }
  return lines.map(onOneLine).filter((line) => line !== '');
}

export function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

export function isElement(node: PageNode): node is PageElement {
  return node.nodeType === 1;
}

export function isText(node: PageNode): boolean {
  return node.nodeType === 3;
}
