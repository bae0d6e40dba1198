import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { OperatorError } from '../errors.js';

/** The folder that holds package.json: two levels above this file, in src/ as in dist/. */
export const PROJECT_DIR = fileURLToPath(new URL('../..', import.meta.url));

export const SAMPLE_DIR = path.join(PROJECT_DIR, 'sample');

/** Where the embedded Postgres lives unless BROADSHEET_DATA_DIR says otherwise. An installed package must not hold data. */
export function defaultDataDir(workingDir: string): string {
  const installed = PROJECT_DIR.split(path.sep).includes('node_modules');
  return path.join(installed ? workingDir : PROJECT_DIR, '.broadsheet');
}

/** The version of the program, from its package.json. */
export function readVersion(): string {
  const file = path.join(PROJECT_DIR, 'package.json');
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  } catch (error) {
    throw new OperatorError(`Cannot read ${file}.`, 'Install Broadsheet again.', { cause: error });
  }
}
