import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What sources have said about publications, authors and tags, so that two sources that describe one differently do not
 * overwrite each other for ever. Ids are never given again: rows of what was removed are no harm, and wait for no index.
 */
const UP = `
create table noun_versions (
  entity text collate "C" not null,
  entity_id bigint not null,
  content_hash bytea not null,
  place bigint,
  is_current boolean not null,
  constraint noun_versions_pk primary key (entity, entity_id, content_hash),
  constraint noun_versions_entity_check check (entity in ('author','tag','publication'))
);
`;

const DOWN = 'drop table noun_versions;';

export class NounVersions0012 implements MigrationInterface {
  name = 'NounVersions1760000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
