import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The text of an article is made from its blocks when it is read: kept beside them it was half of the archive on
 * disk, and of what storing an article writes.
 */
const UP = 'alter table articles drop column body_text;';

const DOWN = `
alter table articles add column body_text text;
update articles a set body_text = coalesce((
  select string_agg(text, E'\\n\\n' order by n) from (
    select b.n, case b.block ->> 'type'
      when 'image' then null
      when 'list' then (
        select string_agg(i.item, E'\\n' order by i.n)
        from jsonb_array_elements_text(b.block -> 'items') with ordinality as i (item, n)
      )
      else b.block ->> 'text'
    end as text
    from jsonb_array_elements(a.body) with ordinality as b (block, n)
  ) as blocks where text <> ''
), '');
alter table articles alter column body_text set not null;
do $$ begin
  alter table articles alter column body_text set compression lz4;
exception when feature_not_supported then
  alter table articles alter column body_text set storage external;
end $$;
`;

export class OneText0011 implements MigrationInterface {
  name = 'OneText1760000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
