import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const BENCH_DIR = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const PRODUCT_DIR = path.resolve(BENCH_DIR, '..');

/** The product's command line, as it is built. */
export const PRODUCT = path.join(PRODUCT_DIR, 'dist/main.js');

/** What Node is given to serve: as `npm run serve` has it, its flags for the memory included. */
export const SERVE = (() => {
  const { scripts } = JSON.parse(readFileSync(path.join(PRODUCT_DIR, 'package.json'), 'utf8'));
  const command = scripts.serve.split('&& node ')[1]?.split(' ') ?? [];
  if (!command.includes('dist/main.js'))
    throw new Error('package.json has no `serve` that starts dist/main.js');
  return command.map((word) => (word === 'dist/main.js' ? PRODUCT : word));
})();

/**
 * Runs a command of the product to its end.
 * @returns {Promise<string>} what it printed
 */
export function runProduct(args, env) {
  return run(process.execPath, [PRODUCT, ...args], { env: { ...process.env, ...env } });
}

/**
 * Runs a program to its end; its complaints go to our standard error.
 * @returns {Promise<string>} what it printed
 */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'], ...options });
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${path.basename(program)} ${args.join(' ')} ended with exit code ${code}`));
    });
  });
}
