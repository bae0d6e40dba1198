import type { ExitCode } from '../errors.js';
import { formatIngestReport } from '../terminal/ingest-report.js';
import { bringUpToDate, type OpenDatabase, openDatabase } from './database.js';
import { ingestInto, requireInputs } from './ingest.js';
import { checkListening } from './listening.js';
import { SAMPLE_DIR } from './project.js';
import { isEmptyArchive, serveUntilStopped } from './serving.js';
import type { Session } from './session.js';

/**
 * `broadsheet start`: everything a newcomer needs in one command. Refused files are reported and do not keep
 * the rest from being served.
 */
export async function startCommand(session: Session, inputs: string[]): Promise<ExitCode> {
  const { config, logger } = session;
  await requireInputs(inputs);
  // Asked first: nobody wants to learn after a long ingest that the port is taken.
  if (config.port !== 0) await checkListening(config.host, config.port);
  const database = await openDatabase(config, logger);
  try {
    const changes = await bringUpToDate(database);
    if (changes.length > 0) logger.debug({ changes }, 'schema brought up to date');
    const sample = await fill(session, database, inputs);
    return await serveUntilStopped(session, database, sample);
  } catch (error) {
    // Ctrl-C in the middle of the ingest is a wish, not a failure: what was stored stays.
    if (session.stop.signal.aborted) return 0;
    throw error;
  } finally {
    await database.close();
  }
}

/** @returns whether the sample newsroom was loaded. */
async function fill(session: Session, database: OpenDatabase, inputs: string[]): Promise<boolean> {
  if (inputs.length > 0) {
    const report = await ingestInto(session, database, inputs);
    session.terminal.out.write(formatIngestReport(report, session.terminal.outStyle));
    return false;
  }
  if (!session.config.loadSample || !(await isEmptyArchive(database.dataSource))) return false;
  const report = await ingestInto(session, database, [SAMPLE_DIR]);
  if (report.refused > 0)
    session.logger.warn({ refusals: report.refusals }, 'part of the sample newsroom was refused');
  return report.created > 0;
}
