import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Publications keep the number of their articles, so that the length of the whole archive is a sum over a few
 * rows. Kept by the database, once a statement, like the counts of authors and tags.
 */
const UP = `
alter table publications add column article_count integer not null default 0;
update publications as p set article_count = c.articles
from (select publication_id, count(*)::integer as articles from articles group by publication_id) as c
where p.id = c.publication_id;

create function count_publication_articles() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    update publications as p set article_count = article_count + c.articles
    from (select publication_id, count(*)::integer as articles from new_rows group by publication_id) as c
    where p.id = c.publication_id;
  elsif tg_op = 'DELETE' then
    update publications as p set article_count = article_count - c.articles
    from (select publication_id, count(*)::integer as articles from old_rows group by publication_id) as c
    where p.id = c.publication_id;
  elsif exists (select 1 from old_rows join new_rows using (id) where old_rows.publication_id <> new_rows.publication_id) then
    update publications as p set article_count = article_count + c.articles
    from (
      select publication_id, sum(amount)::integer as articles from (
        select publication_id, 1 as amount from new_rows union all select publication_id, -1 from old_rows
      ) as moved group by publication_id having sum(amount) <> 0
    ) as c
    where p.id = c.publication_id;
  end if;
  return null;
end $$;
create trigger publication_articles_added after insert on articles
  referencing new table as new_rows for each statement execute function count_publication_articles();
create trigger publication_articles_moved after update on articles
  referencing old table as old_rows new table as new_rows
  for each statement execute function count_publication_articles();
create trigger publication_articles_removed after delete on articles
  referencing old table as old_rows for each statement execute function count_publication_articles();
`;

const DOWN = `
drop trigger publication_articles_added on articles;
drop trigger publication_articles_moved on articles;
drop trigger publication_articles_removed on articles;
drop function count_publication_articles();
alter table publications drop column article_count;
`;

export class PublicationCounts0003 implements MigrationInterface {
  name = 'PublicationCounts1760000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
