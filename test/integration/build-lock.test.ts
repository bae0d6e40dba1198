import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

type WithBuildLock = <T>(path: string, work: () => Promise<T>) => Promise<T>;
const script = new URL('../../scripts/build-lock.mjs', import.meta.url).href;
const { withBuildLock } = (await import(script)) as { withBuildLock: WithBuildLock };

describe('the build lock', () => {
  let folder: string;
  let lock: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'broadsheet-lock-'));
    lock = join(folder, '.build-lock');
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Id of a process that has just ended. */
  const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid;

  it('lets builds in one after the other, and is gone after the last', async () => {
    let inside = 0;
    let most = 0;
    const build = () =>
      withBuildLock(lock, async () => {
        most = Math.max(most, ++inside);
        await sleep(30);
        inside--;
      });
    await Promise.all([build(), build(), build()]);
    expect(most).toBe(1);
    expect(existsSync(lock)).toBe(false);
  });

  it('is given back when a build fails', async () => {
    const failing = withBuildLock(lock, () => Promise.reject(new Error('type error')));
    await expect(failing).rejects.toThrow('type error');
    expect(existsSync(lock)).toBe(false);
  });

  it('is taken over from a build that was killed', async () => {
    await writeFile(lock, JSON.stringify({ pid: deadPid(), host: hostname() }));
    expect(await withBuildLock(lock, async () => 'built')).toBe('built');
  });

  it('is taken over when its holder was killed before it could write its name', async () => {
    await writeFile(lock, '');
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(lock, longAgo, longAgo);
    expect(await withBuildLock(lock, async () => 'built')).toBe('built');
  });

  it('is not taken from a build on another machine that shares the folder and is at work', async () => {
    await writeFile(lock, JSON.stringify({ pid: deadPid(), host: 'elsewhere' }));
    let entered = false;
    const build = withBuildLock(lock, async () => {
      entered = true;
    });
    await sleep(400);
    expect(entered).toBe(false);
    await rm(lock);
    await build;
    expect(entered).toBe(true);
  });
});
