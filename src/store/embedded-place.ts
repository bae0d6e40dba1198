import { createHash } from 'node:crypto';
import { chown, mkdir, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError } from '../errors.js';
import {
  type Binaries,
  copyBinaries,
  foreignBinaries,
  linkLibraries,
  locateBinaries,
  tryBinaries,
} from './embedded-binaries.js';
import { folderFault } from './embedded-faults.js';
import { type Account, run } from './embedded-process.js';

/** Where the embedded server lives and who runs it. */
export interface Place {
  /** Folder that holds `postgres/`. */
  dir: string;
  /** Home of the programs, reachable for the account. */
  home: string;
  /** Null: we run it under our own account. */
  account: Account | null;
}

export interface PlaceWish {
  /** The wanted folder, absolute. */
  dataDir: string;
  /**
   * Where the data goes when we are root and the server's account cannot reach `dataDir`, as in root's home.
   * Null: the operator chose `dataDir`, so an unreachable one is an error.
   */
  sharedDir: string | null;
}

/** Accounts that may run the server when we are root, besides the owner of the folder. */
const SYSTEM_ACCOUNTS = ['postgres', '_postgres', 'nobody'];

/**
 * Finds a folder, programs and an account that go together, by trying them.
 *
 * @throws OperatorError when there is no such combination.
 */
export async function findPlace(wish: PlaceWish): Promise<Place> {
  const binaries = await locateBinaries();
  await linkLibraries(binaries.home).catch(() => {}); // not ours to write: a copy will get the links
  if (process.getuid?.() !== 0) return ownPlace(wish.dataDir, binaries);
  const shared = wish.sharedDir === null ? null : sharedPlace(wish.sharedDir, wish.dataDir);
  const folders = [wish.dataDir, ...(shared ? [shared] : [])];
  // A folder that already holds an archive comes first: a changed permission must not make an archive vanish.
  const [first] = (await Promise.all(folders.map(clusterOwner))).flatMap((uid, at) =>
    uid === null ? [] : [at],
  );
  if (first === 1) folders.reverse();
  for (const dir of folders) {
    const binHome = dir === shared && wish.sharedDir !== null ? wish.sharedDir : dir;
    const place = await placeAsRoot(dir, binHome, binaries);
    if (place) return place;
  }
  throw new OperatorError(
    `Postgres refuses to run as root, and no other account can use ${folders.join(' or ')}.`,
    'Run as a normal user, set BROADSHEET_DATA_DIR to a folder that the account "nobody" can enter, or set DATABASE_URL.',
  );
}

async function ownPlace(dir: string, binaries: Binaries): Promise<Place> {
  await mkdir(dir, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw folderFault(dir, error);
  });
  const home = await usableHome(binaries, dir, null);
  if (home === null) {
    throw new OperatorError(
      `The Postgres programs in ${binaries.home} cannot be run by this user.`,
      'Make the folder readable, or set DATABASE_URL.',
    );
  }
  return { dir, home, account: null };
}

async function placeAsRoot(dir: string, binHome: string, binaries: Binaries): Promise<Place | null> {
  const held = await clusterOwner(dir);
  const owner = held ?? (await nearestOwner(dir));
  const names = held ? [String(held)] : owner === 0 ? SYSTEM_ACCOUNTS : [String(owner), ...SYSTEM_ACCOUNTS];
  const made = await mkdir(dir, { recursive: true, mode: 0o755 }).catch((error: unknown) => {
    throw folderFault(dir, error);
  });
  for (const name of names) {
    // Only initdb insists that the account has a name: an archive that is there can do without.
    const account = (await findAccount(name)) ?? (held ? { name, uid: held, gid: held } : null);
    if (!account || !(await canEnter(dir, account))) continue;
    const home = await usableHome(binaries, binHome, account);
    if (home === null) continue;
    // In a normal user's project the folder is theirs, so that they can run it without root the next time.
    if (made !== undefined && account.uid === owner) await chown(dir, account.uid, account.gid);
    return { dir, home, account };
  }
  if (made !== undefined) await rmdir(dir).catch(() => {});
  return null;
}

/** The installed programs when the account can run them, else a copy in `parent`; null when that cannot be reached either. */
async function usableHome(
  binaries: Binaries,
  parent: string,
  account: Account | null,
): Promise<string | null> {
  const installed = await tryBinaries(binaries.home, account);
  if (installed === 'works') return binaries.home;
  if (installed === 'foreign') throw foreignBinaries(binaries.platform);
  const copy = await copyBinaries(binaries, parent).catch((error: unknown) => {
    throw folderFault(parent, error);
  });
  return (await tryBinaries(copy, account)) === 'works' ? copy : null;
}

async function canEnter(dir: string, account: Account): Promise<boolean> {
  const result = await run('/bin/sh', ['-c', 'cd "$1"', 'sh', dir], account);
  return result.code === 0;
}

/** An account by name or number, when it exists here and is not root. `id` also knows network directories. */
async function findAccount(name: string): Promise<Account | null> {
  const [uid, gid, login] = await Promise.all(
    ['-u', '-g', '-un'].map((flag) => run('id', [flag, name], null)),
  );
  if (uid?.code !== 0 || gid?.code !== 0 || login?.code !== 0) return null;
  const account = { name: login.output.trim(), uid: Number(uid.output), gid: Number(gid.output) };
  const fits = account.uid > 0 && account.uid < 2 ** 31 && account.gid >= 0 && account.gid < 2 ** 31;
  return fits ? account : null;
}

/** Who owns the archive in a folder; null when it holds none. */
async function clusterOwner(dir: string): Promise<number | null> {
  return stat(path.join(dir, 'postgres')).then(
    (found) => found.uid,
    () => null,
  );
}

/** Who owns the folder, or the nearest one above it that exists. */
async function nearestOwner(dir: string): Promise<number> {
  const found = await stat(dir).catch(() => null);
  if (found) return found.uid;
  const above = path.dirname(dir);
  return above === dir ? 0 : nearestOwner(above);
}

/** One folder for each project, recognisable for people. */
function sharedPlace(sharedDir: string, dataDir: string): string {
  const project = path.basename(path.dirname(dataDir)).replace(/[^\w-]+/g, '-') || 'project';
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 10);
  return path.join(sharedDir, `${project}-${hash}`);
}
