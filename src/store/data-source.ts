import type { ClientBase, ClientConfig, Pool } from 'pg';
import { DataSource, type EntitySchema, type MigrationInterface } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

// biome-ignore lint/complexity/noBannedTypes: TypeORM names entity classes by this type.
export type EntityTarget = Function | EntitySchema;
export type MigrationClass = new () => MigrationInterface;

export interface DataSourceSettings {
  /** Postgres connection string. */
  url: string;
  /** Most connections in the pool. */
  poolSize: number;
  /** Longest time one statement may take, in milliseconds; 0 is no limit. */
  statementTimeoutMs: number;
  /** How long to wait for a connection, in milliseconds: a free one of the pool, or a new one. Default 5,000. */
  connectTimeoutMs?: number;
  /** Shown in pg_stat_activity. Default `broadsheet`. */
  applicationName?: string;
  entities: readonly EntityTarget[];
  migrations: readonly MigrationClass[];
  /** Told when an idle connection breaks; the pool has then already let go of it. Default: ignored. */
  onIdleError?: (error: Error) => void;
}

/**
 * A TypeORM data source, not yet connected: call `initialize()`. It never changes the schema by itself.
 * Its sessions run in UTC and carry the statement timeout.
 */
export function createDataSource(settings: DataSourceSettings): DataSource {
  return new DataSource({
    type: 'postgres',
    url: settings.url,
    applicationName: settings.applicationName ?? 'broadsheet',
    connectTimeoutMS: settings.connectTimeoutMs ?? 5_000,
    poolSize: settings.poolSize,
    poolErrorHandler: settings.onIdleError ?? (() => {}),
    synchronize: false,
    migrationsRun: false,
    installExtensions: false,
    logging: false,
    entities: [...settings.entities],
    migrations: [...settings.migrations],
    migrationsTableName: 'schema_migration',
    extra: {
      keepAlive: true,
      // Statements that do not need each other's answers are sent together: writers run whole flights of them.
      pipeline: true,
      idleTimeoutMillis: 30_000,
      onConnect: (client: ClientBase) => prepareSession(client, settings.statementTimeoutMs),
    },
  });
}

/** By statement and not by startup parameters, which connection poolers refuse. One round trip for each new connection. */
async function prepareSession(client: ClientBase, statementTimeoutMs: number): Promise<void> {
  await client.query(
    "SELECT set_config('TimeZone', 'UTC', false), set_config('statement_timeout', $1, false), set_config('client_min_messages', 'warning', false)",
    [String(statementTimeoutMs)],
  );
}

/**
 * The data source's own pg pool, for statements that TypeORM cannot send (named ones, LISTEN, COPY).
 *
 * @throws Error before `initialize()`: there is no pool then.
 */
export function getPool(dataSource: DataSource): Pool {
  if (!dataSource.isInitialized)
    throw new Error('The data source is not connected yet: call initialize() first.');
  return (dataSource.driver as PostgresDriver).master as Pool;
}

/**
 * How the data source reaches its database, for a connection outside its pool.
 *
 * @param purpose shown in pg_stat_activity.
 */
export function connectionOf(dataSource: DataSource, purpose: string): ClientConfig {
  const { url, applicationName } = (dataSource.driver as PostgresDriver).options;
  return { connectionString: url ?? '', application_name: `${applicationName ?? 'broadsheet'} ${purpose}` };
}
