import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Texts are compressed by LZ4 where the server knows it, and else kept as they are: Postgres' own method costs more
 * than everything else that storing an article takes. Rows that are there stay as they are until they are written
 * again.
 */
const UP = `
do $$ begin
  alter table articles alter column body set compression lz4, alter column body_text set compression lz4;
exception when feature_not_supported then
  alter table articles alter column body set storage external, alter column body_text set storage external;
end $$;
`;

const DOWN = `
alter table articles
  alter column body set compression default, alter column body_text set compression default,
  alter column body set storage extended, alter column body_text set storage extended;
`;

export class TextStorage0007 implements MigrationInterface {
  name = 'TextStorage1760000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
