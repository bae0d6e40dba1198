/** Prefixes that the reader knows elements by, whatever prefix a feed gives them. The empty one is the feed's own vocabulary. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['backend.userland.com/rss', ''],
  ['backend.userland.com/rss2', ''],
  ['backend.userland.com/rss091', ''],
  ['backend.userland.com/rss092', ''],
  ['blogs.law.harvard.edu/tech/rss', ''],
  ['cyber.law.harvard.edu/rss/rss.html', ''],
  ['purl.org/rss/1.0', ''],
  ['purl.org/net/rss1.1', ''],
  ['my.netscape.com/rdf/simple/0.9', ''],
  ['my.netscape.com/publish/formats/rss-0.91.dtd', ''],
  ['channel.netscape.com/rdf/simple/0.9', ''],
  ['w3.org/2005/atom', 'atom'],
  ['purl.org/atom/ns', 'atom'],
  ['purl.org/atom', 'atom'],
  ['purl.org/dc/elements/1.0', 'dc'],
  ['purl.org/dc/elements/1.1', 'dc'],
  ['purl.org/dc/terms', 'dcterms'],
  ['purl.org/rss/1.0/modules/content', 'content'],
  ['search.yahoo.com/mrss', 'media'],
  ['tools.search.yahoo.com/mrss', 'media'],
  ['itunes.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['example.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['purl.org/rss/1.0/modules/slash', 'slash'],
  ['rssnamespace.org/feedburner/ext/1.0', 'feedburner'],
  ['pheedo.com/namespace/pheedo', 'pheedo'],
  ['w3.org/1999/02/22-rdf-syntax-ns', 'rdf'],
  ['w3.org/1999/xhtml', 'xhtml'],
]);

const KNOWN: ReadonlySet<string> = new Set([...PREFIXES.values()].filter((prefix) => prefix !== ''));

/** Namespaces are compared without what feeds get wrong in them: scheme, `www.`, case, white space, the last sign. */
function keyOf(uri: string): string {
  return uri
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[/#]$/, '');
}

const MOST_DECLARATIONS = 100;

/** Prefixes that are declared at an element and around it. */
export class NamespaceScope {
  private constructor(
    private readonly outer: NamespaceScope | null,
    private readonly declared: ReadonlyMap<string, string>,
  ) {}

  static readonly empty = new NamespaceScope(null, new Map());

  /** The scope inside an element with these attributes. */
  within(attributes: Readonly<Record<string, string>>): NamespaceScope {
    const declared = new Map<string, string>();
    for (const [name, value] of Object.entries(attributes)) {
      if (declared.size >= MOST_DECLARATIONS) break;
      if (name === 'xmlns') declared.set('', keyOf(value));
      else if (name.startsWith('xmlns:')) declared.set(name.slice(6), keyOf(value));
    }
    return declared.size === 0 ? this : new NamespaceScope(this, declared);
  }

  /**
   * The element's name with the prefix that the reader knows it by; `other:` where it knows none.
   *
   * A prefix that nothing declares, or that is declared with an address unknown here, is believed when it is a
   * usual one. An element without a prefix is the feed's own unless its namespace says that it is not.
   */
  canonical(name: string): string {
    const colon = name.indexOf(':');
    const prefix = colon < 0 ? '' : name.slice(0, colon);
    const local = name.slice(colon + 1);
    const known = PREFIXES.get(this.uriOf(prefix) ?? '');
    const own = known ?? (prefix === '' || KNOWN.has(prefix) ? prefix : 'other');
    return own === '' ? local : `${own}:${local}`;
  }

  private uriOf(prefix: string): string | undefined {
    for (let scope: NamespaceScope | null = this; scope !== null; scope = scope.outer) {
      const uri = scope.declared.get(prefix);
      if (uri !== undefined) return uri;
    }
    return undefined;
  }
}
