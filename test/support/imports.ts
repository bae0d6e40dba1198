import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_DIR } from './built-project.js';

export interface Import {
  /** The file that imports, from `src/`: `content/tag/tag.query.ts`. */
  from: string;
  /** What is imported: a file as in `from`, or a package by its name. */
  to: string;
  isPackage: boolean;
  /** Whether nothing of it is left when the program runs. */
  typeOnly: boolean;
}

export interface SourceFile {
  /** From `src/`. */
  name: string;
  text: string;
}

/** The server's sources. The playground's page is a program of its own, built by Vite. */
export function readSources(): SourceFile[] {
  const src = path.join(PROJECT_DIR, 'src');
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => name.endsWith('.ts') && !name.startsWith('serve/playground/client/'))
    .sort()
    .map((name) => ({ name, text: readFileSync(path.join(src, name), 'utf8') }));
}

const STATEMENT = /^(?:import|export)\s+(type\s)?[^;'"]*?from\s+'([^']+)'/gm;
const BARE = /^import\s+'([^']+)'/gm;
const DYNAMIC = /\bimport\(\s*'([^']+)'\s*\)/g;

/** Every import of a file, static, bare and dynamic. */
export function importsOf({ name, text }: SourceFile): Import[] {
  const found = (specifier: string | undefined, typeOnly: boolean): Import => {
    const to = specifier ?? '';
    if (!to.startsWith('.')) return { from: name, to: packageName(to), isPackage: true, typeOnly };
    const file = path.posix.join(path.posix.dirname(name), to).replace(/\.js$/, '.ts');
    return { from: name, to: file, isPackage: false, typeOnly };
  };
  return [
    ...[...text.matchAll(STATEMENT)].map((match) => found(match[2], match[1] !== undefined)),
    ...[...text.matchAll(BARE)].map((match) => found(match[1], false)),
    ...[...text.matchAll(DYNAMIC)].map((match) => found(match[1], false)),
  ];
}

function packageName(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The room a file is in: its first folder, or the file itself where it lies in `src/`. */
export function roomOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '') : file.replace(/\.ts$/, '');
}
