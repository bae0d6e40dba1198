import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Authors can be organisations, and are found under all spellings of their name; articles keep corrections.
 *
 * The person key of authors that are stored already is made from their name key here, with the rules that do not
 * need the name itself. The defaults are for programs of the version before, which may write for a while longer.
 */
const TITLES = '^((mr|mrs|ms|mx|dr|prof|professor|rev|reverend|sir|dame) )+(?=\\S+ \\S)';
const UP = `
alter table authors
  add column kind text collate "C" not null default 'PERSON',
  add column person_key text collate "C" not null default '',
  add constraint authors_kind_check check (kind in ('PERSON','ORGANISATION'));
update authors set person_key =
  regexp_replace(
    regexp_replace(
      regexp_replace(regexp_replace(name_key, '^the (?=\\S)', ''), '${TITLES}', ''),
      '(?<=(^| )[[:alpha:]]) (?=[[:alpha:]]( |$))', '', 'g'
    ),
    '(?<= [odl]) (?=[[:alpha:]]{3})', '', 'g'
  );
create index authors_person_idx on authors (person_key, id);

alter table articles
  add column corrections jsonb not null default '[]',
  add constraint articles_corrections_check check (jsonb_typeof(corrections) = 'array');
`;

const DOWN = `
alter table articles drop column corrections;
alter table authors drop column person_key, drop column kind;
`;

export class Credits0004 implements MigrationInterface {
  name = 'Credits1760000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
