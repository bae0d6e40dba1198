import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json: two levels above this file, in src/ as in dist/. */
export const PROJECT_DIR = fileURLToPath(new URL('../..', import.meta.url));

export const SAMPLE_DIR = path.join(PROJECT_DIR, 'sample');

/** Where the embedded Postgres lives unless BROADSHEET_DATA_DIR says otherwise. An installed package must not hold data. */
export function defaultDataDir(workingDir: string): string {
  const installed = PROJECT_DIR.split(path.sep).includes('node_modules');
  return path.join(installed ? workingDir : PROJECT_DIR, '.broadsheet');
}
