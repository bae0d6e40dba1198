import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IngestReport } from '../../src/ingest/pipeline.js';
import { buildProject } from '../support/built-project.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/database.js';
import { accountOf, isRoot } from '../support/embedded-child.js';
import { expectFriendly, occupy, runProgram } from '../support/program.js';

let folder: string;
let migrated: TestDatabase;
let empty: TestDatabase;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'broadsheet-failures-'));
  await buildProject();
  await chmod(folder, 0o755);
  [migrated, empty] = await Promise.all([createTestDatabase(), createEmptyDatabase()]);
});
afterAll(async () => {
  await Promise.all([migrated.drop(), empty.drop(), rm(folder, { recursive: true, force: true })]);
});

test('an old Node', async () => {
  const pretend =
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.19.1' } })";
  const nodeArgs = ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`];
  const ended = await runProgram(['start'], { nodeArgs });
  expect(ended.code).toBe(1);
  expectFriendly(ended, /This is Node 18\.19\.1; Broadsheet needs 20\.19\.0 or newer/, /nodejs\.org/);
});

test.each(['127.0.0.1', '[::1]', 'localhost'])('no database at %s', async (host) => {
  const { server, port } = await occupy('127.0.0.1');
  await new Promise((resolve) => server.close(resolve));
  const ended = await runProgram(['serve'], {
    env: { DATABASE_URL: `postgres://u:hunter2@${host}:${port}/x` },
  });
  expect(ended.code).toBe(1);
  expectFriendly(ended, /Nothing answers at/, /127\.0\.0\.1 for IPv4, \[::1\] for IPv6/);
  expect(ended.stderr).not.toContain('hunter2');
});

test('an unknown host', async () => {
  const ended = await runProgram(['serve'], { env: { DATABASE_URL: 'postgres://u:p@db.invalid/x' } });
  expectFriendly(ended, /db\.invalid/, /DATABASE_URL/);
});

test('a wrong password', async ({ skip }) => {
  if (process.env.TEST_DATABASE_URL) skip('a given server may trust every password');
  const url = new URL(migrated.url);
  url.password = 'guess';
  const ended = await runProgram(['serve'], { env: { DATABASE_URL: url.toString() } });
  expect(ended.code).toBe(1);
  expectFriendly(ended, /does not accept the password of broadsheet/, /DATABASE_URL/);
});

test('a database that does not exist', async () => {
  const url = new URL(migrated.url);
  url.pathname = '/no_such_newsroom';
  const ended = await runProgram(['start'], { env: { DATABASE_URL: url.toString(), PORT: '0' } });
  expect(ended.code).toBe(1);
  expectFriendly(ended, /There is no database named no_such_newsroom/, /createdb/);
});

test.each([['serve'], ['ingest', '/dev/null']])('a schema that was never migrated: %s', async (...args) => {
  const ended = await runProgram(args, { env: { DATABASE_URL: empty.url, PORT: '0' } });
  expect(ended.code).toBe(1);
  expectFriendly(ended, /is empty/, /migrate up/);
});

test.each([
  ['start', '127.0.0.1'],
  ['serve', '127.0.0.1'],
  ['start', 'localhost'],
])('a port in use: %s on %s', async (command, host) => {
  const { server, port } = await occupy('127.0.0.1');
  const env = { DATABASE_URL: migrated.url, HOST: host, PORT: String(port) };
  const ended = await runProgram([command], { env });
  await new Promise((resolve) => server.close(resolve));
  expect(ended.code).toBe(1);
  expectFriendly(ended, new RegExp(`Port ${port} on ${host} is in use`), /PORT=/);
});

test('an address that this machine does not have', async () => {
  const ended = await runProgram(['start'], {
    env: { DATABASE_URL: migrated.url, HOST: '203.0.113.7', PORT: '4000' },
  });
  expectFriendly(ended, /no address 203\.0\.113\.7/, /HOST=localhost/);
});

test.each([['ingest'], ['start']])('a path that does not exist: %s', async (command) => {
  const ended = await runProgram([command, 'archvie/'], {
    env: { DATABASE_URL: migrated.url },
    cwd: folder,
  });
  expect(ended.code).toBe(2);
  expectFriendly(ended, /There is no file or folder archvie\//, /Check the path/);
});

test('a folder that may not be entered', async ({ skip }) => {
  const account = isRoot ? accountOf('nobody') : undefined;
  const visible = await runProgram(['--version'], { account });
  if (visible.code !== 0) skip('the project lies where only root may read');
  const closed = path.join(folder, 'closed');
  await writeFile(closed, '').then(() => chmod(closed, 0o000));
  const env = { DATABASE_URL: migrated.url };
  const ended = await runProgram(['ingest', '--json', closed], { env, account });
  expect(ended.code).toBe(1);
  const report = JSON.parse(ended.stdout) as IngestReport;
  expect(report.refusals).toEqual([expect.objectContaining({ code: 'UNREADABLE', location: closed })]);
});
