import { stat } from 'node:fs/promises';
import { type ExitCode, OperatorError } from '../errors.js';
import type { FetchOptions } from '../ingest/fetch/fetcher.js';
import type { IngestReport } from '../ingest/pipeline.js';
import { formatIngestReport } from '../terminal/ingest-report.js';
import { createProgressBar } from '../terminal/progress.js';
import { bringUpToDate, type OpenDatabase, openDatabase, requireMigrated } from './database.js';
import { collectGarbageSooner, makeObjectsYoung } from './heap.js';
import { readVersion } from './project.js';
import { INTERRUPTED, type Session } from './session.js';

export interface IngestCommandOptions {
  json?: boolean;
  /** Name of the publication for stories that name none. */
  publication?: string;
  /** IANA time zone of dates that carry none. */
  timeZone?: string;
  /** Reads the pages that the items of feeds lead to. */
  follow?: boolean;
  /** Fetches what has not changed too. */
  refetch?: boolean;
  /** Seconds between two requests to one host. */
  delay?: string;
  allowPrivateAddresses?: boolean;
}

/** Percent by which the heap may grow: what a run reads is garbage a moment later. */
export const INGEST_GROWTH = 100;

/** `broadsheet ingest`. Exit code 1 when anything was refused. */
export async function ingestCommand(
  session: Session,
  inputs: string[],
  options: IngestCommandOptions,
): Promise<ExitCode> {
  await requireInputs(inputs);
  requireTimeZone(options.timeZone);
  requireDelay(options.delay);
  collectGarbageSooner(INGEST_GROWTH);
  makeObjectsYoung();
  const database = await openDatabase(session.config, session.logger);
  try {
    // The embedded database is ours to change; that of an operator is changed when he says so.
    if (database.embedded) await bringUpToDate(database);
    else await requireMigrated(database);
    const report = await ingestInto(session, database, inputs, options);
    const { out, outStyle } = session.terminal;
    out.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : formatIngestReport(report, outStyle));
    if (session.stop.signal.aborted) throw INTERRUPTED;
    return report.refused > 0 ? 1 : 0;
  } finally {
    await database.close();
  }
}

/** Runs the ingest with a progress bar when the operator watches. */
export async function ingestInto(
  { terminal, stop }: Session,
  database: OpenDatabase,
  inputs: string[],
  options: IngestCommandOptions = {},
): Promise<IngestReport> {
  const { publication, timeZone, follow, refetch } = options;
  const { ingest } = await import('../ingest/pipeline.js');
  const bar = createProgressBar(terminal.err, terminal.errStyle);
  try {
    return await database.withoutTimeout((dataSource) =>
      ingest({
        dataSource,
        inputs,
        stdin: process.stdin,
        defaultPublication: publication ?? null,
        ...(timeZone === undefined ? {} : { timeZone }),
        fetch: fetchOptions(options),
        follow: follow ?? false,
        refetch: refetch ?? false,
        version: readVersion(),
        now: () => new Date(),
        onProgress: (progress) => bar.update(progress),
        signal: stop.signal,
      }),
    );
  } finally {
    bar.end();
  }
}

/** How addresses are fetched. */
export function fetchOptions({
  delay,
  allowPrivateAddresses,
}: Pick<IngestCommandOptions, 'delay' | 'allowPrivateAddresses'>): FetchOptions {
  return {
    ...(delay === undefined ? {} : { delayMs: Number(delay) * 1000 }),
    allowPrivateAddresses: allowPrivateAddresses ?? false,
  };
}

function requireTimeZone(timeZone: string | undefined): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch (error) {
    throw new OperatorError(
      `There is no time zone ${timeZone}.`,
      'Use a name of the IANA time zone database, such as Asia/Phnom_Penh or Europe/London.',
      { exitCode: 2, cause: error },
    );
  }
}

/** @throws OperatorError for what is no number of seconds. */
export function requireDelay(delay: string | undefined): void {
  if (delay === undefined || (/^\d+(?:\.\d+)?$/.test(delay) && Number(delay) <= 3600)) return;
  throw new OperatorError(
    `A delay of ${delay} is no number of seconds.`,
    'Use a number from 0 to 3600, such as --delay 2.',
    { exitCode: 2 },
  );
}

/**
 * A mistyped path is told before anything is started. Patterns are left to the ingest, which knows what they match.
 *
 * @throws OperatorError naming the first path that does not exist.
 */
export async function requireInputs(inputs: readonly string[]): Promise<void> {
  for (const input of inputs) {
    if (input === '-' || /^https?:\/\//i.test(input) || /[*?[{]/.test(input)) continue;
    await stat(input).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EACCES') throw unreadable(input, error);
      throw new OperatorError(
        `There is no file or folder ${input}.`,
        'Check the path (it is read from the current folder); put patterns in quotes: "archive/**/*.txt".',
        { exitCode: 2, cause: error },
      );
    });
  }
}

function unreadable(input: string, cause: Error): OperatorError {
  return new OperatorError(`This user may not read ${input}.`, `Make it readable: chmod -R u+rX ${input}`, {
    cause,
  });
}
