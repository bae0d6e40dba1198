import type { DataSource } from 'typeorm';
import { holdSessionLock, isLockFree } from '../store/session-lock.js';
import type { Sql } from '../store/sql.js';

const NAME = 'broadsheet run ';

/**
 * Shows that the process of a run lives.
 *
 * @returns what ends it.
 */
export function holdRunLock(dataSource: DataSource, runId: string): Promise<() => Promise<void>> {
  return holdSessionLock(dataSource, NAME + runId);
}

/** Marks the runs whose process is gone. One that lives holds its lock, in whatever process. */
export async function markKilledRuns(sql: Sql): Promise<void> {
  await sql.query(
    `update ingest_runs set status = 'KILLED' where status = 'RUNNING' and ${isLockFree(`'${NAME}' || id`)}`,
  );
}
