import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { inject } from 'vitest';
import { entities, migrations } from '../../src/schema.js';
import { createDataSource } from '../../src/store/data-source.js';

export interface TestDatabase {
  url: string;
  /** Removes it, cutting connections that are still open. */
  drop(): Promise<void>;
}

/** An empty, migrated database for one test file. Drop it in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return createDatabase(inject('templateDatabase'));
}

/** A database without any table, for tests of migrations and of unmigrated databases. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return createDatabase('template0');
}

/** A connected data source on a test database. Destroy it before the database is dropped. */
export async function connectTo(
  database: TestDatabase,
  poolSize = 4,
  statementTimeoutMs = 20_000,
): Promise<DataSource> {
  const dataSource = createDataSource({
    url: database.url,
    poolSize,
    statementTimeoutMs,
    entities,
    migrations,
  });
  return dataSource.initialize();
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const name = `broadsheet_test_${randomBytes(6).toString('hex')}`;
  await administer(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(inject('adminUrl'));
  url.pathname = `/${name}`;
  return { url: url.toString(), drop: () => administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function administer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('adminUrl') });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
