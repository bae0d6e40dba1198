import { execFileSync } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { binariesIn, copyProject } from '../support/built-project.js';
import { type Account, accountOf, isRoot, openInChild } from '../support/embedded-child.js';

let folder: string;
/** An installation that everyone can read. */
let project: string;
/** Another user; without root the tests run as one already. */
const user: Account | undefined = isRoot ? accountOf('nobody') : undefined;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'broadsheet-accounts-'));
  await chmod(folder, 0o755);
  project = path.join(folder, 'project');
  await copyProject(project);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A folder that belongs to the other user. */
async function folderOfUser(name: string, mode = 0o700): Promise<string> {
  const made = path.join(folder, name);
  await mkdir(made);
  if (user) await chown(made, user.uid, user.gid);
  await chmod(made, mode);
  return made;
}

describe('a normal user', () => {
  test('runs the server under his own account, in a folder that only he can read', async () => {
    const dataDir = path.join(await folderOfUser('own'), 'data');
    const child = await openInChild(project, { dataDir }, user);
    const { opened } = await child.outcome;
    expect(opened).toMatchObject({ dataDir, account: null, fresh: true });
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    await child.close();
  });

  test('is told when the data folder belongs to someone else', async ({ skip }) => {
    if (!isRoot) skip('only root can make a folder of another user');
    const dataDir = path.join(folder, 'of-another');
    const made = await openInChild(project, { dataDir, sharedDir: null });
    await made.outcome;
    await made.close();
    const child = await openInChild(project, { dataDir }, user);
    const { failed } = await child.outcome;
    expect(failed?.message).toBe(`The data folder ${dataDir} belongs to another user.`);
    expect(failed?.remedy).toMatch(/BROADSHEET_DATA_DIR/);
  });

  test('is told when the folder cannot be written', async () => {
    const parent = await folderOfUser('read-only', 0o500);
    for (const dataDir of [parent, path.join(parent, 'data')]) {
      const child = await openInChild(project, { dataDir }, user);
      const { failed } = await child.outcome;
      expect(failed?.name).toBe('OperatorError');
      expect(failed?.message).toBe(`This user may not write to the data folder ${dataDir}.`);
    }
  });

  test('is told when part of the path is a file', async () => {
    const dataDir = path.join(project, 'package.json', 'data');
    const child = await openInChild(project, { dataDir }, user);
    expect((await child.outcome).failed?.message).toMatch(/part of that path is a file/);
  });

  test('needs no install scripts: library links that are missing are made, in a copy when it must be', async () => {
    const copy = path.join(folder, 'no-scripts');
    await copyProject(copy);
    const lib = path.join(binariesIn(copy), 'lib');
    for (const entry of await readdir(lib, { withFileTypes: true })) {
      if (entry.isSymbolicLink()) await rm(path.join(lib, entry.name));
    }
    if (!isRoot) await chmod(lib, 0o500);
    const dataDir = path.join(await folderOfUser('linked'), 'data');
    const child = await openInChild(copy, { dataDir }, user);
    const { opened, failed } = await child.outcome;
    await chmod(lib, 0o755);
    expect(failed).toBeUndefined();
    expect(opened?.fresh).toBe(true);
    await child.close();
  });
});

describe.runIf(isRoot)('root (skipped: not run as root)', () => {
  test('runs the server under another account, and says which', async () => {
    const dataDir = path.join(folder, 'by-root');
    const child = await openInChild(project, { dataDir, sharedDir: null });
    const { opened } = await child.outcome;
    expect(opened).toMatchObject({ dataDir, fresh: true });
    expect(opened?.account).toMatch(/^(postgres|_postgres|nobody)$/);
    await child.close();
  });

  test('goes elsewhere when that account cannot enter the project, and comes back to it', async () => {
    const closed = path.join(folder, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const inside = path.join(closed, 'project');
    await copyProject(inside);
    const options = { dataDir: path.join(inside, '.broadsheet'), sharedDir: path.join(folder, 'shared') };
    for (const fresh of [true, false]) {
      const child = await openInChild(inside, options);
      const { opened } = await child.outcome;
      expect(opened?.fresh).toBe(fresh);
      expect(path.dirname(opened?.dataDir ?? '')).toBe(options.sharedDir);
      await child.close();
    }
    expect(await readdir(inside)).not.toContain('.broadsheet');
    // A permission that changes must not make the archive vanish.
    await chmod(closed, 0o755);
    const child = await openInChild(inside, options);
    expect((await child.outcome).opened?.fresh).toBe(false);
    await child.close();
  });

  test('is told when the folder that he named cannot be reached', async () => {
    const closed = path.join(folder, 'named');
    await mkdir(closed, { mode: 0o700 });
    const child = await openInChild(project, { dataDir: path.join(closed, 'data'), sharedDir: null });
    const { failed } = await child.outcome;
    expect(failed?.message).toMatch(/refuses to run as root, and no other account can use/);
    expect(failed?.remedy).toMatch(/BROADSHEET_DATA_DIR/);
    expect(await readdir(closed)).toEqual([]);
  });

  test("in a normal user's project runs it as that user, who can go on without root", async () => {
    const home = await folderOfUser('home');
    const dataDir = path.join(home, '.broadsheet');
    const asRoot = await openInChild(project, { dataDir });
    expect((await asRoot.outcome).opened).toMatchObject({ dataDir, account: 'nobody', fresh: true });
    await asRoot.close();
    const asUser = await openInChild(project, { dataDir }, user);
    expect((await asUser.outcome).opened).toMatchObject({ dataDir, account: null, fresh: false });
    await asUser.close();
  });

  test('is told when the disk is full', async ({ skip }) => {
    const disk = path.join(folder, 'disk');
    await mkdir(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=20m,mode=755', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      skip('this machine does not allow a small disk to be mounted');
    }
    try {
      const child = await openInChild(project, { dataDir: path.join(disk, 'data'), sharedDir: null });
      const { failed } = await child.outcome;
      expect(failed?.message).toMatch(/disk is full/);
      expect(failed?.remedy).toMatch(/Free some disk space/);
      expect(await readdir(path.join(disk, 'data'))).toEqual([]);
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});
