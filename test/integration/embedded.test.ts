import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedPostgres, openEmbedded } from '../../src/store/embedded.js';
import { buildProject, PROJECT_DIR } from '../support/built-project.js';
import { openInChild } from '../support/embedded-child.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'broadsheet-embedded-'));
  await buildProject();
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function ask<T>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}

async function isRunning({ url }: { url: string }): Promise<boolean> {
  return ask(url, 'SELECT 1').then(
    () => true,
    () => false,
  );
}

describe('one process', () => {
  let server: EmbeddedPostgres;
  const dataDir = () => path.join(folder, 'one');

  test('makes an archive at the first start, and says so', async () => {
    server = await openEmbedded({ dataDir: dataDir(), sharedDir: null });
    expect(server).toMatchObject({ fresh: true, attached: false, dataDir: dataDir() });
    expect(server.version).toMatch(/^\d+\.\d+$/);
  });

  test('in UTF-8, where trigrams know Khmer letters', async () => {
    await ask(server.url, 'CREATE EXTENSION pg_trgm');
    const rows = await ask(
      server.url,
      "SELECT current_setting('server_encoding') AS encoding, cardinality(show_trgm('កម្ពុជា')) > 3 AS letters, upper('é') AS upper",
    );
    expect(rows).toEqual([{ encoding: 'UTF8', letters: true, upper: 'É' }]);
  });

  test('listens on this machine alone, and wants its password', async () => {
    const [settings] = await ask<{ addresses: string; sockets: string }>(
      server.url,
      "SELECT current_setting('listen_addresses') AS addresses, current_setting('unix_socket_directories') AS sockets",
    );
    expect(settings).toEqual({ addresses: '127.0.0.1', sockets: '' });
    const wrong = new URL(server.url);
    wrong.password = 'guess';
    await expect(ask(wrong.toString(), 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  test('keeps what was stored over a stop and a start', async () => {
    await ask(server.url, "CREATE TABLE kept AS SELECT 'still here' AS said");
    await server.close();
    expect(await isRunning(server)).toBe(false);
    server = await openEmbedded({ dataDir: dataDir(), sharedDir: null });
    expect(server).toMatchObject({ fresh: false, attached: false });
    expect(await ask(server.url, 'SELECT said FROM kept')).toEqual([{ said: 'still here' }]);
    await server.close();
  });

  test('may close twice', async () => {
    await expect(server.close()).resolves.toBeUndefined();
  });
});

describe('two processes on one archive', () => {
  test('start it once, whoever is first', async () => {
    const options = { dataDir: path.join(folder, 'race'), sharedDir: null };
    const children = await Promise.all([1, 2, 3].map(() => openInChild(PROJECT_DIR, options)));
    const outcomes = await Promise.all(children.map((child) => child.outcome));
    expect(outcomes.filter(({ opened }) => opened?.fresh)).toHaveLength(1);
    expect(new Set(outcomes.map(({ opened }) => opened?.url)).size).toBe(1);
    await Promise.all(children.map((child) => child.close()));
    expect(await isRunning({ url: outcomes[0]?.opened?.url ?? '' })).toBe(false);
  });

  test.each(['first', 'second'] as const)('the %s to end leaves it running for the other', async (leaver) => {
    const options = { dataDir: path.join(folder, 'pair'), sharedDir: null };
    const first = await openInChild(PROJECT_DIR, options);
    const { opened } = await first.outcome;
    const second = await openInChild(PROJECT_DIR, options);
    expect((await second.outcome).opened).toMatchObject({ attached: true, url: opened?.url });
    const [leaving, staying] = leaver === 'first' ? [first, second] : [second, first];
    await leaving.close();
    expect(await isRunning({ url: opened?.url ?? '' })).toBe(true);
    await staying.close();
    expect(await isRunning({ url: opened?.url ?? '' })).toBe(false);
  });

  test('one that comes while the last is leaving finds a server all the same', async () => {
    const options = { dataDir: path.join(folder, 'pair'), sharedDir: null };
    for (const delay of [0, 10, 25, 50, 100]) {
      const leaving = await openEmbedded(options);
      const closed = leaving.close();
      await new Promise((resolve) => setTimeout(resolve, delay));
      const coming = await openEmbedded(options);
      await closed;
      expect(await isRunning(coming), `after ${delay} ms`).toBe(true);
      await coming.close();
      expect(await isRunning(coming)).toBe(false);
    }
  });
});

test('another program that is connected keeps the server running, and is told of; the next run stops it', async () => {
  const options = { dataDir: path.join(folder, 'pair'), sharedDir: null };
  const notices: string[] = [];
  const server = await openEmbedded({ ...options, onNotice: (notice) => notices.push(notice) });
  const guest = new pg.Client({ connectionString: server.url });
  await guest.connect();
  await server.close();
  expect(notices).toEqual([expect.stringMatching(/keeps running for 1 other connection/)]);
  expect((await guest.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await guest.end();
  const next = await openEmbedded(options);
  expect(next.attached).toBe(true);
  await next.close();
  expect(await isRunning(next)).toBe(false);
});
