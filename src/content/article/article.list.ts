import type { List, Order, Parameters } from '../../store/keyset.js';
import type { ListSpec } from '../../store/list-reader.js';
import { ConditionWriter, type FilterIds } from './article.conditions.js';
import type { ArticleFilter } from './article.filter.js';

export const ArticleOrder = {
  PUBLISHED_DESC: 'PUBLISHED_DESC',
  PUBLISHED_ASC: 'PUBLISHED_ASC',
  MODIFIED_DESC: 'MODIFIED_DESC',
  HEADLINE_ASC: 'HEADLINE_ASC',
} as const;
export type ArticleOrder = keyof typeof ArticleOrder;

/** What a list of articles hangs on; `null` is the whole archive. */
export type ArticleScope = 'author' | 'tag' | 'publication' | null;

/** A filter whose names have been looked up. */
export interface ResolvedFilter {
  filter: ArticleFilter;
  ids: FilterIds;
}

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

function scopeSource(scope: ArticleScope): Source {
  if (scope === 'author' || scope === 'tag') {
    return {
      link: `article_${scope}s`,
      id: 'l.article_id',
      sortAt: 'l.sort_at',
      where: [`l.${scope}_id = p.id`],
    };
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
 * The list of articles of a scope in an order, narrowed by a filter. An author's or a tag's list in date order
 * without a filter is read from the link table's index alone.
 */
export function articleList(
  scope: ArticleScope,
  orderBy: ArticleOrder,
  resolved: ResolvedFilter | null,
): ListSpec {
  const source = scopeSource(scope);
  const readsArticles = resolved !== null || !orderBy.startsWith('PUBLISHED');
  const joined = `${source.link} as l join articles as a on a.id = l.article_id`;
  const alone = source.link === null ? 'articles as a' : `${source.link} as l`;
  const from = source.link !== null && readsArticles ? joined : alone;
  return {
    name: scope === null ? 'articles' : NAMES[scope],
    order: order(orderBy, source),
    shape: resolved === null ? 'fixed' : 'varying',
    list(parameters: Parameters): List {
      const conditions =
        resolved === null ? [] : new ConditionWriter(resolved.ids, source, parameters).write(resolved.filter);
      return { from, where: [...source.where, ...conditions], id: source.id };
    },
  };
}
