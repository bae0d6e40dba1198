/**
 * Builds the server (tsc) and the playground (Vite) into dist/, both at once, and leaves out what has not
 * changed since the last build: `npm start` runs this every time.
 *
 *   node scripts/build.mjs                both
 *   node scripts/build.mjs playground     one of them
 *
 * Says nothing when dist/ is up to date already. All its lines go to standard error, so that a command behind it
 * can print JSON. Exit code 1 when a step failed; the compiler's own output says why.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { withBuildLock } from './build-lock.mjs';

/** `npm start` comes through here before the program can say it itself. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `Error: Broadsheet needs Node 20.19 or newer, and this is Node ${process.versions.node}.\nRemedy: Install Node 24 (or 22), then run the command again.\n`,
  );
  process.exit(1);
}

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const client = 'src/serve/playground/client';

const STEPS = {
  server: {
    inputs: { folders: ['src'], except: [client], files: ['tsconfig.json', 'tsconfig.build.json'] },
    outputs: { folder: '.', except: ['playground'], mustHave: ['main.js'] },
    run: buildServer,
  },
  playground: {
    inputs: { folders: [client, 'schema/operations'], except: [], files: [] },
    outputs: { folder: 'playground', except: [], mustHave: ['playground/index.html'] },
    run: buildPlayground,
  },
};

/** A build that fails is reported in the words of the tool that failed. */
class StepFailed extends Error {}

/** Files below `folder`, relative to the project, sorted; none when the folder does not exist. */
async function filesBelow(folder, except = []) {
  const entries = await readdir(join(root, folder), { withFileTypes: true, recursive: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
    .filter((path) => !except.some((folder) => path.startsWith(`${folder}/`)))
    .sort();
}

/** One hash over the names and bytes of everything that a step reads: sources, settings, tools. */
async function inputHash({ folders, except, files }) {
  const lists = await Promise.all(folders.map((folder) => filesBelow(folder, except)));
  const tools = ['package-lock.json', 'scripts/build.mjs'];
  const paths = [...lists.flat(), ...files, ...tools];
  const contents = await Promise.all(paths.map((path) => readFile(join(root, path)).catch(() => '')));
  const hash = createHash('sha256');
  for (const [index, path] of paths.entries())
    hash.update(`${path}\0${contents[index].length}\0`).update(contents[index]);
  return hash.digest('hex');
}

/** Built files of a step with their sizes. Source maps, stamps and the compiler's notes are not needed to run. */
async function outputSizes({ folder, except }) {
  const paths = await filesBelow(
    join('dist', folder),
    except.map((name) => `dist/${name}`),
  );
  const needed = paths.filter((path) => !path.endsWith('.map') && !path.startsWith('dist/.'));
  const sizes = await Promise.all(needed.map(async (path) => [path, (await stat(join(root, path))).size]));
  return Object.fromEntries(sizes);
}

const stampPath = (name) => join(dist, `.stamp-${name}`);

/**
 * Whether a step has to run. `intact` tells whether dist/ still holds exactly what the last run wrote:
 * a build that was cut off, or a deleted file, must not pass for a finished one.
 */
async function look(name) {
  const step = STEPS[name];
  const [hash, sizes, stamp] = await Promise.all([
    inputHash(step.inputs),
    outputSizes(step.outputs),
    readFile(stampPath(name), 'utf8')
      .then(JSON.parse)
      .catch(() => null),
  ]);
  const intact = stamp !== null && JSON.stringify(stamp.outputs) === JSON.stringify(sizes);
  return { name, hash, intact, fresh: intact && stamp.inputs === hash };
}

/** Tools at work; they must not outlive this process and write into dist/ behind the next build's back. */
const running = new Set();

/** Runs a package's own program under this Node and returns what it printed; throws that text when it fails. */
function runTool(script, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', script), ...args], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      running.delete(child);
      if (code === 0) resolve(output);
      else reject(new StepFailed(output.trim() || `${script} ended with ${signal ?? `exit code ${code}`}`));
    });
  });
}

async function buildServer({ intact }) {
  // The compiler believes its own notes about what it wrote; when files are gone, the notes must go too.
  if (!intact) await rm(join(dist, '.tsbuildinfo'), { force: true });
  const colour = process.stdout.isTTY && !process.env.NO_COLOR ? 'true' : 'false';
  await runTool('typescript/bin/tsc', ['-p', 'tsconfig.build.json', '--pretty', colour]);
  await removeOrphans();
}

/** Deletes compiled files whose source is gone, so that a removed migration or module cannot be loaded. */
async function removeOrphans() {
  const built = await filesBelow('dist', ['dist/playground']);
  const orphans = built.filter((path) => {
    const source = path.replace(/^dist/, 'src').replace(/\.js(\.map)?$/, '.ts');
    return source !== path && /\.js(\.map)?$/.test(path) && !existsSync(join(root, source));
  });
  await Promise.all(orphans.map((path) => rm(join(root, path))));
}

/** Built beside its place and moved there when whole: a running server never meets half a page. */
async function buildPlayground() {
  const leftOver = (await readdir(dist)).filter((name) => name.startsWith('.playground-'));
  await Promise.all(leftOver.map((name) => rm(join(dist, name), { recursive: true, force: true })));
  const fresh = join(dist, `.playground-${process.pid}`);
  await runTool('vite/bin/vite.js', [
    'build',
    client,
    '--config',
    `${client}/vite.config.ts`,
    '--outDir',
    fresh,
  ]);
  await precompress(join(fresh, 'assets'));
  await rm(join(dist, 'playground'), { recursive: true, force: true });
  await rename(fresh, join(dist, 'playground'));
}

/** Level 6 of brotli: 1 s for the whole page; level 11 saves a tenth of the bytes and takes 20 s. */
async function precompress(folder) {
  const [brotli, gz] = [promisify(brotliCompress), promisify(gzip)];
  const names = (await readdir(folder)).filter((name) => /\.(js|css|svg|ttf)$/.test(name));
  await Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(join(folder, name));
      if (bytes.length < 1024) return;
      const small = await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } });
      await writeFile(join(folder, `${name}.br`), small);
      await writeFile(join(folder, `${name}.gz`), await gz(bytes, { level: 6 }));
    }),
  );
}

async function runStep(state) {
  const { outputs, run } = STEPS[state.name];
  const started = performance.now();
  await rm(stampPath(state.name), { force: true });
  await run(state);
  const missing = outputs.mustHave.filter((path) => !existsSync(join(dist, path)));
  if (missing.length > 0) throw new StepFailed(`the build ended without dist/${missing.join(', dist/')}`);
  // The hash is the one taken before the step: a file edited meanwhile makes the next run build again.
  const stamp = { inputs: state.hash, outputs: await outputSizes(outputs) };
  await writeFile(stampPath(state.name), JSON.stringify(stamp));
  console.error(`built ${state.name} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

async function stale(names) {
  return (await Promise.all(names.map(look))).filter(({ fresh }) => !fresh);
}

async function main(wanted) {
  const unknown = wanted.filter((name) => !(name in STEPS));
  if (unknown.length > 0) {
    throw new StepFailed(`unknown step ${unknown.join(', ')}; choose from ${Object.keys(STEPS).join(', ')}`);
  }
  const names = wanted.length > 0 ? wanted : Object.keys(STEPS);
  if ((await stale(names)).length === 0) return;
  if (!existsSync(join(root, 'node_modules/vite'))) {
    throw new StepFailed('the build tools are not installed; run `npm ci` first');
  }
  await mkdir(dist, { recursive: true });
  await withBuildLock(join(dist, '.build-lock'), async () => {
    // Looked at again: whoever held the lock may have built it all.
    const results = await Promise.allSettled((await stale(names)).map(runStep));
    const failures = results.filter(({ status }) => status === 'rejected');
    for (const { reason } of failures.slice(1)) report(reason);
    if (failures.length > 0) throw failures[0].reason;
  });
}

function report(error) {
  console.error(error instanceof StepFailed ? error.message : error);
}

process.on('exit', () => {
  for (const child of running) child.kill();
});
try {
  await main(process.argv.slice(2));
} catch (error) {
  report(error);
  console.error('build failed');
  process.exitCode = 1;
}
