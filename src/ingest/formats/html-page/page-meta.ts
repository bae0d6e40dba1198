import type { PageDocument } from './page-dom.js';
import { plainWords } from './page-words.js';

const MOST = 2_000;
const LONGEST = 20_000;

/** What the page's `meta` elements say, by name or property in lower case. */
export class PageMeta {
  private readonly values = new Map<string, string[]>();

  constructor(document: PageDocument) {
    let count = 0;
    for (const element of document.querySelectorAll('meta[content], meta[value]')) {
      count += 1;
      if (count > MOST) break;
      // Some programs that save pages write `value`.
      const content = (element.getAttribute('content') ?? element.getAttribute('value') ?? '').trim();
      if (content === '' || content.length > LONGEST) continue;
      for (const attribute of ['property', 'name', 'itemprop', 'http-equiv']) {
        for (const name of (element.getAttribute(attribute) ?? '').toLowerCase().split(/\s+/)) {
          if (name === '') continue;
          const known = this.values.get(name);
          if (known === undefined) this.values.set(name, [content]);
          else known.push(content);
        }
      }
    }
  }

  /** Every value of the first of these names that has one, as it is. */
  all(...names: readonly string[]): string[] {
    for (const name of names) {
      const values = this.values.get(name);
      if (values !== undefined) return values;
    }
    return [];
  }

  /** The first value of the first of these names that has one, as words on one line. */
  words(...names: readonly string[]): string | null {
    for (const name of names) {
      for (const value of this.values.get(name) ?? []) {
        const words = plainWords(value);
        if (words !== '') return words;
      }
    }
    return null;
  }
}
