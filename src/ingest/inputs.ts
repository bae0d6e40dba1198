import type { Dirent, Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import type { Refusal } from './draft.js';
import { printable } from './printable.js';
import { refusalOf } from './refusal.js';

/** One file to read, standard input, or a document on the web. */
export interface InputFile {
  kind: 'file';
  /** As the operator would write it: the argument, or the argument and the way below it. `-` is standard input. */
  location: string;
  /** Absolute path; null for standard input and the web. */
  path: string | null;
  /** The name that clients may see: nothing above the argument's own folder. */
  source: string;
  /** Size in bytes; null for standard input, pipes, devices and the web. */
  size: number | null;
  /** The document is fetched from there. */
  url?: string;
  /** What decides, besides the options of the run, what is made of the document. */
  readWith?: string;
}

/** An argument of the operator, or a file that an earlier run has found. */
export type Input = string | InputFile;

/** Papers that lie beside content and are none, in any language: README, README.km.md, LICENSE.txt. */
const COMPANION =
  /^(?:readme|licen[cs]e|copying|changelog)(?:[._-][a-z]{2}(?:-[a-z]+)?)?(?:\.(?:md|markdown|rst|adoc|txt|html?))?$/i;

/**
 * Whether a file that was met in a folder, or by a pattern, is passed by: hidden files, editors' leftovers,
 * and companion papers (README, LICENSE, COPYING, CHANGELOG). A file that is named itself is read.
 */
export function isPassedBy(name: string): boolean {
  return name.startsWith('.') || name.endsWith('~') || COMPANION.test(name);
}

/**
 * The files that the arguments mean, in the order of the arguments, folders and patterns sorted by name. What
 * cannot be found or entered is a refusal in its place; the rest goes on.
 */
export async function* expandInputs(inputs: readonly Input[]): AsyncIterable<InputFile | Refusal> {
  for (const input of inputs) {
    if (typeof input === 'string') yield* expandInput(input);
    else yield input;
  }
}

/** The bytes of all inputs together; null when one of them cannot tell (standard input, a pipe). */
export async function measureInputs(inputs: readonly Input[]): Promise<number | null> {
  let total = 0;
  for await (const file of expandInputs(inputs)) {
    if (file.kind === 'refusal') continue;
    if (file.size === null) return null;
    total += file.size;
  }
  return total;
}

/** Whether an argument is fetched and not looked for on disk. */
export function isWebAddress(input: string): boolean {
  return /^https?:\/\//i.test(input);
}

async function* expandInput(input: string): AsyncIterable<InputFile | Refusal> {
  if (input === '-') {
    yield { kind: 'file', location: '-', path: null, source: 'stdin', size: null };
    return;
  }
  if (isWebAddress(input)) {
    // What follows a question mark is for the server: it may hold a key, and clients are told the source.
    const source = input.replace(/^https?:\/\/|[?#].*$/gi, '');
    yield { kind: 'file', location: input, path: null, source, size: null, url: input };
    return;
  }
  const found = await lookUp(input);
  if (found instanceof Error) {
    if (isMissing(found) && isDynamicPattern(input)) yield* expandPattern(input);
    else yield unreadable(input, found);
    return;
  }
  yield* expandFound(input, found, dirname(resolve(input)));
}

async function* expandFound(
  location: string,
  stats: Stats,
  above: string,
): AsyncIterable<InputFile | Refusal> {
  if (stats.isDirectory()) {
    yield* walk(location, above);
    return;
  }
  const path = resolve(location);
  const size = stats.isFile() ? stats.size : null;
  yield { kind: 'file', location, path, source: publicName(above, path), size };
}

/** Everything below a folder. Linked files are read; linked folders are not entered, so no walk is endless. */
async function* walk(folder: string, above: string): AsyncIterable<InputFile | Refusal> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    yield unreadable(folder, error as Error);
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (isPassedBy(entry.name)) continue;
    const location = join(folder, entry.name);
    if (entry.isDirectory()) {
      yield* walk(location, above);
      continue;
    }
    const found = await lookUp(location);
    if (found instanceof Error) yield unreadable(location, found);
    else if (found.isFile()) yield* expandFound(location, found, above);
  }
}

async function* expandPattern(pattern: string): AsyncIterable<InputFile | Refusal> {
  const matches = await glob([pattern], {
    onlyFiles: false,
    expandDirectories: false,
    followSymbolicLinks: false,
  });
  const folders = new Set<string>();
  const above = dirname(resolve(fixedPart(pattern)));
  let count = 0;
  for (const match of matches.sort()) {
    const location = match.replace(/[\\/]+$/, '');
    if (isPassedBy(basename(location)) || isBelow(location, folders)) continue;
    const found = await lookUp(location);
    count += 1;
    if (found instanceof Error) yield unreadable(location, found);
    else yield* expandFound(location, found, above);
    if (!(found instanceof Error) && found.isDirectory()) folders.add(location);
  }
  if (count === 0) yield refusalOf({ location: pattern }, 'UNREADABLE', 'No file matches the pattern.');
}

/** The folders before the first step with a wildcard. */
function fixedPart(pattern: string): string {
  const steps = pattern.split('/');
  const first = steps.findIndex((step) => isDynamicPattern(step));
  return steps.slice(0, Math.max(first, 0)).join('/') || (pattern.startsWith('/') ? '/' : '.');
}

function isBelow(path: string, folders: ReadonlySet<string>): boolean {
  for (let parent = dirname(path); parent !== dirname(parent); parent = dirname(parent)) {
    if (folders.has(parent)) return true;
  }
  return false;
}

function publicName(above: string, path: string): string {
  const name = relative(above, path).split(sep).join('/');
  return name === '' || name.startsWith('..') ? basename(path) : name;
}

function lookUp(path: string): Promise<Stats | NodeJS.ErrnoException> {
  return stat(path).catch((error: NodeJS.ErrnoException) => error);
}

function isMissing(error: NodeJS.ErrnoException): boolean {
  return error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'ENAMETOOLONG';
}

/** Why a path could not be read, in words for the operator. */
export function unreadable(location: string, error: NodeJS.ErrnoException): Refusal {
  const reasons: Record<string, string> = {
    ENOENT: 'There is no such file or folder.',
    ENOTDIR: 'There is no such file: a part of the path is no folder.',
    ENAMETOOLONG: 'The path is too long for this system.',
    EACCES: 'This user may not read it; change its permissions.',
    EPERM: 'This user may not read it; change its permissions.',
    ELOOP: 'The link leads in a circle.',
    EISDIR: 'It is a folder.',
    ERR_INVALID_ARG_VALUE: 'No path can hold a NUL character.',
  };
  return refusalOf(
    { location },
    'UNREADABLE',
    reasons[error.code ?? ''] ?? `It could not be read to its end: ${printable(error.message, 200)}.`,
  );
}
