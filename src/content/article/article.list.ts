import type { List, Order, Parameters } from '../../store/keyset.js';
import type { ListSpec } from '../../store/list-reader.js';
import { ConditionWriter } from './article.conditions.js';
import { leadingLink, type ResolvedFilter } from './article.leading-link.js';

export const ArticleOrder = {
  PUBLISHED_DESC: 'PUBLISHED_DESC',
  PUBLISHED_ASC: 'PUBLISHED_ASC',
  MODIFIED_DESC: 'MODIFIED_DESC',
  HEADLINE_ASC: 'HEADLINE_ASC',
} as const;
export type ArticleOrder = keyof typeof ArticleOrder;

/** What a list of articles hangs on; `null` is the whole archive. */
export type ArticleScope = 'author' | 'tag' | 'publication' | null;

/** Tables whose own index is in date order, so that a page is read without touching other stories. */
interface Source {
  link: 'article_authors' | 'article_tags' | null;
  id: string;
  sortAt: string;
  where: string[];
}

const NAMES = {
  author: 'author.articles',
  tag: 'tag.articles',
  publication: 'publication.articles',
} as const;

function linkSource(link: 'article_authors' | 'article_tags'): Source {
  return { link, id: 'l.article_id', sortAt: 'l.sort_at', where: [] };
}

function scopeSource(scope: ArticleScope): Source {
  if (scope === 'author' || scope === 'tag') {
    return { ...linkSource(`article_${scope}s`), where: [`l.${scope}_id = p.id`] };
  }
  const where = scope === 'publication' ? ['a.publication_id = p.id'] : [];
  return { link: null, id: 'a.id', sortAt: 'a.sort_at', where };
}

function order(name: ArticleOrder, source: Source): Order {
  const id = { column: source.id, type: 'bigint' } as const;
  switch (name) {
    case 'PUBLISHED_DESC':
      return { name, direction: 'desc', keys: [{ column: source.sortAt, type: 'timestamptz' }, id] };
    case 'PUBLISHED_ASC':
      return {
        name,
        direction: 'asc',
        keys: [{ column: source.sortAt, type: 'timestamptz' }, id],
        last: '-infinity',
      };
    case 'MODIFIED_DESC':
      return { name, direction: 'desc', keys: [{ column: 'a.modified_at', type: 'timestamptz' }, id] };
    case 'HEADLINE_ASC':
      return { name, direction: 'asc', keys: [{ column: 'a.headline_key', type: 'text' }, id] };
    default:
      return name satisfies never;
  }
}

/**
 * The list of articles of a scope in an order, narrowed by a filter. An author's or a tag's list in date order is
 * read from the link table's index alone, and so is a list of the archive whose filter demands one author or one tag.
 */
export function articleList(
  scope: ArticleScope,
  orderBy: ArticleOrder,
  resolved: ResolvedFilter | null,
): ListSpec {
  const leading = scope === null && resolved !== null ? leadingLink(resolved) : null;
  const source = leading === null ? scopeSource(scope) : linkSource(leading.table);
  const filter = leading?.rest ?? resolved?.filter ?? null;
  return {
    name: scope === null ? 'articles' : NAMES[scope],
    order: order(orderBy, source),
    shape: resolved === null ? 'fixed' : 'varying',
    list(parameters: Parameters): List {
      const where = [...source.where];
      if (leading !== null) where.push(`l.${leading.column} = ${parameters.add(leading.id, 'bigint')}`);
      const writer = resolved === null ? null : new ConditionWriter(resolved.ids, source, parameters);
      if (writer !== null && filter !== null) where.push(...writer.write(filter));
      const readsArticles = writer?.readsArticles === true || !orderBy.startsWith('PUBLISHED');
      return { from: fromSql(source, readsArticles), where, id: source.id };
    },
  };
}

/** The link table's index alone, where nothing else is asked of the articles. */
function fromSql({ link }: Source, readsArticles: boolean): string {
  if (link === null) return 'articles as a';
  return readsArticles ? `${link} as l join articles as a on a.id = l.article_id` : `${link} as l`;
}
