import { ConditionWriter } from '../content/article/article.conditions.js';
import type { ArticleFilter } from '../content/article/article.filter.js';
import { resolveFilter } from '../content/article/article.filter-ids.js';
import { Parameters } from '../store/keyset.js';
import type { Reader } from '../store/statement.js';
import type { ArticleWhere } from './exported-articles.js';
import type { Chosen } from './exported-nouns.js';

/** A filter of the API as conditions; none where there is no filter. */
export async function articleWhere(reader: Reader, filter: ArticleFilter | null): Promise<ArticleWhere> {
  const resolved = await resolveFilter(reader, filter);
  if (resolved === null) return { conditions: [], values: [] };
  const parameters = new Parameters();
  const writer = new ConditionWriter(resolved.ids, { id: 'a.id', sortAt: 'a.sort_at' }, parameters);
  return { conditions: writer.write(resolved.filter), values: parameters.values };
}

/** All publications, authors and tags; with a filter those that its stories name, and all above such a tag. */
export function chosenNouns({ conditions, values }: ArticleWhere): Chosen {
  if (conditions.length === 0) return () => null;
  const chosenStories = `from articles a where ${conditions.join(' and ')}`;
  const stories = `select a.id ${chosenStories}`;
  const chosen = {
    publication: `select a.publication_id ${chosenStories}`,
    author: `select author_id from article_authors where article_id in (${stories})`,
    tag: `with recursive named as (
        select tag_id as id from article_tags where article_id in (${stories})
        union select t.parent_id from named join tags t on t.id = named.id where t.parent_id is not null
      ) select id from named`,
  };
  return (noun) => ({ sql: chosen[noun], values: [...values] });
}
