import { readHtml } from '../../clean/html-events.js';
import { escapeAttribute, escapeText } from '../../clean/html-markup.js';

/** A page without what no story is made of, its elements balanced, and none deeper than `DEEPEST`. */
export interface PageMarkup {
  /** Everything that belongs to `body` and `head`, in the page's order. */
  html: string;
  /** Attributes of the `html` and `body` elements. */
  root: ReadonlyMap<string, string>;
  /** The words of the first `title`. */
  title: string;
  /** What the scripts of type JSON-LD hold, in order. */
  linkedData: string[];
}

/** Elements open at once; further ones are passed over, their words are not. */
const DEEPEST = 100;
const MOST_ELEMENTS = 60_000;
/** Elements side by side: what stands in line is searched from its start again and again. */
const MOST_CHILDREN = 10_000;
/** Characters of text, each counted once for every element around it: what a search of the tree costs. */
const MOST_WORK = 50_000_000;
/** Characters that have to be escaped, each of which becomes a node of its own. */
const MOST_SIGNS = 100_000;
/** Characters; longer ones say nothing that is looked for. */
export const LONGEST_ATTRIBUTE = 8_000;
const MOST_LINKED_DATA = 50;

const DROPPED = new Set([
  'applet',
  'canvas',
  'embed',
  'frame',
  'frameset',
  'iframe',
  'math',
  'noembed',
  'noframes',
  'object',
  'script',
  'style',
  'svg',
  'template',
  'textarea',
  'title',
]);
const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
]);
const OUTERMOST = new Set(['html', 'head', 'body']);
const KEPT_ATTRIBUTE =
  /^(?:id|class|item(?:prop|type|scope|id)|rel|rev|href|src|srcset|content|property|typeof|resource|about|name|http-equiv|lang|xml:lang|datetime|pubdate|title|alt|value|width|height|style|hidden|role|type|media|open|data-[\w-]+|aria-(?:hidden|label|modal))$/i;

/** What an HTML page says, ready for a parser that could not bear everything; null when it is too large for one. */
export function readMarkup(html: string): PageMarkup | null {
  const writer = new MarkupWriter();
  readHtml(html.replaceAll('\0', ''), writer);
  return writer.finish();
}

class MarkupWriter {
  private readonly pieces: string[] = [];
  /** The names of what is open; empty for what is passed over. */
  private readonly open: string[] = [];
  private depth = 0;
  /** How many elements each open one holds so far; the first is the page. */
  private readonly children = [0];
  private isTooWide = false;
  private elements = 0;
  private work = 0;
  private signs = 0;
  private readonly root = new Map<string, string>();
  private title: string | null = null;
  private readonly linkedData: string[] = [];
  /** How many elements are open inside the dropped one, itself included. */
  private dropped = 0;
  private takes: 'title' | 'linked-data' | null = null;

  onopentag(name: string, attributes: Record<string, string>): void {
    if (this.dropped > 0 || DROPPED.has(name)) {
      if (this.dropped === 0) this.takes = this.takesOf(name, attributes);
      this.dropped += 1;
      return;
    }
    if (OUTERMOST.has(name)) {
      for (const [key, value] of Object.entries(attributes))
        if (!this.root.has(key)) this.root.set(key, value);
      this.open.push('');
      return;
    }
    this.elements += 1;
    const passed =
      this.elements > MOST_ELEMENTS || (this.depth >= DEEPEST && !VOID.has(name)) || !isName(name);
    this.open.push(passed ? '' : name);
    if (passed) return;
    this.count();
    if (!VOID.has(name)) {
      this.depth += 1;
      this.children.push(0);
    }
    this.pieces.push(`<${name}${written(attributes)}>`);
  }

  onclosetag(): void {
    if (this.dropped > 0) {
      this.dropped -= 1;
      if (this.dropped === 0) this.takes = null;
      return;
    }
    const name = this.open.pop() ?? '';
    if (name === '' || VOID.has(name)) return;
    this.depth -= 1;
    this.children.pop();
    this.pieces.push(`</${name}>`);
  }

  ontext(text: string): void {
    if (this.dropped > 0) {
      if (this.takes === 'title') this.title = (this.title ?? '') + text;
      if (this.takes === 'linked-data') this.linkedData.push(`${this.linkedData.pop() ?? ''}${text}`);
      return;
    }
    this.work += text.length * this.depth;
    const escaped = escapeText(text);
    if (escaped !== text) this.signs += (escaped.length - text.length) / 4;
    this.pieces.push(escaped);
  }

  finish(): PageMarkup | null {
    if (this.isTooWide || this.signs > MOST_SIGNS || this.elements > MOST_ELEMENTS || this.work > MOST_WORK)
      return null;
    return {
      html: this.pieces.join(''),
      root: this.root,
      title: (this.title ?? '').replace(/\s+/g, ' ').trim(),
      linkedData: this.linkedData,
    };
  }

  private count(): void {
    const last = this.children.length - 1;
    const children = (this.children[last] ?? 0) + 1;
    this.children[last] = children;
    if (children > MOST_CHILDREN) this.isTooWide = true;
  }

  private takesOf(name: string, { type = '' }: Record<string, string>): 'title' | 'linked-data' | null {
    if (name === 'title' && this.title === null) return 'title';
    if (name !== 'script' || !/\bld\+json\b/i.test(type) || this.linkedData.length >= MOST_LINKED_DATA)
      return null;
    this.linkedData.push('');
    return 'linked-data';
  }
}

function isName(name: string): boolean {
  return /^[a-z][\w:.-]{0,60}$/i.test(name);
}

function written(attributes: Record<string, string>): string {
  let text = '';
  for (const [name, value] of Object.entries(attributes)) {
    if (!KEPT_ATTRIBUTE.test(name) || value.length > LONGEST_ATTRIBUTE) continue;
    text += ` ${name}="${escapeAttribute(value)}"`;
  }
  return text;
}
