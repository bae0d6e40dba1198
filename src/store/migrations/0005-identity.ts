import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What tells a newer version of a story from an older one, and which stories turn out to be the same.
 *
 * The hashes of versions that were replaced are kept: the same source again is then known to be old, also where it
 * says neither when it was changed nor which version it is.
 */
const UP = `
alter table article_provenance
  add column place bigint,
  add column version integer,
  add column modified_at timestamptz(3);

create table article_former_versions (
  article_id bigint not null,
  content_hash text collate "C" not null,
  constraint article_former_versions_pk primary key (article_id, content_hash),
  constraint article_former_versions_article_fk foreign key (article_id) references articles (id) on delete cascade
);

create table article_duplicates (
  article_id bigint not null,
  other_id bigint not null,
  reason text collate "C" not null,
  similarity real not null,
  constraint article_duplicates_pk primary key (article_id, other_id),
  constraint article_duplicates_order_check check (article_id > other_id),
  constraint article_duplicates_reason_check check (reason in ('NAME','TEXT')),
  constraint article_duplicates_article_fk foreign key (article_id) references articles (id) on delete cascade,
  constraint article_duplicates_other_fk foreign key (other_id) references articles (id) on delete cascade
);
create index article_duplicates_other_idx on article_duplicates (other_id, article_id);
`;

const DOWN = `
drop table article_duplicates, article_former_versions;
alter table article_provenance drop column place, drop column version, drop column modified_at;
`;

export class Identity0005 implements MigrationInterface {
  name = 'Identity1760000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
