import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError } from '../errors.js';
import { programOf } from './embedded-binaries.js';
import { folderFault, notOwned, startFault } from './embedded-faults.js';
import type { Place } from './embedded-place.js';
import { type RunResult, run } from './embedded-process.js';

/** The database superuser of the embedded server. */
export const SERVER_USER = 'broadsheet';

/** The files of one embedded server. */
export interface Cluster {
  /** Postgres' own data directory. */
  data: string;
  log: string;
  passwordFile: string;
}

/** A folder that a process was filling may be this old before another takes it for abandoned, in milliseconds. */
const ABANDONED_AFTER = 10 * 60_000;

export function clusterAt(dir: string): Cluster {
  const home = path.join(dir, 'postgres');
  return {
    data: path.join(home, 'data'),
    log: path.join(home, 'server.log'),
    passwordFile: path.join(home, 'password'),
  };
}

/**
 * Makes the data directory when there is none. It is made beside its place and renamed when complete, so that
 * an interrupted first start leaves nothing that looks like an archive.
 *
 * @returns whether it was made now.
 */
export async function ensureCluster(place: Place): Promise<boolean> {
  const home = path.join(place.dir, 'postgres');
  await sweepAbandoned(place.dir);
  if (await isComplete(home, place)) return false;
  const partial = `${home}.partial-${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    await fillCluster(partial, place);
    await rename(partial, home);
    return true;
  } catch (error) {
    await rm(partial, { recursive: true, force: true }).catch(() => {});
    // Another process that started at the same moment was quicker.
    if (isTaken(error) && (await isComplete(home, place))) return false;
    throw folderFault(place.dir, error);
  }
}

function isTaken(error: unknown): boolean {
  return ['ENOTEMPTY', 'EEXIST', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** Whether a whole data directory of our major version is there. */
async function isComplete(home: string, place: Place): Promise<boolean> {
  const found = await stat(home).catch(() => null);
  if (!found) return false;
  const us = process.getuid?.();
  if (us !== undefined && us !== 0 && found.uid !== us) throw notOwned(place.dir);
  const version = await readFile(path.join(home, 'data', 'PG_VERSION'), 'utf8').catch(() => null);
  if (version === null) {
    // rmdir only takes empty folders.
    if (
      await rmdir(home).then(
        () => true,
        () => false,
      )
    )
      return false;
    throw new OperatorError(
      `${home} is not a complete Postgres data folder.`,
      `Move it away (mv ${home} ${home}.broken) and start again, or set BROADSHEET_DATA_DIR to a new folder.`,
    );
  }
  await refuseOtherMajor(home, version.trim(), place);
  return true;
}

async function refuseOtherMajor(home: string, version: string, place: Place): Promise<void> {
  const { output } = await run(programOf(place.home, 'postgres'), ['--version'], place.account);
  const major = /\) (\d+)/.exec(output)?.[1];
  if (major === undefined || major === version) return;
  throw new OperatorError(
    `${home} was made by Postgres ${version}; this version of Broadsheet brings Postgres ${major}.`,
    `Keep the folder (mv ${home} ${home}-${version}) and ingest again, or run a Postgres ${version} on it and set DATABASE_URL.`,
  );
}

async function fillCluster(partial: string, place: Place): Promise<void> {
  const passwordFile = path.join(partial, 'password');
  await mkdir(partial, { mode: 0o700 });
  await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (place.account) {
    for (const file of [partial, passwordFile]) await chown(file, place.account.uid, place.account.gid);
  }
  const result = await initialise(path.join(partial, 'data'), passwordFile, place);
  if (result.code !== 0) throw startFault(place.dir, result.output || String(result.failure), '');
}

/**
 * UTF-8 with the built-in C.UTF-8 order: the same sorting on every system. LC_CTYPE must not be C, under which
 * pg_trgm sees no letters in Khmer; its name differs between systems.
 */
async function initialise(data: string, passwordFile: string, place: Place): Promise<RunResult> {
  const fixed = [
    '-D',
    data,
    '-U',
    SERVER_USER,
    '-A',
    'scram-sha-256',
    '--pwfile',
    passwordFile,
    '--encoding',
    'UTF8',
  ];
  const order = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions'];
  const program = programOf(place.home, 'initdb');
  let result: RunResult = { code: null, output: '', failure: null };
  for (const letters of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    result = await run(program, [...fixed, ...order, `--lc-ctype=${letters}`], place.account);
    if (!/invalid locale name/.test(result.output)) break;
    await rm(data, { recursive: true, force: true });
  }
  return result;
}

/** Removes what interrupted first starts left behind. */
async function sweepAbandoned(dir: string): Promise<void> {
  const names = await readdir(dir).catch((error: unknown) => {
    throw folderFault(dir, error);
  });
  for (const name of names) {
    const pid = /^postgres\.partial-(\d+)-/.exec(name)?.[1];
    if (pid === undefined) continue;
    const place = path.join(dir, name);
    const age =
      Date.now() -
      (await stat(place).then(
        (found) => found.mtimeMs,
        () => Date.now(),
      ));
    if (isAlive(Number(pid)) && age < ABANDONED_AFTER) continue;
    await rm(place, { recursive: true, force: true }).catch(() => {});
  }
}

/** Whether a process of that number exists, whoever's it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
