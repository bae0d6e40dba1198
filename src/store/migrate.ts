import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { OperatorError } from '../errors.js';

export interface MigrationStatus {
  /** Names of the changes that the database has, oldest first. */
  applied: string[];
  /** Names of the changes that it still lacks, oldest first. */
  pending: string[];
  /** Changes that the database has and this version of the program does not know: it is older than the database. */
  unknown: string[];
}

/** Any number will do, as long as every version of the program takes the same one. */
const LOCK_KEY = 7_203_118_004;

/**
 * Brings the schema up to date. Two at once are safe: the second waits, then finds nothing to do.
 * All or nothing: one transaction.
 *
 * @returns the names of the changes that were made, oldest first.
 */
export async function migrateUp(dataSource: DataSource): Promise<string[]> {
  return alone(dataSource, async (runner) => {
    const executor = new MigrationExecutor(dataSource, runner);
    const done = await executor.executePendingMigrations();
    return done.map((migration) => migration.name);
  });
}

/**
 * Takes back the newest change.
 *
 * @returns its name, or null when the schema is already empty.
 */
export async function migrateDown(dataSource: DataSource): Promise<string | null> {
  return alone(dataSource, async (runner) => {
    const { applied, unknown } = await readStatus(dataSource, runner);
    refuseUnknown(unknown);
    const newest = applied.at(-1);
    if (newest === undefined) return null;
    await new MigrationExecutor(dataSource, runner).undoLastMigration();
    return newest;
  });
}

/** What the database has and what it lacks. Changes nothing, not even in an empty database. */
export async function migrationStatus(dataSource: DataSource): Promise<MigrationStatus> {
  const runner = dataSource.createQueryRunner();
  try {
    return await readStatus(dataSource, runner);
  } finally {
    await runner.release();
  }
}

async function readStatus(dataSource: DataSource, runner: QueryRunner): Promise<MigrationStatus> {
  const executed = await new MigrationExecutor(dataSource, runner).getExecutedMigrations();
  const has = new Set(executed.map((migration) => migration.name));
  const known = [...dataSource.migrations]
    .map((migration) => migration.name ?? migration.constructor.name)
    .sort((a, b) => timestampOf(a) - timestampOf(b));
  return {
    applied: known.filter((name) => has.has(name)),
    pending: known.filter((name) => !has.has(name)),
    unknown: [...has].filter((name) => !known.includes(name)).sort(),
  };
}

/** The 13 digits that end a migration's name, by which TypeORM orders them. */
function timestampOf(name: string): number {
  return Number(name.slice(-13));
}

function refuseUnknown(unknown: string[]): void {
  if (unknown.length === 0) return;
  throw new OperatorError(
    `The database has changes that this version does not know: ${unknown.join(', ')}.`,
    'Run the version of Broadsheet that made them, or a newer one.',
  );
}

/** Runs `work` in a transaction that no other migration can enter, without the statement timeout. */
async function alone<T>(dataSource: DataSource, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    // The lock ends with the transaction: it holds behind a transaction pooler too, and a crash frees it.
    await runner.query('SET LOCAL statement_timeout = 0');
    await runner.query('SELECT pg_advisory_xact_lock($1)', [LOCK_KEY]);
    const result = await work(runner);
    await runner.commitTransaction();
    return result;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}
