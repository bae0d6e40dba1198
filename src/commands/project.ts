import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json: two levels above this file, in src/ as in dist/. */
export const PROJECT_DIR = fileURLToPath(new URL('../..', import.meta.url));

/** The files of the sample newsroom, in the order in which they build on each other. */
export async function sampleFiles(): Promise<string[]> {
  const folder = path.join(PROJECT_DIR, 'sample');
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => path.join(folder, name));
}

/** Where the embedded Postgres lives unless BROADSHEET_DATA_DIR says otherwise. An installed package must not hold data. */
export function defaultDataDir(workingDir: string): string {
  const installed = PROJECT_DIR.split(path.sep).includes('node_modules');
  return path.join(installed ? workingDir : PROJECT_DIR, '.broadsheet');
}
