import { type ExitCode, OperatorError } from '../errors.js';
import { REFUSAL_CODES, type RefusalCode } from '../ingest/draft.js';
import { IngestRunQuery } from '../ingest/ingest-run.query.js';
import { markKilledRuns } from '../ingest/run-lock.js';
import { sqlOf } from '../store/sql.js';
import { formatRun, formatRuns } from '../terminal/runs.js';
import { openDatabase, requireMigrated } from './database.js';
import type { Session } from './session.js';

export interface RunsOptions {
  json?: boolean;
  /** How many runs, or how many refusals of one. */
  limit?: string;
  /** Only refusals of that kind. */
  code?: string;
}

/** `broadsheet runs [id]`: the newest runs, or one with what it refused. */
export async function runsCommand(
  session: Session,
  id: string | undefined,
  options: RunsOptions,
): Promise<ExitCode> {
  const runId = id === undefined ? null : wholeNumber(id, 'A run');
  const limit = wholeNumber(options.limit ?? '20', '--limit');
  const code = readCode(options.code);
  const { out, outStyle } = session.terminal;
  const database = await openDatabase(session.config, session.logger);
  try {
    await requireMigrated(database);
    const sql = sqlOf(database.dataSource.manager);
    await markKilledRuns(sql);
    const query = new IngestRunQuery(sql);
    if (runId === null) {
      const runs = await query.newest(limit);
      out.write(options.json ? `${JSON.stringify(runs, null, 2)}\n` : formatRuns(runs, outStyle));
      return 0;
    }
    const run = await query.byId(runId);
    if (run === null) throw noRun(runId);
    const groups = await query.refusalGroups(runId);
    const refusals = await query.refusals(runId, code, limit);
    out.write(
      options.json
        ? `${JSON.stringify({ ...run, groups, refusals }, null, 2)}\n`
        : formatRun(run, groups, refusals, outStyle),
    );
    return 0;
  } finally {
    await database.close();
  }
}

/** @throws OperatorError for what is no code of a refusal. */
export function readCode(text: string | undefined): RefusalCode | null {
  if (text === undefined) return null;
  const code = REFUSAL_CODES.find((known) => known === text.toUpperCase());
  if (code !== undefined) return code;
  throw new OperatorError(`There is no kind of refusal ${text}.`, `Use one of ${REFUSAL_CODES.join(', ')}.`, {
    exitCode: 2,
  });
}

/** @throws OperatorError for what is no whole number above nought. */
export function wholeNumber(text: string, what: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new OperatorError(
    `${what} is a whole number above 0, and not ${text}.`,
    '`broadsheet runs` lists the runs.',
    {
      exitCode: 2,
    },
  );
}

function noRun(id: number): OperatorError {
  return new OperatorError(`There is no run ${id}.`, '`broadsheet runs` lists the runs.');
}
