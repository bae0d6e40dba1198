import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { entities, migrations } from '../../src/schema.js';
import { createDataSource } from '../../src/store/data-source.js';
import { type EmbeddedPostgres, openEmbedded } from '../../src/store/embedded.js';
import { migrateUp } from '../../src/store/migrate.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** A database of the test server from which others may be created and dropped. */
    adminUrl: string;
    /** Name of the migrated database that every test file gets a copy of. */
    templateDatabase: string;
  }
}

interface TestServer {
  adminUrl: string;
  template: string;
  users: number;
  stop(): Promise<void>;
}

/** Both vitest projects run this file, each as a module of its own: the one server is shared through the process. */
const shared = globalThis as { broadsheetTestServer?: Promise<TestServer> };

/** Starts one Postgres for the whole run (or uses TEST_DATABASE_URL) and makes one migrated template database. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.broadsheetTestServer ??= startTestServer();
  const server = await shared.broadsheetTestServer;
  server.users++;
  project.provide('adminUrl', server.adminUrl);
  project.provide('templateDatabase', server.template);
  return async () => {
    server.users--;
    if (server.users > 0) return;
    delete shared.broadsheetTestServer;
    await server.stop();
  };
}

async function startTestServer(): Promise<TestServer> {
  const given = process.env.TEST_DATABASE_URL;
  const embedded = given ? null : await startEmbedded();
  const adminUrl = given ?? embedded?.server.url ?? '';
  const template = `broadsheet_template_${randomBytes(6).toString('hex')}`;
  await makeTemplate(adminUrl, template);
  return {
    adminUrl,
    template,
    users: 0,
    stop: async () => {
      if (!embedded) return administer(adminUrl, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
      await embedded.server.close({ force: true });
      await rm(embedded.folder, { recursive: true, force: true });
    },
  };
}

/** Nothing has to survive a crash here: without fsync the clones cost milliseconds. */
async function startEmbedded(): Promise<{ server: EmbeddedPostgres; folder: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'broadsheet-test-'));
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '200',
  };
  // Temporary folders are closed to others, and as root the server runs under another account.
  await chmod(folder, 0o755);
  const server = await openEmbedded({ dataDir: path.join(folder, 'data'), sharedDir: null, settings });
  return { server, folder };
}

async function makeTemplate(adminUrl: string, template: string): Promise<void> {
  await administer(adminUrl, `CREATE DATABASE ${template} TEMPLATE template0 ENCODING 'UTF8'`);
  const url = withDatabase(adminUrl, template);
  const dataSource = createDataSource({ url, poolSize: 1, statementTimeoutMs: 0, entities, migrations });
  await dataSource.initialize();
  await migrateUp(dataSource);
  await dataSource.destroy();
}

async function administer(adminUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}
