import { type ExitCode, OperatorError } from '../errors.js';
import { openDatabase, requireMigrated } from './database.js';
import { checkListening } from './listening.js';
import { serveUntilStopped } from './serving.js';
import type { Session } from './session.js';

/** `broadsheet serve`: for production. Changes nothing in the database. */
export async function serveCommand(session: Session): Promise<ExitCode> {
  if (session.config.databaseUrl === null) {
    throw new OperatorError(
      '`serve` needs a database of its own.',
      'Set DATABASE_URL, for example postgres://user:password@localhost:5432/broadsheet, or use `broadsheet start`.',
      { exitCode: 2 },
    );
  }
  if (session.config.port !== 0) await checkListening(session.config.host, session.config.port);
  const database = await openDatabase(session.config, session.logger);
  try {
    await requireMigrated(database);
    return await serveUntilStopped(session, database, false);
  } finally {
    await database.close();
  }
}
