/** Vocabularies that an export uses, by what is constant in their addresses. */
const VOCABULARIES: readonly (readonly [RegExp, string])[] = [
  [/^wordpress\.org\/export\/[\d.]+$/, 'wp'],
  [/^wordpress\.org\/export\/[\d.]+\/excerpt$/, 'excerpt'],
  [/^purl\.org\/rss\/1\.0\/modules\/content$/, 'content'],
  [/^purl\.org\/dc\/elements\/1\.1$/, 'dc'],
];

const KNOWN: ReadonlySet<string> = new Set(VOCABULARIES.map(([, prefix]) => prefix));
const MOST_DECLARATIONS = 50;

type Attributes = Readonly<Record<string, string>>;

/**
 * Prefixes that are declared at an element and around it. A prefix is what its address says. One that nothing
 * declares, or that only the root declares with an unknown address, is what it looks like; one that is declared
 * anew inside with an unknown address is not.
 */
export class WxrNames {
  private constructor(
    private readonly outer: WxrNames | null,
    private readonly declared: ReadonlyMap<string, string>,
  ) {}

  static readonly none = new WxrNames(null, new Map());

  /** The names inside an element with these attributes. */
  within(attributes: Attributes): WxrNames {
    const declared = new Map<string, string>();
    for (const name in attributes) {
      if (!name.startsWith('xmlns') || declared.size >= MOST_DECLARATIONS) continue;
      if (name === 'xmlns') declared.set('', this.vocabularyOf(attributes[name] ?? '', ''));
      else if (name[5] === ':')
        declared.set(name.slice(6), this.vocabularyOf(attributes[name] ?? '', name.slice(6)));
    }
    return declared.size === 0 ? this : new WxrNames(this, declared);
  }

  /** The element's name with the prefix that it has in the exports of WordPress; `other:` for what is foreign. */
  canonical(name: string): string {
    const colon = name.indexOf(':');
    const prefix = colon < 0 ? '' : name.slice(0, colon);
    const known = this.find(prefix) ?? (KNOWN.has(prefix) ? prefix : prefix === '' ? '' : 'other');
    return known === '' ? name.slice(colon + 1) : `${known}:${name.slice(colon + 1)}`;
  }

  private vocabularyOf(uri: string, prefix: string): string {
    const key = uri
      .trim()
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .replace(/\/$/, '');
    const known = VOCABULARIES.find(([address]) => address.test(key))?.[1];
    if (known !== undefined) return known;
    const isUsual = prefix === '' || KNOWN.has(prefix);
    const isBelieved = key === '' || (this.outer === null && this.declared.size === 0);
    return isUsual && isBelieved ? prefix : 'other';
  }

  private find(prefix: string): string | undefined {
    for (let scope: WxrNames | null = this; scope !== null; scope = scope.outer) {
      const known = scope.declared.get(prefix);
      if (known !== undefined) return known;
    }
    return undefined;
  }
}
