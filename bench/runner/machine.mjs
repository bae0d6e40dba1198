import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { versionOf } from './node-binary.mjs';
import { BENCH_DIR, PRODUCT_DIR, run } from './product.mjs';

const SHOWN = [
  'postgraphile',
  'mercurius',
  'graphql-jit',
  '@apollo/server',
  'type-graphql',
  'typeorm',
  'fastify',
  'graphql',
  'pg',
];

function installed(folder, name) {
  return JSON.parse(readFileSync(path.join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;
}

/** Where and with what a run was made: without it its figures mean nothing. */
export async function describeMachine({ node, postgres }) {
  const describe = ['describe', '--always', '--dirty', '--abbrev=10'];
  const quiet = { cwd: PRODUCT_DIR, stdio: ['ignore', 'pipe', 'ignore'] };
  const commit = await run('git', describe, quiet).catch(() => 'unknown');
  return {
    date: new Date().toISOString(),
    commit: commit.trim(),
    cpu: os.cpus()[0]?.model ?? 'unknown',
    cores: os.cpus().length,
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    node: { servers: await versionOf(node.common), newest: node.newest && (await versionOf(node.newest)) },
    postgres: { version: postgres.version, settings: postgres.settings },
    packages: Object.fromEntries(SHOWN.map((name) => [name, installed(BENCH_DIR, name)])),
  };
}

/** Load of the last minute; what else the machine did while it measured. */
export function loadAverage() {
  return Math.round(os.loadavg()[0] * 100) / 100;
}
