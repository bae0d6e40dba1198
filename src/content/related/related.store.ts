import type { Sql } from '../../store/sql.js';
import { unlessCreated, type Written } from '../save-outcome.js';

/** A story that another one names. At least one of headline, url and slug is set. */
export interface RelatedInput {
  origin: 'EDITORIAL' | 'SOURCE';
  headline: string | null;
  headlineKey: string | null;
  teaser: string | null;
  url: string | null;
  urlKey: string | null;
  /** Slug of the article that an editor chose. */
  slug: string | null;
}

/** Names under which related stories may be looking for an article. */
export interface RelatedKeys {
  headlineKeys: readonly string[];
  urlKeys: readonly string[];
  slugs: readonly string[];
}

const WANTED = `jsonb_to_recordset($1::jsonb) as x (article_id bigint, origin text, position smallint, headline text,
  headline_key text, teaser text, url text, url_key text, slug_key text)`;

const WORDS = 'headline, headline_key, teaser, url, url_key, slug_key';
const wordsOf = (row: string) =>
  WORDS.split(', ')
    .map((word) => `${row}.${word}`)
    .join(', ');

/** Writes related stories. Every method expects to run inside a transaction that keeps other writers out. */
export class RelatedStore {
  constructor(private readonly sql: Sql) {}

  /** Enters the related stories of articles, by article id. Rows that are there already stay as they are. */
  async add(articles: ReadonlyMap<string, readonly RelatedInput[]>, written: Written): Promise<void> {
    const records = [...articles].flatMap(([id, stories]) => recordsOf(id, stories));
    if (records.length === 0) return;
    await this.sql.query(
      `insert into related_stories (article_id, origin, position, ${WORDS})
       select x.article_id, x.origin, x.position, ${wordsOf('x')} from ${WANTED}
       order by x.article_id, x.origin, x.position
       ${unlessCreated(written, 'on conflict (article_id, origin, position) do nothing')}`,
      [JSON.stringify(records)],
    );
  }

  /** Removes the related stories that articles had and no longer have; what stays is not touched. */
  async dropOthers(articles: ReadonlyMap<string, readonly RelatedInput[]>): Promise<void> {
    if (articles.size === 0) return;
    const records = [...articles].flatMap(([id, stories]) => recordsOf(id, stories));
    await this.sql.query(
      `delete from related_stories r where r.article_id = any($2::bigint[]) and not exists (
         select from ${WANTED} where x.article_id = r.article_id and x.origin = r.origin
           and x.position = r.position and (${wordsOf('x')}) is not distinct from (${wordsOf('r')}))`,
      [JSON.stringify(records), [...articles.keys()]],
    );
  }

  /**
   * Finds the articles of all related stories that are of `articleIds` or that look for one of `keys`, anew: by
   * slug, else by URL, else by headline (in the same publication first, then the newest, then the first stored).
   * The outcome depends on what is stored alone, not on the order in which it arrived.
   */
  async relink(articleIds: readonly string[], keys: RelatedKeys): Promise<void> {
    await this.sql.query(
      `with named (id) as (
         ${lookedUp('article_id', '$1::bigint[]')} union ${lookedUp('headline_key', '$2::text[]')}
         union ${lookedUp('url_key', '$3::text[]')} union ${lookedUp('slug_key', '$4::text[]')}
       ), affected as materialized (
         select r.id, r.article_id, r.target_id, own.publication_id, r.headline_key, r.url_key, r.slug_key
         from named cross join lateral (select * from related_stories where id = named.id offset 0) as r
           cross join lateral (select publication_id from articles where id = r.article_id offset 0) as own
       ), by_headline as materialized (
         -- Two, because the best may be the story itself. Once a headline and publication, not once a row:
         -- some headlines ("Letters") are those of thousands.
         select p.headline_key, p.publication_id, array(
           select a.id from articles a where a.headline_key = p.headline_key
           order by (a.publication_id = p.publication_id) desc, a.sort_at desc, a.id limit 2
         ) as ids
         from (select distinct headline_key, publication_id from affected where headline_key is not null) p
       ), found as (
         select r.id, r.target_id as former_id, coalesce(
           (select a.id from articles a where a.slug = r.slug_key and a.id <> r.article_id),
           (select k.article_id from article_keys k
             where k.key = r.url_key and k.kind = 'URL' and k.article_id <> r.article_id),
           case when h.ids[1] = r.article_id then h.ids[2] else h.ids[1] end
         ) as target_id
         from affected r left join by_headline h
           on h.headline_key = r.headline_key and h.publication_id = r.publication_id
       )
       update related_stories r set target_id = found.target_id
       from found cross join lateral (select ctid as place from related_stories where id = found.id offset 0) as own
       where r.ctid = own.place and found.target_id is distinct from found.former_id`,
      [articleIds, keys.headlineKeys, keys.urlKeys, keys.slugs],
    );
  }
}

/**
 * Ids of the rows that have one of the values in a column. One lookup in the index for each value: as one condition,
 * statistics that lag behind a growing archive make Postgres read the whole table.
 */
function lookedUp(column: string, values: string): string {
  return `select r.id from unnest(${values}) as wanted (value)
    cross join lateral (select id from related_stories where ${column} = wanted.value offset 0) as r`;
}

function recordsOf(articleId: string, stories: readonly RelatedInput[]) {
  const positions = { EDITORIAL: 0, SOURCE: 0 };
  return stories.map((story) => ({
    article_id: articleId,
    origin: story.origin,
    position: positions[story.origin]++,
    headline: story.headline,
    headline_key: story.headlineKey,
    teaser: story.teaser,
    url: story.url,
    url_key: story.urlKey,
    slug_key: story.slug,
  }));
}
