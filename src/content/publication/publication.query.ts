import type { MaybePromise } from '../../store/batch.js';
import type { EntityCaches } from '../../store/entity-caches.js';
import type { EntitySource } from '../../store/entity-reader.js';
import { findId } from '../../store/find-id.js';
import type { ListSpec } from '../../store/list-reader.js';
import { SlugIndex } from '../../store/slug-index.js';
import type { Reader } from '../../store/statement.js';

export interface PublicationRow {
  id: number;
  slug: string;
  name: string;
  url: string | null;
  language: string;
  articleCount: number;
}

const ROWS = `
select id, slug, name, url, language, article_count as "articleCount" from publications where id = any($1::bigint[])`;

/** Reads of publications. */
export class PublicationQuery {
  private readonly rows: EntitySource<PublicationRow>;
  private readonly slugs: SlugIndex<PublicationRow>;

  constructor(reader: Reader, caches: EntityCaches) {
    this.rows = caches.open({ name: 'publication', changesWith: 'publication', sql: ROWS, share: 0.01 });
    this.slugs = new SlugIndex(this.rows, (slug) =>
      findId(reader, 'select id from publications where slug = $1::text', slug),
    );
  }

  byId(id: number): MaybePromise<PublicationRow | null> {
    return this.rows.get(id);
  }

  byIds(ids: readonly number[]): MaybePromise<PublicationRow[]> {
    return this.rows.getMany(ids);
  }

  bySlug(slug: string): Promise<PublicationRow | null> {
    return this.slugs.get(slug);
  }
}

/** The list of all publications, by name. */
export const publicationList: ListSpec = {
  name: 'publications',
  order: {
    name: 'NAME_ASC',
    direction: 'asc',
    keys: [
      { column: 'name_key', type: 'text' },
      { column: 'id', type: 'bigint' },
    ],
  },
  shape: 'fixed',
  list: () => ({ from: 'publications', where: [], id: 'id' }),
};
