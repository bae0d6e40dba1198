import type { FilterIds } from './article.conditions.js';
import type { ArticleFilter } from './article.filter.js';

/** A filter whose names have been looked up. */
export interface ResolvedFilter {
  filter: ArticleFilter;
  ids: FilterIds;
}

/** The one author or tag that every story of a filtered list has: its own index can lead the reading. */
export interface LeadingLink {
  table: 'article_authors' | 'article_tags';
  column: 'author_id' | 'tag_id';
  id: number;
  /** What else the filter demands. */
  rest: ArticleFilter;
}

/**
 * The author or tag that the filter demands of every story, where it is one alone: with several that may do, a story
 * would be met more than once. Null where there is none. Authors go first: they have fewer stories than tags.
 */
export function leadingLink({ filter, ids }: ResolvedFilter): LeadingLink | null {
  const author = only(filter.authors, ids.authors);
  if (author !== null) {
    return { table: 'article_authors', column: 'author_id', id: author, rest: { ...filter, authors: null } };
  }
  const { tags } = filter;
  if (tags == null) return null;
  const lead = (id: number, rest: ArticleFilter['tags']): LeadingLink => ({
    table: 'article_tags',
    column: 'tag_id',
    id,
    rest: { ...filter, tags: rest },
  });
  const any = only(tags.any, ids.tags);
  if (any !== null) return lead(any, { ...tags, any: null });
  for (const name of tags.all ?? []) {
    const id = only([name], ids.tags);
    if (id !== null) return lead(id, { ...tags, all: tags.all?.filter((other) => other !== name) ?? null });
  }
  return null;
}

function only(names: readonly string[] | null | undefined, found: Map<string, number[]>): number | null {
  const ids = new Set((names ?? []).flatMap((name) => found.get(name) ?? []));
  const [id] = ids;
  return ids.size === 1 && id !== undefined ? id : null;
}
