import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What texts are made of, by which near-duplicates are found: articles that share a band are worth comparing. */
const UP = `
create table article_fingerprints (
  article_id bigint not null constraint article_fingerprints_pk primary key,
  sketch bytea not null,
  band_1 integer not null,
  band_2 integer not null,
  band_3 integer not null,
  band_4 integer not null,
  constraint article_fingerprints_article_fk foreign key (article_id) references articles (id) on delete cascade
);
create index article_fingerprints_1_idx on article_fingerprints (band_1, article_id);
create index article_fingerprints_2_idx on article_fingerprints (band_2, article_id);
create index article_fingerprints_3_idx on article_fingerprints (band_3, article_id);
create index article_fingerprints_4_idx on article_fingerprints (band_4, article_id);
`;

const DOWN = 'drop table article_fingerprints;';

export class Fingerprints0006 implements MigrationInterface {
  name = 'Fingerprints1760000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
