import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A body is stored and read as a whole. As `json` it is kept as it comes; as `jsonb` it would be taken apart when it is
 * stored and put together again whenever it is read.
 *
 * The pieces of long bodies are never updated: to vacuum them all again and again while an archive comes in frees
 * nothing. Those of articles that were changed or removed are vacuumed as ever.
 */
const bodyAs = (type: 'json' | 'jsonb') => `
alter table articles drop constraint articles_body_check;
alter table articles alter column body type ${type} using body::text::${type};
alter table articles add constraint articles_body_check check (${type}_typeof(body) = 'array');
-- A new type has Postgres' own compression again, which 0007 has put away.
do $$ begin
  alter table articles alter column body set compression lz4;
exception when feature_not_supported then
  alter table articles alter column body set storage external;
end $$;
`;

export class BodiesAsJson0013 implements MigrationInterface {
  name = 'BodiesAsJson1760000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(bodyAs('json'));
    await runner.query('alter table articles set (toast.autovacuum_vacuum_insert_threshold = -1)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table articles reset (toast.autovacuum_vacuum_insert_threshold)');
    await runner.query(bodyAs('jsonb'));
  }
}
