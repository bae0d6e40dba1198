import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { buildProject, PROJECT_DIR } from '../support/built-project.js';
import {
  connectTo,
  createEmptyDatabase,
  createTestDatabase,
  type TestDatabase,
} from '../support/database.js';
import { expectFriendly, occupy, runProgram, startProgram } from '../support/program.js';

let folder: string;
let migrated: TestDatabase;
let empty: TestDatabase;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'broadsheet-cli-'));
  await buildProject();
  await chmod(folder, 0o755);
  [migrated, empty] = await Promise.all([createTestDatabase(), createEmptyDatabase()]);
});
afterAll(async () => {
  await Promise.all([migrated.drop(), empty.drop(), rm(folder, { recursive: true, force: true })]);
});

const aDraft = (headline: string) =>
  `${JSON.stringify({ kind: 'article', headline, publication: { name: 'The Harbour Light' }, body: [{ type: 'paragraph', text: `${headline}, in full.`, html: null }] })}\n`;

describe('help', () => {
  test('shows the commands, examples and exit codes', async () => {
    const { code, stdout } = await runProgram(['--help']);
    expect(code).toBe(0);
    for (const word of [
      'start',
      'serve',
      'ingest',
      'export',
      'runs',
      'migrate',
      'doctor',
      'Examples:',
      'Exit codes:',
    ]) {
      expect(stdout).toContain(word);
    }
  });

  test.each([
    'start',
    'serve',
    'ingest',
    'export',
    'runs',
    'migrate',
    'doctor',
  ])('%s has examples', async (command) => {
    const { code, stdout } = await runProgram([command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Examples:\n +\$ .*broadsheet/);
  });

  test('--version prints a version', async () => {
    expect(await runProgram(['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });
});

describe('a wrong command line ends with 2', () => {
  test.each([
    [['strat'], /Did you mean start\?/],
    [['ingest'], /missing required argument 'paths'/],
    [['migrate', 'sideways'], /Allowed choices are up, down, status/],
    [['ingest', '--jsno', 'x'], /Did you mean --json\?/],
    [[], /Usage: broadsheet/],
  ])('%j', async (args, said) => {
    const { code, stdout, stderr } = await runProgram(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(said);
    expect(stdout).toBe('');
  });

  test('serve without DATABASE_URL', async () => {
    const ended = await runProgram(['serve']);
    expect(ended.code).toBe(2);
    expectFriendly(ended, /`serve` needs a database/, /Set DATABASE_URL/);
  });

  test('migrate down without consent', async () => {
    const ended = await runProgram(['migrate', 'down'], { env: { DATABASE_URL: migrated.url } });
    expect(ended.code).toBe(2);
    expectFriendly(ended, /drops the tables/, /--yes/);
  });
});

describe('wrong settings', () => {
  test('are told all at once, with examples, without the secret', async () => {
    const env = { PORT: 'http', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://u:hunter2@h/d' };
    const { code, stderr } = await runProgram(['serve'], { env });
    expect(code).toBe(2);
    expect(stderr).toContain('3 settings are wrong');
    for (const name of Object.keys(env)) expect(stderr).toMatch(new RegExp(`${name}=`));
    expect(stderr).not.toContain('hunter2');
  });

  test('are read from .env in the current folder, over which the environment wins', async () => {
    await writeFile(path.join(folder, '.env'), 'PORT=none\nLOG_LEVEL=loud\n');
    const { stderr } = await runProgram(['serve'], { cwd: folder, env: { LOG_LEVEL: 'warn' } });
    expect(stderr).toMatch(/PORT must be a whole number .* got "none"/);
    expect(stderr).not.toContain('LOG_LEVEL');
    await rm(path.join(folder, '.env'));
  });
});

describe('ingest', () => {
  test('prints the report as JSON, and nothing else', async () => {
    const file = path.join(folder, 'two.jsonl');
    await writeFile(file, aDraft('Ferry runs again') + aDraft('Bridge closed'));
    const env = { DATABASE_URL: migrated.url };
    const first = await runProgram(['ingest', '--json', file], { env });
    expect(first.stderr).toBe('');
    expect(JSON.parse(first.stdout)).toMatchObject({ read: 2, created: 2, refused: 0, refusals: [] });
    expect(first.code).toBe(0);
    const second = await runProgram(['ingest', '--json', file], { env });
    expect(JSON.parse(second.stdout)).toMatchObject({ read: 2, unchanged: 2, created: 0 });
    expect(second.code).toBe(0);
  });

  test('reads standard input, and ends with 1 when something was refused', async () => {
    const input = `${aDraft('Tide tables')}{"kind":"article"}\n`;
    const ended = await runProgram(['ingest', '-'], { env: { DATABASE_URL: migrated.url }, input });
    expect(ended.code).toBe(1);
    expect(ended.stdout).toMatch(/created +1\n/);
    expect(ended.stdout).toMatch(/refused +1\n/);
    expect(ended.stdout).toMatch(/Refused:\n {2}- \(.+\): .*INVALID_DRAFT/);
    expect(ended.stderr).toBe('');
  });

  test('gives stories without a publication to the one that is named', async () => {
    const input = `${JSON.stringify({ kind: 'article', headline: 'Letters', body: [{ type: 'paragraph', text: 'Dear all.', html: null }] })}\n`;
    const args = ['ingest', '--json', '--publication', 'The Evening Tide', '-'];
    expect((await runProgram(args, { env: { DATABASE_URL: migrated.url }, input })).code).toBe(0);
    const dataSource = await connectTo(migrated, 1);
    const rows = await dataSource.query(
      "SELECT p.name FROM articles a JOIN publications p ON p.id = a.publication_id WHERE a.headline = 'Letters'",
    );
    await dataSource.destroy();
    expect(rows).toEqual([{ name: 'The Evening Tide' }]);
  });
});

describe('runs', () => {
  test('are listed, shown with what they refused, and tried again', { timeout: 60_000 }, async () => {
    const database = await createTestDatabase();
    const env = { DATABASE_URL: database.url };
    const file = path.join(folder, 'retry.jsonl');
    await writeFile(file, `${aDraft('Quay reopens')}{"kind":"article"}\n`);
    const run = (...args: string[]) => runProgram(args, { env });
    expect((await run('runs')).stdout).toBe('Nothing has been ingested yet.\n');
    expect((await run('ingest', file)).code).toBe(1);
    const listed = await run('runs');
    expect(listed).toMatchObject({ code: 0, stderr: '' });
    expect(listed.stdout).toMatch(
      /run +started .*inputs\n +1 .*finished +2 +1 +0 +0 +1 +1 +\S+retry\.jsonl\n$/,
    );
    expect((await run('runs', '1')).stdout).toMatch(
      /INVALID_DRAFT +1 +1 open\n[\s\S]*retry\.jsonl \(line 2\): .*headline/,
    );
    expect(JSON.parse((await run('runs', '1', '--json')).stdout)).toMatchObject({
      id: 1,
      groups: [{ code: 'INVALID_DRAFT', count: 1, open: 1 }],
      refusals: [{ item: 'line 2', text: '{"kind":"article"}' }],
    });
    await writeFile(file, aDraft('Quay reopens') + aDraft('Ferry sold'));
    const retried = await run('ingest', 'retry', '--json');
    expect(retried.code).toBe(0);
    expect(JSON.parse(retried.stdout)).toMatchObject({
      chosen: 1,
      retried: 1,
      refused: 0,
      runs: [{ created: 1 }],
    });
    expect((await run('ingest', 'retry')).stdout).toBe('Nothing to try again: no refusal is open.\n');
    expectFriendly(await run('runs', '9'), /no run 9/, /broadsheet runs/);
    expect((await run('runs', 'x')).code).toBe(2);
    expectFriendly(await run('ingest', 'retry', '--code', 'odd'), /no kind of refusal odd/, /UNREADABLE/);
    await database.drop();
  });
});

describe('export', () => {
  const env = () => ({ DATABASE_URL: migrated.url });

  test('writes the archive to standard output, and what it was to standard error', async () => {
    await runProgram(['ingest', '-'], { env: env(), input: aDraft('Lock gates open') });
    const { code, stdout, stderr } = await runProgram(['export', '--publication', 'the-harbour-light'], {
      env: env(),
    });
    expect(code).toBe(0);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.some(({ headline }) => headline === 'Lock gates open')).toBe(true);
    expect(stderr).toMatch(/^Exported 1 publication, 0 authors, 0 tags, \d+ articles?\.\n$/);
  });

  test('writes a packed file, whole or not at all', async () => {
    const file = path.join(folder, 'all.jsonl.gz');
    expect(await runProgram(['export', '--output', file], { env: env() })).toMatchObject({
      code: 0,
      stdout: '',
    });
    expect(gunzipSync(await readFile(file)).toString()).toContain('"kind":"article"');
    expect((await readdir(folder)).filter((name) => name.includes('unfinished'))).toEqual([]);
    const nowhere = await runProgram(['export', '--output', path.join(folder, 'no/such/x.jsonl')], {
      env: env(),
    });
    expectFriendly(nowhere, /Cannot write .*its folder does not exist/, /Name a file/);
  });

  test.each([
    [['--filter', '{"tag":"x"}'], /"tag"/],
    [['--filter', '{'], /not JSON/],
    [['--filter', '{"published":{"from":"2024"}}'], /RFC 3339/],
    [['--from', 'yesterday'], /yesterday is no date/],
    [['--language', 'not a language'], /is not a language tag/],
  ])('tells what is wrong with %j', async (args, reason) => {
    const ended = await runProgram(['export', ...args], { env: env() });
    expect(ended.code).toBe(2);
    expectFriendly(ended, reason, /docs\/filters\.md/);
  });

  test('ends well when its reader has enough', async () => {
    const lines = Array.from({ length: 2_000 }, (_, n) => aDraft(`Story ${n}`)).join('');
    await runProgram(['ingest', '-'], { env: env(), input: lines });
    const main = path.join(PROJECT_DIR, 'dist/main.js');
    const { stdout, stderr } = await promisify(execFile)(
      '/bin/sh',
      ['-c', `{ "${process.execPath}" "${main}" export; echo "ended with $?" >&2; } | head -n 1`],
      { env: { ...process.env, ...env() } },
    );
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'publication' });
    expect(stderr).toMatch(/^Exported .*\nended with 0\n$/);
  });
});

describe('migrate', () => {
  test('goes up, tells where it is, and goes down with consent', async () => {
    const database = await createEmptyDatabase();
    const env = { DATABASE_URL: database.url };
    const run = async (...args: string[]) => {
      const { code, stdout } = await runProgram(['migrate', ...args, '--json'], { env });
      return { code, said: JSON.parse(stdout) as Record<string, string[] | string> };
    };
    const before = await run('status');
    expect(before).toMatchObject({ code: 1, said: { applied: [] } });
    const pending = before.said.pending as string[];
    expect(await run('up')).toEqual({ code: 0, said: { applied: pending } });
    expect(await run('up')).toEqual({ code: 0, said: { applied: [] } });
    expect(await run('status')).toEqual({ code: 0, said: { applied: pending, pending: [], unknown: [] } });
    expect(await run('down', '--yes')).toEqual({ code: 0, said: { reverted: pending.at(-1) } });
    await database.drop();
  });
});

describe('doctor', () => {
  test('finds nothing wrong where nothing is', async () => {
    const { code, stdout } = await runProgram(['doctor'], { env: { DATABASE_URL: migrated.url, PORT: '0' } });
    expect(stdout).not.toContain('FAIL');
    expect(code).toBe(0);
    for (const check of ['Node', 'Settings', 'Database', 'Postgres', 'Encoding', 'Schema'])
      expect(stdout).toContain(check);
  });

  test('names each fault with its remedy, and ends with 1', async () => {
    const { server, port } = await occupy('127.0.0.1');
    const env = { DATABASE_URL: empty.url, HOST: '127.0.0.1', PORT: String(port) };
    const { code, stdout } = await runProgram(['doctor', '--json'], { env });
    await new Promise((resolve) => server.close(resolve));
    const { healthy, findings } = JSON.parse(stdout) as {
      healthy: boolean;
      findings: { check: string; state: string; remedy: string | null }[];
    };
    expect({ code, healthy }).toEqual({ code: 1, healthy: false });
    const failed = findings.filter(({ state }) => state === 'fail');
    expect(failed.map(({ check }) => check)).toEqual(['Port', 'Schema']);
    for (const { remedy } of failed) expect(remedy).toBeTruthy();
  });

  test('reports wrong settings and an absent database as findings', async () => {
    const settings = await runProgram(['doctor'], { env: { PORT: 'x' } });
    expect(settings.code).toBe(1);
    expect(settings.stdout).toMatch(/FAIL +Settings +PORT must be/);
    const database = await runProgram(['doctor'], {
      env: { DATABASE_URL: 'postgres://u:p@127.0.0.1:1/x', PORT: '0' },
    });
    expect(database.code).toBe(1);
    expect(database.stdout).toMatch(/FAIL +Database +Nothing answers at 127\.0\.0\.1:1/);
  });

  test('does not make an archive by looking', async () => {
    const dataDir = path.join(folder, 'not-yet');
    const { code, stdout } = await runProgram(['doctor', '--json'], {
      env: { BROADSHEET_DATA_DIR: dataDir, PORT: '0' },
    });
    expect(code).toBe(0);
    const checks = (JSON.parse(stdout) as { findings: { check: string }[] }).findings.map(
      ({ check }) => check,
    );
    expect(checks).toContain('Embedded Postgres');
    expect(checks).not.toContain('Schema');
  });
});

describe('colour', () => {
  const colourCode = '\u001b[';
  test('is left out where no one looks at it, and where NO_COLOR asks for that', async () => {
    const env = { DATABASE_URL: migrated.url, PORT: '0' };
    expect((await runProgram(['doctor'], { env })).stdout).not.toContain(colourCode);
    expect((await runProgram(['doctor'], { env: { ...env, FORCE_COLOR: '1' } })).stdout).toContain(
      colourCode,
    );
    expect(
      (await runProgram(['doctor'], { env: { ...env, FORCE_COLOR: '1', NO_COLOR: '1' } })).stdout,
    ).not.toContain(colourCode);
  });
});

describe('serve', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('ends with 0 at %s', async (signal) => {
    const program = await startProgram(['serve'], { env: { DATABASE_URL: migrated.url, PORT: '0' } });
    const { database } = { database: new URL(migrated.url).pathname.slice(1) };
    expect(program.printed().stdout).toContain(database);
    expect(program.printed().stdout).not.toContain(new URL(inject('adminUrl')).password || 'no password');
    const { code, stderr } = await program.stop(signal);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('Error') });
    await expect(fetch(`${program.url}/`)).rejects.toThrow();
  });
});
