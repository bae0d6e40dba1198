import { type ExitCode, OperatorError } from '../errors.js';
import { migrateDown, migrationStatus } from '../store/migrate.js';
import { formatTable } from '../terminal/table.js';
import { bringUpToDate, type OpenDatabase, openDatabase } from './database.js';
import type { Session } from './session.js';

export type MigrateAction = 'up' | 'down' | 'status';

export interface MigrateOptions {
  json?: boolean;
  /** Consent to lose data. */
  yes?: boolean;
}

/** `broadsheet migrate`. `status` exits with 1 while changes are pending, so that a deployment can ask. */
export async function migrateCommand(
  session: Session,
  action: MigrateAction,
  options: MigrateOptions,
): Promise<ExitCode> {
  if (action === 'down' && !options.yes) {
    throw new OperatorError(
      '`migrate down` drops the tables or columns of the newest change, with what is in them.',
      'Add --yes if that is what you want.',
      { exitCode: 2 },
    );
  }
  const database = await openDatabase(session.config, session.logger);
  try {
    return await ACTIONS[action](session, database, options.json === true);
  } finally {
    await database.close();
  }
}

type Action = (session: Session, database: OpenDatabase, json: boolean) => Promise<ExitCode>;

const ACTIONS: Readonly<Record<MigrateAction, Action>> = { up, down, status };

async function up({ terminal }: Session, database: OpenDatabase, json: boolean): Promise<ExitCode> {
  const applied = await bringUpToDate(database);
  const text =
    applied.length === 0 ? 'Nothing to do: the schema is up to date.' : `Applied ${applied.join(', ')}.`;
  terminal.out.write(`${json ? JSON.stringify({ applied }) : text}\n`);
  return 0;
}

async function down({ terminal }: Session, database: OpenDatabase, json: boolean): Promise<ExitCode> {
  const reverted = await migrateDown(database.dataSource);
  const text = reverted === null ? 'Nothing to do: the schema is empty.' : `Took back ${reverted}.`;
  terminal.out.write(`${json ? JSON.stringify({ reverted }) : text}\n`);
  return 0;
}

async function status({ terminal }: Session, database: OpenDatabase, json: boolean): Promise<ExitCode> {
  const found = await migrationStatus(database.dataSource);
  const { outStyle: style } = terminal;
  const rows = [
    ...found.applied.map((name) => [style.green('applied'), name]),
    ...found.pending.map((name) => [style.yellow('pending'), name]),
    ...found.unknown.map((name) => [
      style.yellow('unknown'),
      `${name} (made by a newer version of Broadsheet)`,
    ]),
  ];
  terminal.out.write(`${json ? JSON.stringify(found) : formatTable(rows).join('\n')}\n`);
  return found.pending.length > 0 ? 1 : 0;
}
