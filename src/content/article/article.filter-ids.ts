import type { Reader } from '../../store/statement.js';
import { nameKey } from '../key.js';
import { type FilterNames, filterNames } from './article.conditions.js';
import type { ArticleFilter } from './article.filter.js';
import type { ResolvedFilter } from './article.leading-link.js';

/** A tag by slug, by alias slug or former slug, or by an alias as it is written; with all its descendants. */
const TAGS_WITH_DESCENDANTS = `
with recursive named as (
  select w.name, coalesce(
    (select id from tags where slug = w.name),
    (select tag_id from tag_names where slug = w.name),
    (select tag_id from tag_names where name_key = w.key and kind = 'ALIAS' order by tag_id limit 1)
  ) as id
  from unnest($1::text[], $2::text[]) as w(name, key)
), covered as (
  select name, id from named where id is not null
  union
  select covered.name, tags.id from covered join tags on tags.parent_id = covered.id
)
select name, array_agg(id) as ids from covered group by name`;

const AUTHORS_BY_SLUG = 'select slug as name, array[id] as ids from authors where slug = any($1::text[])';
const PUBLICATIONS_BY_SLUG =
  'select slug as name, array[id] as ids from publications where slug = any($1::text[])';

/**
 * Looks up the names in a filter: one statement for each kind of name that it holds. Null for no filter.
 *
 * @throws GatewayError BAD_USER_INPUT when the filter is too deep, too long or malformed.
 */
export async function resolveFilter(
  reader: Reader,
  filter: ArticleFilter | null | undefined,
): Promise<ResolvedFilter | null> {
  if (filter == null) return null;
  const names: FilterNames = filterNames(filter);
  const tags = [...names.tags];
  const [tagIds, authorIds, publicationIds] = await Promise.all([
    idsByName(reader, TAGS_WITH_DESCENDANTS, [tags, tags.map(nameKey)]),
    idsByName(reader, AUTHORS_BY_SLUG, [[...names.authors]]),
    idsByName(reader, PUBLICATIONS_BY_SLUG, [[...names.publications]]),
  ]);
  return { filter, ids: { tags: tagIds, authors: authorIds, publications: publicationIds } };
}

async function idsByName(reader: Reader, sql: string, values: string[][]): Promise<Map<string, number[]>> {
  if (values[0]?.length === 0) return new Map();
  const rows = await reader.rows<{ name: string; ids: number[] }>(sql, values);
  return new Map(rows.map((row) => [row.name, row.ids]));
}
