import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What changed, in an order that readers can resume from. Sequence numbers commit out of order; transaction ids
 * do not lie about it: everything below `pg_snapshot_xmin(pg_current_snapshot())` is there for good. They are kept
 * as bigint: 64-bit ids never wrap. One row for
 * each thing that a transaction touched, however often.
 */
const TABLE = `
create table changes (
  xid bigint not null,
  entity text collate "C" not null,
  entity_id bigint not null,
  changed_at timestamptz(3) not null,
  constraint changes_pk primary key (xid, entity, entity_id),
  constraint changes_entity_check check (entity in ('article','author','tag','publication'))
);
create index changes_time_idx on changes (changed_at);
`;

/** Longest payload that NOTIFY takes is 7,999 bytes. Above it listeners are told to look up the transaction. */
const ANNOUNCE = `
create function announce_changes(entity_name text, ids bigint[]) returns void language plpgsql as $$
declare
  payload text := entity_name || ':' || array_to_string(ids, ',');
begin
  insert into changes (xid, entity, entity_id, changed_at)
    select pg_current_xact_id()::text::bigint, entity_name, id, now() from unnest(ids) as id
    on conflict do nothing;
  if length(payload) > 7000 then
    payload := 'xid:' || pg_current_xact_id();
  end if;
  perform pg_notify('broadsheet_changes', payload);
end $$;
`;

interface Watched {
  table: string;
  entity: string;
  /** Ids of the entity behind a changed row; a tag's row shows its children, so both parents change with it. */
  ids: (rows: string) => string;
}

const column = (name: string) => (rows: string) => `select ${name} as id from ${rows}`;

const WATCHED: readonly Watched[] = [
  { table: 'articles', entity: 'article', ids: column('id') },
  { table: 'article_authors', entity: 'article', ids: column('article_id') },
  { table: 'article_tags', entity: 'article', ids: column('article_id') },
  { table: 'related_stories', entity: 'article', ids: column('article_id') },
  { table: 'authors', entity: 'author', ids: column('id') },
  {
    table: 'tags',
    entity: 'tag',
    ids: (rows) => `select id from ${rows} union select parent_id from ${rows} where parent_id is not null`,
  },
  { table: 'tag_names', entity: 'tag', ids: column('tag_id') },
  { table: 'publications', entity: 'publication', ids: column('id') },
];

/** A function and three triggers for each table; a statement that touches no row says nothing. */
function watch({ table, entity, ids }: Watched): string {
  const announce = (rows: string) =>
    `select array_agg(distinct id order by id) into touched from (${rows}) as changed;`;
  return `
create function announce_${table}() returns trigger language plpgsql as $$
declare
  touched bigint[];
begin
  if tg_op = 'INSERT' then
    ${announce(ids('new_rows'))}
  elsif tg_op = 'DELETE' then
    ${announce(ids('old_rows'))}
  else
    ${announce(`${ids('new_rows')} union all (${ids('old_rows')})`)}
  end if;
  if touched is not null then
    perform announce_changes('${entity}', touched);
  end if;
  return null;
end $$;
create trigger ${table}_inserted after insert on ${table}
  referencing new table as new_rows for each statement execute function announce_${table}();
create trigger ${table}_updated after update on ${table}
  referencing old table as old_rows new table as new_rows for each statement execute function announce_${table}();
create trigger ${table}_deleted after delete on ${table}
  referencing old table as old_rows for each statement execute function announce_${table}();
`;
}

function unwatch({ table }: Watched): string {
  const triggers = ['inserted', 'updated', 'deleted'].map(
    (when) => `drop trigger ${table}_${when} on ${table};`,
  );
  return `${triggers.join('\n')}\ndrop function announce_${table}();`;
}

export class Changes0002 implements MigrationInterface {
  name = 'Changes1760000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(ANNOUNCE);
    for (const watched of WATCHED) await runner.query(watch(watched));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const watched of WATCHED) await runner.query(unwatch(watched));
    await runner.query('drop function announce_changes(text, bigint[]); drop table changes;');
  }
}
