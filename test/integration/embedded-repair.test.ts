import { type ChildProcess, spawn } from 'node:child_process';
import {
  appendFile,
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OperatorError } from '../../src/errors.js';
import { openEmbedded } from '../../src/store/embedded.js';
import { locateBinaries, tryBinaries } from '../../src/store/embedded-binaries.js';
import { buildProject, PROJECT_DIR } from '../support/built-project.js';
import { openInChild } from '../support/embedded-child.js';

let folder: string;
/** An archive with one table in it, stopped in good order: each test breaks a copy. */
let sound: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'broadsheet-repair-'));
  await buildProject();
  await chmod(folder, 0o755);
  sound = path.join(folder, 'sound');
  const server = await openEmbedded({ dataDir: sound, sharedDir: null });
  await runSql(server.url, "CREATE TABLE kept AS SELECT 'still here' AS said");
  await server.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function runSql(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A copy of the sound archive, owned as the original. */
async function copyOfSound(name: string): Promise<string> {
  const copy = path.join(folder, name);
  await cp(sound, copy, { recursive: true });
  if (process.getuid?.() === 0) {
    const { uid, gid } = await stat(path.join(sound, 'postgres'));
    await own(path.join(copy, 'postgres'), uid, gid);
  }
  return copy;
}

async function own(place: string, uid: number, gid: number): Promise<void> {
  await chown(place, uid, gid);
  const entries = await readdir(place, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) await own(path.join(place, entry.name), uid, gid);
}

async function expectSound(dataDir: string): Promise<void> {
  const server = await openEmbedded({ dataDir, sharedDir: null });
  try {
    expect(server.fresh).toBe(false);
    expect(await runSql(server.url, 'SELECT said FROM kept')).toEqual([{ said: 'still here' }]);
  } finally {
    await server.close({ force: true });
  }
}

async function failureOf(dataDir: string): Promise<OperatorError> {
  const server = await openEmbedded({ dataDir, sharedDir: null }).catch((error: OperatorError) => error);
  if (server instanceof Error) return server;
  await server.close({ force: true });
  throw new Error(`${dataDir} was opened, though it should not`);
}

async function postmasterOf(dataDir: string): Promise<number> {
  const text = await readFile(path.join(dataDir, 'postgres/data/postmaster.pid'), 'utf8');
  return Number(text.split('\n')[0]);
}

describe('after a crash', () => {
  test('of the program, the next run takes over its server', async () => {
    const dataDir = await copyOfSound('program-killed');
    const child = await openInChild(PROJECT_DIR, { dataDir, sharedDir: null });
    const { opened } = await child.outcome;
    await child.kill();
    const next = await openEmbedded({ dataDir, sharedDir: null });
    expect(next).toMatchObject({ attached: true, port: opened?.port });
    await next.close();
    await expect(runSql(next.url, 'SELECT 1')).rejects.toThrow();
  });

  test('of the server, those who use it are told, and the next run starts it again', async () => {
    const dataDir = await copyOfSound('server-killed');
    const child = await openInChild(PROJECT_DIR, { dataDir, sharedDir: null });
    await child.outcome;
    process.kill(await postmasterOf(dataDir), 'SIGKILL');
    await expect.poll(() => child.notices).toEqual([expect.stringMatching(/has stopped/)]);
    await expectSound(dataDir);
    await child.close();
  });

  test('of the machine, when the old process number is now that of another program', async () => {
    const dataDir = await copyOfSound('number-reused');
    const other = await startOther(dataDir);
    try {
      const stale = [
        other.pid,
        path.join(dataDir, 'postgres/data'),
        1_700_000_000,
        5999,
        '',
        '127.0.0.1',
        '  123456 1',
        'ready   ',
      ];
      const file = path.join(dataDir, 'postgres/data/postmaster.pid');
      await writeFile(file, `${stale.join('\n')}\n`);
      const { uid, gid } = await stat(path.join(dataDir, 'postgres'));
      await chown(file, uid, gid);
      await expectSound(dataDir);
      expect(other.exitCode).toBeNull();
    } finally {
      other.kill();
    }
  });

  /** Some program of the server's own account: the one that Postgres itself would take for a running server. */
  async function startOther(dataDir: string): Promise<ChildProcess> {
    const { uid, gid } = await stat(path.join(dataDir, 'postgres'));
    const identity = process.getuid?.() === 0 ? { uid, gid } : {};
    return spawn('sleep', ['60'], { ...identity, cwd: '/', stdio: 'ignore' });
  }
});

describe('a folder that is not whole', () => {
  test('an interrupted first start is swept away', async () => {
    const dataDir = path.join(folder, 'interrupted');
    const left = path.join(dataDir, 'postgres.partial-2147483000-abcd');
    await mkdir(path.join(left, 'data/base'), { recursive: true });
    await writeFile(path.join(left, 'data/PG_VERSION'), '18\n');
    const server = await openEmbedded({ dataDir, sharedDir: null });
    expect(server.fresh).toBe(true);
    await server.close();
    expect(await readdir(dataDir)).toEqual(['postgres']);
  });

  test('an empty one is filled', async () => {
    const dataDir = path.join(folder, 'empty');
    await mkdir(path.join(dataDir, 'postgres'), { recursive: true });
    if (process.getuid?.() === 0) {
      const { uid, gid } = await stat(path.join(sound, 'postgres'));
      await chown(path.join(dataDir, 'postgres'), uid, gid);
    }
    const server = await openEmbedded({ dataDir, sharedDir: null });
    expect(server.fresh).toBe(true);
    await server.close();
  });

  test('one that lost its version file is refused and left as it is', async () => {
    const dataDir = await copyOfSound('no-version');
    await rm(path.join(dataDir, 'postgres/data/PG_VERSION'));
    const before = await readdir(path.join(dataDir, 'postgres/data'));
    const { message, remedy } = await failureOf(dataDir);
    expect(message).toMatch(/not a complete Postgres data folder/);
    expect(remedy).toMatch(/Move it away/);
    expect(await readdir(path.join(dataDir, 'postgres/data'))).toEqual(before);
  });

  test('one of another major version is refused and left as it is', async () => {
    const dataDir = await copyOfSound('older');
    await writeFile(path.join(dataDir, 'postgres/data/PG_VERSION'), '14\n');
    const { message, remedy } = await failureOf(dataDir);
    expect(message).toMatch(/was made by Postgres 14; this version of Broadsheet brings Postgres \d+/);
    expect(remedy).toMatch(/Keep the folder/);
    await writeFile(path.join(dataDir, 'postgres/data/PG_VERSION'), '18\n');
    await expectSound(dataDir);
  });

  test('a lost or wrong password is told as that', async () => {
    const dataDir = await copyOfSound('password');
    const file = path.join(dataDir, 'postgres/password');
    const right = await readFile(file, 'utf8');
    await writeFile(file, 'guess');
    expect((await failureOf(dataDir)).message).toMatch(/does not accept the password/);
    await rm(file);
    expect((await failureOf(dataDir)).message).toMatch(/password file .* is gone/);
    await writeFile(file, right, { mode: 0o600 });
    await expectSound(dataDir);
  });
});

describe('a server that cannot start', () => {
  test('is quoted with its own last words', async () => {
    const dataDir = await copyOfSound('bad-setting');
    await appendFile(path.join(dataDir, 'postgres/data/postgresql.conf'), "\nwork_mem = 'plenty'\n");
    const { message, remedy } = await failureOf(dataDir);
    expect(message).toMatch(/did not start. It said: .*work_mem/);
    expect(remedy).toContain('server.log');
  });

  test('is no matter of the port: a taken one is exchanged', async () => {
    const dataDir = await copyOfSound('ports');
    const [one, two] = await Promise.all([
      openEmbedded({ dataDir, sharedDir: null }),
      openEmbedded({ dataDir: sound, sharedDir: null }),
    ]);
    expect(one.port).not.toBe(two.port);
    await Promise.all([one.close(), two.close()]);
  });
});

describe('a system that has no programs to run', () => {
  test('an unknown platform is named, with the way out', async () => {
    await expect(locateBinaries('plan9-mips')).rejects.toMatchObject({
      message: expect.stringContaining('no embedded Postgres for plan9-mips'),
      remedy: expect.stringContaining('DATABASE_URL'),
    });
  });

  test('a missing loader, as on musl, is told from a missing permission', async () => {
    const home = path.join(folder, 'foreign');
    await mkdir(path.join(home, 'bin'), { recursive: true });
    const program = path.join(home, 'bin/postgres');
    await writeFile(program, '#!/lib/ld-no-such-loader.so\n', { mode: 0o755 });
    expect(await tryBinaries(home, null)).toBe('foreign');
    await chmod(program, 0o644);
    expect(await tryBinaries(home, null)).toBe('unreachable');
  });
});
