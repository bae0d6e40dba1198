import type { MaybePromise } from '../../store/batch.js';
import type { EntityCaches } from '../../store/entity-caches.js';
import type { EntitySource } from '../../store/entity-reader.js';
import { findId } from '../../store/find-id.js';
import type { Parameters } from '../../store/keyset.js';
import type { ListSpec } from '../../store/list-reader.js';
import { SlugIndex } from '../../store/slug-index.js';
import type { Reader } from '../../store/statement.js';
import { nameKey } from '../key.js';
import { prefixCondition } from '../prefix.js';
import type { TagType } from './tag-type.js';

export interface TagRow {
  id: number;
  slug: string;
  name: string;
  type: TagType;
  description: string | null;
  parentId: number | null;
  articleCount: number;
  aliases: string[];
  /** By name. */
  childIds: number[];
}

export const TagOrder = { NAME_ASC: 'NAME_ASC', ARTICLE_COUNT_DESC: 'ARTICLE_COUNT_DESC' } as const;
export type TagOrder = keyof typeof TagOrder;

const ROWS = `
select t.id, t.slug, t.name, t.type, t.description, t.parent_id as "parentId", t.article_count as "articleCount",
  array(select name from tag_names where tag_id = t.id and kind = 'ALIAS' order by name_key, slug) as aliases,
  array(select id from tags as child where child.parent_id = t.id order by name_key, id) as "childIds"
from tags as t where t.id = any($1::bigint[])`;

/** By its slug, an alias' or former slug, or an alias as it is written, in that order. */
const BY_NAME = `
select id from (
  select id, 0 as rank from tags where slug = $1::text
  union all select tag_id, 1 from tag_names where slug = $1::text
  union all select tag_id, 2 from tag_names where name_key = $2::text and kind = 'ALIAS'
) as found order by rank, id limit 1`;

/** Reads of tags. */
export class TagQuery {
  private readonly rows: EntitySource<TagRow>;
  private readonly slugs: SlugIndex<TagRow>;

  constructor(reader: Reader, caches: EntityCaches) {
    this.rows = caches.open({ name: 'tag', changesWith: 'tag', sql: ROWS, share: 0.1 });
    this.slugs = new SlugIndex(this.rows, (name) => findId(reader, BY_NAME, name, nameKey(name)));
  }

  byId(id: number): MaybePromise<TagRow | null> {
    return this.rows.get(id);
  }

  byIds(ids: readonly number[]): MaybePromise<TagRow[]> {
    return this.rows.getMany(ids);
  }

  byName(name: string): Promise<TagRow | null> {
    return this.slugs.get(name);
  }
}

/** The list of all tags, or of those of some types or whose name starts with a prefix. */
export function tagList(
  orderBy: TagOrder,
  types: readonly TagType[] | null,
  namePrefix: string | null,
): ListSpec {
  const id = { column: 'id', type: 'bigint' } as const;
  return {
    name: 'tags',
    order:
      orderBy === 'NAME_ASC'
        ? { name: orderBy, direction: 'asc', keys: [{ column: 'name_key', type: 'text' }, id] }
        : { name: orderBy, direction: 'desc', keys: [{ column: 'article_count', type: 'integer' }, id] },
    shape: 'fixed',
    list: (parameters: Parameters) => ({
      from: 'tags',
      where: [
        ...(types === null ? [] : [`type = any(${parameters.add(types, 'text[]')})`]),
        ...(namePrefix === null ? [] : prefixCondition('name_key', nameKey(namePrefix), parameters)),
      ],
      id: 'id',
    }),
  };
}
