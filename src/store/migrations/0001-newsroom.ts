import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The newsroom's tables. Keys that are compared or sorted (slugs, name keys, headline keys) use the C
 * collation: their order never changes with the operating system's or ICU's collation version, so indexes
 * and cursors stay valid over upgrades.
 */
const UP = `
create table publications (
  id bigint generated always as identity constraint publications_pk primary key,
  slug text collate "C" not null,
  name text not null,
  name_key text collate "C" not null,
  url text,
  language text collate "C" not null,
  constraint publications_slug_unique unique (slug),
  constraint publications_slug_check check (slug <> '')
);
create index publications_name_idx on publications (name_key, id);

create table authors (
  id bigint generated always as identity constraint authors_pk primary key,
  slug text collate "C" not null,
  name text not null,
  name_key text collate "C" not null,
  bio text,
  url text,
  article_count integer not null default 0,
  constraint authors_slug_unique unique (slug),
  constraint authors_slug_check check (slug <> '')
);
create index authors_name_idx on authors (name_key, id);
create index authors_count_idx on authors (article_count, id);

create table tags (
  id bigint generated always as identity constraint tags_pk primary key,
  slug text collate "C" not null,
  name text not null,
  name_key text collate "C" not null,
  type text collate "C" not null,
  description text,
  parent_id bigint,
  article_count integer not null default 0,
  constraint tags_slug_unique unique (slug),
  constraint tags_slug_check check (slug <> ''),
  constraint tags_type_check check (type in ('TOPIC','PERSON','ORGANISATION','PLACE','EVENT','SECTION','SERIES')),
  constraint tags_parent_check check (parent_id <> id),
  constraint tags_parent_fk foreign key (parent_id) references tags (id) on delete set null
);
create index tags_name_idx on tags (name_key, id);
create index tags_count_idx on tags (article_count, id);
create index tags_parent_idx on tags (parent_id);

create table tag_names (
  slug text collate "C" constraint tag_names_pk primary key,
  tag_id bigint not null,
  name text not null,
  name_key text collate "C" not null,
  kind text collate "C" not null,
  constraint tag_names_kind_check check (kind in ('ALIAS','FORMER_SLUG')),
  constraint tag_names_tag_fk foreign key (tag_id) references tags (id) on delete cascade
);
create index tag_names_tag_idx on tag_names (tag_id);
create index tag_names_key_idx on tag_names (name_key);

create table articles (
  id bigint generated always as identity constraint articles_pk primary key,
  publication_id bigint not null,
  slug text collate "C" not null,
  url text,
  headline text not null,
  headline_key text collate "C" not null,
  standfirst text,
  byline text,
  language text collate "C" not null,
  section_tag_id bigint,
  published_at timestamptz(3),
  modified_at timestamptz(3) not null,
  sort_at timestamptz(3) not null,
  lead_image jsonb,
  body jsonb not null,
  body_text text not null,
  word_count integer not null,
  constraint articles_slug_unique unique (slug),
  constraint articles_sort_unique unique (id, sort_at),
  constraint articles_slug_check check (slug <> ''),
  constraint articles_headline_check check (headline <> ''),
  constraint articles_body_check check (jsonb_typeof(body) = 'array'),
  constraint articles_sort_check check (sort_at = coalesce(published_at, '-infinity')),
  constraint articles_publication_fk foreign key (publication_id) references publications (id),
  constraint articles_section_fk foreign key (section_tag_id) references tags (id) on delete set null
);
create index articles_sort_idx on articles (sort_at, id);
create index articles_publication_idx on articles (publication_id, sort_at, id);
create index articles_language_idx on articles (language, sort_at, id);
create index articles_section_idx on articles (section_tag_id, sort_at, id);
create index articles_modified_idx on articles (modified_at, id);
create index articles_headline_idx on articles (headline_key, id);

create table article_authors (
  article_id bigint not null,
  position smallint not null,
  author_id bigint not null,
  sort_at timestamptz(3) not null,
  constraint article_authors_pk primary key (article_id, position),
  constraint article_authors_author_unique unique (article_id, author_id),
  constraint article_authors_article_fk foreign key (article_id, sort_at)
    references articles (id, sort_at) on update cascade on delete cascade,
  constraint article_authors_author_fk foreign key (author_id) references authors (id)
);
create index article_authors_list_idx on article_authors (author_id, sort_at, article_id);

create table article_tags (
  article_id bigint not null,
  position smallint not null,
  tag_id bigint not null,
  sort_at timestamptz(3) not null,
  constraint article_tags_pk primary key (article_id, position),
  constraint article_tags_tag_unique unique (article_id, tag_id),
  constraint article_tags_article_fk foreign key (article_id, sort_at)
    references articles (id, sort_at) on update cascade on delete cascade,
  constraint article_tags_tag_fk foreign key (tag_id) references tags (id)
);
create index article_tags_list_idx on article_tags (tag_id, sort_at, article_id);

create table related_stories (
  id bigint generated always as identity constraint related_stories_pk primary key,
  article_id bigint not null,
  origin text collate "C" not null,
  position smallint not null,
  headline text,
  headline_key text collate "C",
  teaser text,
  url text,
  url_key text collate "C",
  slug_key text collate "C",
  target_id bigint,
  constraint related_stories_position_unique unique (article_id, origin, position),
  constraint related_stories_origin_check check (origin in ('EDITORIAL','SOURCE')),
  constraint related_stories_named_check check (num_nonnulls(headline, url, slug_key) > 0),
  constraint related_stories_self_check check (target_id <> article_id),
  constraint related_stories_article_fk foreign key (article_id) references articles (id) on delete cascade,
  constraint related_stories_target_fk foreign key (target_id) references articles (id) on delete set null
);
create index related_stories_target_idx on related_stories (target_id);
create index related_stories_headline_idx on related_stories (headline_key);
create index related_stories_url_idx on related_stories (url_key);
create index related_stories_slug_idx on related_stories (slug_key);

create table ingest_runs (
  id bigint generated always as identity constraint ingest_runs_pk primary key,
  started_at timestamptz(3) not null,
  finished_at timestamptz(3),
  status text collate "C" not null,
  inputs text[] not null,
  read_count integer not null default 0,
  created_count integer not null default 0,
  updated_count integer not null default 0,
  unchanged_count integer not null default 0,
  refused_count integer not null default 0,
  constraint ingest_runs_status_check check (status in ('RUNNING','FINISHED','FAILED','INTERRUPTED'))
);

create table ingest_refusals (
  id bigint generated always as identity constraint ingest_refusals_pk primary key,
  run_id bigint not null,
  location text not null,
  item text,
  code text collate "C" not null,
  reason text not null,
  refused_at timestamptz(3) not null,
  constraint ingest_refusals_run_fk foreign key (run_id) references ingest_runs (id) on delete cascade
);
create index ingest_refusals_run_idx on ingest_refusals (run_id, id);

create table article_provenance (
  article_id bigint not null constraint article_provenance_pk primary key,
  source text not null,
  format text collate "C" not null,
  source_id text,
  source_url text,
  content_hash text collate "C" not null,
  ingested_at timestamptz(3) not null,
  run_id bigint,
  constraint article_provenance_article_fk foreign key (article_id) references articles (id) on delete cascade,
  constraint article_provenance_run_fk foreign key (run_id) references ingest_runs (id) on delete set null
);
create index article_provenance_run_idx on article_provenance (run_id);

create table article_keys (
  key text collate "C" constraint article_keys_pk primary key,
  kind text collate "C" not null,
  article_id bigint not null,
  constraint article_keys_kind_check check (kind in ('SOURCE_ID','URL','LOCATION','CONTENT')),
  constraint article_keys_article_fk foreign key (article_id) references articles (id) on delete cascade
);
create index article_keys_article_idx on article_keys (article_id);
`;

/**
 * Article counts of authors and tags, kept by the database once a statement, so that no writer can forget
 * them. Rows are locked in id order before the update: two writers that touch the same tags cannot deadlock.
 */
const countTrigger = (noun: 'author' | 'tag') => `
create function count_${noun}_articles() returns trigger language plpgsql as $$
declare
  sign constant integer := case tg_op when 'INSERT' then 1 else -1 end;
begin
  perform 1 from ${noun}s where id in (select ${noun}_id from changed) order by id for update;
  update ${noun}s set article_count = article_count + sign * c.links
  from (select ${noun}_id, count(*)::integer as links from changed group by ${noun}_id) as c
  where ${noun}s.id = c.${noun}_id;
  return null;
end $$;
create trigger article_${noun}s_added after insert on article_${noun}s
  referencing new table as changed for each statement execute function count_${noun}_articles();
create trigger article_${noun}s_removed after delete on article_${noun}s
  referencing old table as changed for each statement execute function count_${noun}_articles();
create function refuse_${noun}_move() returns trigger language plpgsql as $$
begin
  raise exception 'article_${noun}s.${noun}_id cannot be updated: delete the link and insert another';
end $$;
create trigger article_${noun}s_moved before update of ${noun}_id on article_${noun}s
  for each row when (old.${noun}_id <> new.${noun}_id) execute function refuse_${noun}_move();
`;

const DOWN = `
drop table article_keys, article_provenance, ingest_refusals, ingest_runs, related_stories, article_tags,
  article_authors, articles, tag_names, tags, authors, publications;
drop function count_author_articles(), count_tag_articles(), refuse_author_move(), refuse_tag_move();
`;

export class Newsroom0001 implements MigrationInterface {
  name = 'Newsroom1760000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
    await runner.query(countTrigger('author'));
    await runner.query(countTrigger('tag'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
