/**
 * `npm run bench`: installs what only the benchmark needs, builds the product and the servers to compare it with,
 * and runs. `npm run bench -- --help` says what there is to choose.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BENCH_DIR, PRODUCT_DIR, run } from './runner/product.mjs';

const shown = { cwd: BENCH_DIR, stdio: ['ignore', 'inherit', 'inherit'] };

/** Installs exactly what the lock file says, once for each version of it. */
async function install() {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(BENCH_DIR, 'package-lock.json')))
    .digest('hex');
  const stamp = path.join(BENCH_DIR, 'node_modules/.bench-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.error("installing the benchmark's own packages (about 600 MB, only once) ...");
  // Some ask for a newer Node than runs this; they get one of their own.
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], shown);
  writeFileSync(stamp, lock);
}

if (process.platform !== 'linux') {
  console.error('The benchmark reads CPU and memory of processes from /proc, which only Linux has.');
  process.exit(2);
}
try {
  await install();
  await run(process.execPath, [path.join(PRODUCT_DIR, 'scripts/build.mjs')], { ...shown, cwd: PRODUCT_DIR });
  await run(
    process.execPath,
    [path.join(PRODUCT_DIR, 'node_modules/typescript/bin/tsc'), '-p', BENCH_DIR],
    shown,
  );
  const { main } = await import('./runner/main.mjs');
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error);
  process.exitCode = 3;
}
