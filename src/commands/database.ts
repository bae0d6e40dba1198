import type { DataSource } from 'typeorm';
import type { Config } from '../config.js';
import { OperatorError } from '../errors.js';
import type { Logger } from '../logger.js';
import { entities, migrations } from '../schema.js';
import { createDataSource } from '../store/data-source.js';
import { connectionFault, describeDatabase } from '../store/database-fault.js';
import { type EmbeddedPostgres, openEmbedded } from '../store/embedded.js';
import { migrateUp, migrationStatus } from '../store/migrate.js';
import { defaultDataDir } from './project.js';

export interface OpenDatabase {
  dataSource: DataSource;
  url: string;
  /** Null when DATABASE_URL names the database. */
  embedded: EmbeddedPostgres | null;
  /** For people: which database this is and where it lives. */
  description: string;
  /** Runs long work on connections of its own, which lack the statement timeout of requests. */
  withoutTimeout<T>(work: (dataSource: DataSource) => Promise<T>): Promise<T>;
  /** Closes the connections, and the embedded server when no one else uses it. */
  close(): Promise<void>;
}

/**
 * Connects to the database of DATABASE_URL, else to the embedded one, which is started when need be.
 *
 * @throws OperatorError with a remedy when it cannot be reached.
 */
export async function openDatabase(config: Config, logger: Logger): Promise<OpenDatabase> {
  const embedded = config.databaseUrl === null ? await startEmbedded(config, logger) : null;
  const url = config.databaseUrl ?? embedded?.url ?? '';
  try {
    const dataSource = await connect(config, url, logger);
    return {
      dataSource,
      url,
      embedded,
      description: embedded ? describeEmbedded(embedded) : `Postgres at ${describeDatabase(url)}`,
      withoutTimeout: (work) => runPatiently(config, url, logger, work),
      close: async () => {
        if (dataSource.isInitialized) await dataSource.destroy();
        await embedded?.close();
      },
    };
  } catch (error) {
    await embedded?.close();
    throw error;
  }
}

function startEmbedded(config: Config, logger: Logger): Promise<EmbeddedPostgres> {
  return openEmbedded({
    dataDir: config.dataDir ?? defaultDataDir(process.cwd()),
    // A folder that the operator named is never silently exchanged for another.
    ...(config.dataDir === null ? {} : { sharedDir: null }),
    onNotice: (notice) => logger.warn(notice),
    // Room for the pools of two processes, and for whoever looks at the database beside them.
    settings: { max_connections: String(Math.max(100, 2 * config.databasePoolSize + 20)) },
  });
}

function describeEmbedded({ version, dataDir, account }: EmbeddedPostgres): string {
  return `embedded Postgres ${version} in ${dataDir}${account ? ` (run by ${account})` : ''}`;
}

async function connect(config: Config, url: string, logger: Logger): Promise<DataSource> {
  const dataSource = createDataSource({
    url,
    poolSize: config.databasePoolSize,
    statementTimeoutMs: config.statementTimeoutMs,
    entities,
    migrations,
    onIdleError: (error) => logger.warn({ reason: error.message }, 'a database connection broke while idle'),
  });
  try {
    return await dataSource.initialize();
  } catch (error) {
    throw connectionFault(error, url);
  }
}

async function runPatiently<T>(
  config: Config,
  url: string,
  logger: Logger,
  work: (dataSource: DataSource) => Promise<T>,
): Promise<T> {
  const dataSource = await connect({ ...config, statementTimeoutMs: 0 }, url, logger);
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

/** Makes every pending change of the schema. */
export async function bringUpToDate(database: OpenDatabase): Promise<string[]> {
  await refuseTooOld(database);
  try {
    return await migrateUp(database.dataSource);
  } catch (error) {
    throw connectionFault(error, database.url);
  }
}

/** @throws OperatorError when the schema lacks a change that this version needs. */
export async function requireMigrated(database: OpenDatabase): Promise<void> {
  const { pending, applied } = await migrationStatus(database.dataSource);
  if (pending.length === 0) return;
  const state = applied.length === 0 ? 'is empty' : `lacks ${pending.length} change(s) of the schema`;
  throw new OperatorError(
    `The database ${describeDatabase(database.url)} ${state}.`,
    'Run `npm run migrate -- up` (or `broadsheet migrate up`), then try again.',
  );
}

/** The oldest Postgres that every statement of ours runs on. */
export const OLDEST_POSTGRES = 15;

async function refuseTooOld({ dataSource, url }: OpenDatabase): Promise<void> {
  const rows: { version: string }[] = await dataSource.query(
    "SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number",
  );
  const version = rows[0]?.version ?? '';
  if (Number.parseInt(version, 10) >= OLDEST_POSTGRES) return;
  throw new OperatorError(
    `The database ${describeDatabase(url)} runs Postgres ${version}; ${OLDEST_POSTGRES} is the oldest that works.`,
    `Upgrade it to Postgres ${OLDEST_POSTGRES} or newer.`,
  );
}
