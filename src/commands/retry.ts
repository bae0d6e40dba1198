import type { ExitCode } from '../errors.js';
import type { RetryReport } from '../ingest/retry.js';
import { formatIngestReport } from '../terminal/ingest-report.js';
import { createProgressBar } from '../terminal/progress.js';
import { formatCount } from '../terminal/table.js';
import { openDatabase, requireMigrated } from './database.js';
import { collectGarbageSooner, makeObjectsYoung } from './heap.js';
import { fetchOptions, INGEST_GROWTH, requireDelay } from './ingest.js';
import { readVersion } from './project.js';
import { readCode, wholeNumber } from './runs.js';
import { INTERRUPTED, type Session } from './session.js';

export interface RetryCommandOptions {
  json?: boolean;
  /** Only refusals of that run. */
  run?: string;
  /** Only refusals of that kind. */
  code?: string;
  /** Seconds between two requests to one host. */
  delay?: string;
  allowPrivateAddresses?: boolean;
}

/** `broadsheet ingest retry`. Exit code 1 when anything was refused again, or can no longer be read. */
export async function retryCommand(session: Session, options: RetryCommandOptions): Promise<ExitCode> {
  const code = readCode(options.code);
  const runId = options.run === undefined ? undefined : String(wholeNumber(options.run, '--run'));
  requireDelay(options.delay);
  collectGarbageSooner(INGEST_GROWTH);
  makeObjectsYoung();
  const { terminal, stop } = session;
  const { retry } = await import('../ingest/retry.js');
  const database = await openDatabase(session.config, session.logger);
  const bar = createProgressBar(terminal.err, terminal.errStyle);
  try {
    await requireMigrated(database);
    const report = await database.withoutTimeout((dataSource) =>
      retry(
        { ...(runId === undefined ? {} : { runId }), ...(code === null ? {} : { code }) },
        {
          dataSource,
          fetch: fetchOptions(options),
          version: readVersion(),
          now: () => new Date(),
          onProgress: (progress) => bar.update(progress),
          signal: stop.signal,
        },
      ),
    );
    bar.end();
    terminal.out.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : formatRetry(report, session));
    if (stop.signal.aborted) throw INTERRUPTED;
    return report.refused > 0 || report.lost > 0 ? 1 : 0;
  } finally {
    bar.end();
    await database.close();
  }
}

function formatRetry({ chosen, retried, lost, runs }: RetryReport, { terminal }: Session): string {
  if (chosen === 0) return 'Nothing to try again: no refusal is open.\n';
  const reports = runs.map((run) => formatIngestReport(run, terminal.outStyle));
  const told = [`${formatCount(retried)} of ${formatCount(chosen)} refusals were tried again.`];
  if (lost > 0) {
    told.push(`${formatCount(lost)} came by standard input and were not kept: give that input again.`);
  }
  return `${reports.join('\n')}${reports.length > 0 ? '\n' : ''}${told.join(' ')}\n`;
}
