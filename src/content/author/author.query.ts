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
import type { AuthorKind } from './author-kind.js';

export interface AuthorRow {
  id: number;
  slug: string;
  name: string;
  kind: AuthorKind;
  bio: string | null;
  url: string | null;
  articleCount: number;
}

export const AuthorOrder = { NAME_ASC: 'NAME_ASC', ARTICLE_COUNT_DESC: 'ARTICLE_COUNT_DESC' } as const;
export type AuthorOrder = keyof typeof AuthorOrder;

const ROWS = `
select id, slug, name, kind, bio, url, article_count as "articleCount" from authors where id = any($1::bigint[])`;

/** Reads of authors. */
export class AuthorQuery {
  private readonly rows: EntitySource<AuthorRow>;
  private readonly slugs: SlugIndex<AuthorRow>;

  constructor(reader: Reader, caches: EntityCaches) {
    this.rows = caches.open({ name: 'author', changesWith: 'author', sql: ROWS, share: 0.05 });
    this.slugs = new SlugIndex(this.rows, (slug) =>
      findId(reader, 'select id from authors where slug = $1::text', slug),
    );
  }

  byId(id: number): MaybePromise<AuthorRow | null> {
    return this.rows.get(id);
  }

  byIds(ids: readonly number[]): MaybePromise<AuthorRow[]> {
    return this.rows.getMany(ids);
  }

  bySlug(slug: string): Promise<AuthorRow | null> {
    return this.slugs.get(slug);
  }
}

/** The list of all authors, or of those whose name starts with a prefix. */
export function authorList(orderBy: AuthorOrder, namePrefix: string | null): ListSpec {
  const byName = { name: 'NAME_ASC', direction: 'asc', key: { column: 'name_key', type: 'text' } } as const;
  const byCount = {
    name: 'ARTICLE_COUNT_DESC',
    direction: 'desc',
    key: { column: 'article_count', type: 'integer' },
  } as const;
  const { name, direction, key } = orderBy === 'NAME_ASC' ? byName : byCount;
  return {
    name: 'authors',
    order: { name, direction, keys: [key, { column: 'id', type: 'bigint' }] },
    shape: 'fixed',
    list: (parameters: Parameters) => ({
      from: 'authors',
      where: namePrefix === null ? [] : prefixCondition('name_key', nameKey(namePrefix), parameters),
      id: 'id',
    }),
  };
}
