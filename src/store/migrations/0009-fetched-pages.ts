import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What servers said about documents that were fetched: one that has not changed is not sent again. */
const UP = `
create table fetched_pages (
  address bytea not null constraint fetched_pages_pk primary key,
  url text not null,
  etag text,
  last_modified text,
  read_as bytea not null,
  fetched_at timestamptz(3) not null
);
`;

const DOWN = 'drop table fetched_pages;';

export class FetchedPages0009 implements MigrationInterface {
  name = 'FetchedPages1760000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
