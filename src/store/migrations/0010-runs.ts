import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an operator needs of a run that ended badly, and of what it refused, to try again. */
const UP = `
alter table ingest_runs
  add column options jsonb not null default '{}',
  drop constraint ingest_runs_status_check,
  add constraint ingest_runs_status_check
    check (status in ('RUNNING','FINISHED','FAILED','INTERRUPTED','KILLED'));
alter table ingest_refusals
  add column input jsonb,
  add column text text,
  add column retried_in bigint,
  add constraint ingest_refusals_retry_fk foreign key (retried_in) references ingest_runs (id) on delete set null;
create index ingest_refusals_open_idx on ingest_refusals (id) where retried_in is null;
create index ingest_refusals_retry_idx on ingest_refusals (retried_in) where retried_in is not null;
`;

const DOWN = `
drop index ingest_refusals_open_idx, ingest_refusals_retry_idx;
alter table ingest_refusals drop column input, drop column text, drop column retried_in;
update ingest_runs set status = 'INTERRUPTED' where status = 'KILLED';
alter table ingest_runs
  drop column options,
  drop constraint ingest_runs_status_check,
  add constraint ingest_runs_status_check check (status in ('RUNNING','FINISHED','FAILED','INTERRUPTED'));
`;

export class Runs0010 implements MigrationInterface {
  name = 'Runs1760000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
