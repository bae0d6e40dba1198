import { chown, open, readFile, readlink, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { programOf } from './embedded-binaries.js';
import { type Cluster, isAlive } from './embedded-cluster.js';
import { startFault } from './embedded-faults.js';
import type { Place } from './embedded-place.js';
import { run } from './embedded-process.js';

/** Small on memory, and the same behaviour everywhere. Reached over TCP only: socket paths have a length limit. */
const SERVER_SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
  log_checkpoints: 'off',
  max_logical_replication_workers: '0',
};

/** No system counts processes this far. */
const NO_SUCH_PID = 2 ** 31 - 2;

/** A log longer than this is set aside when the server starts, in bytes. */
const LOG_LIMIT = 10 * 1024 * 1024;

/** How long a server that was killed may take until its last processes are gone, in milliseconds. */
const LEFTOVERS_PATIENCE = 15_000;

/** How long a server may take to write out what it holds before it is told to drop everything, in milliseconds. */
const STOP_PATIENCE = 30_000;

export interface Postmaster {
  pid: number;
  port: number;
}

/** The server that runs on this data directory, as its pid file tells; null when none does. */
export async function findPostmaster(cluster: Cluster): Promise<Postmaster | null> {
  const lines = await readPidFile(cluster);
  const pid = Math.abs(Number(lines?.[0]));
  const port = Number(lines?.[3]);
  if (!lines || !Number.isInteger(pid) || pid === 0 || !(await isPostmaster(pid, cluster))) return null;
  return Number.isInteger(port) && port > 0 ? { pid, port } : null;
}

/**
 * Starts the server on a free port.
 *
 * @returns false when another process is starting it at the same moment.
 * @throws OperatorError when it cannot start, with its own last words.
 */
export async function startServer(
  place: Place,
  cluster: Cluster,
  extra: Readonly<Record<string, string>>,
): Promise<boolean> {
  const patience = Date.now() + LEFTOVERS_PATIENCE;
  for (let attempt = 1; ; attempt++) {
    await disownPidFile(place, cluster);
    await rotateLog(cluster);
    const from = await sizeOf(cluster.log);
    const result = await pgCtl(place, cluster, ['start', '-w', '-t', '60', '-l', cluster.log], {
      ...SERVER_SETTINGS,
      ...extra,
      port: String(await freePort()),
    });
    if (result.code === 0) return true;
    const log = await readFrom(cluster.log, from);
    if (/lock file "postmaster.pid" already exists/.test(log)) return false;
    if (/Address already in use/.test(log) && attempt < 5) continue;
    if (/pre-existing shared memory block/.test(log) && Date.now() < patience) await sleep(250);
    else throw startFault(place.dir, result.output || String(result.failure), log);
  }
}

/**
 * Stops the server and waits until it is gone; connections that are still open are cut. Not by pg_ctl's own
 * waiting: that takes the server which the next process starts in the meantime for the one that should stop.
 */
export async function stopServer(place: Place, cluster: Cluster): Promise<void> {
  const running = await findPostmaster(cluster);
  if (!running) return;
  for (const mode of ['fast', 'immediate']) {
    await pgCtl(place, cluster, ['stop', '-W', '-m', mode], null);
    const deadline = Date.now() + STOP_PATIENCE;
    while (Date.now() < deadline) {
      if ((await findPostmaster(cluster))?.pid !== running.pid) return;
      await sleep(20);
    }
  }
}

function pgCtl(
  place: Place,
  cluster: Cluster,
  args: string[],
  settings: Readonly<Record<string, string>> | null,
) {
  const options = Object.entries(settings ?? {}).map(([name, value]) => `-c ${name}=${value}`);
  const withOptions = options.length > 0 ? ['-o', options.join(' ')] : [];
  return run(
    programOf(place.home, 'pg_ctl'),
    [...args, '-s', '-D', cluster.data, ...withOptions],
    place.account,
  );
}

/**
 * After a crash the pid file stays, and its number may by now belong to some other program, which Postgres takes
 * for a running server. The number is then replaced by one that no process has. The file itself stays: by the
 * rest of it Postgres makes sure that no orphan of the crashed server still writes to the data.
 */
async function disownPidFile(place: Place, cluster: Cluster): Promise<void> {
  const lines = await readPidFile(cluster);
  const pid = Math.abs(Number(lines?.[0]));
  if (!lines || !isAlive(pid) || (await isPostmaster(pid, cluster))) return;
  const file = `${cluster.data}/postmaster.pid`;
  const repaired = `${cluster.data}/postmaster.pid.repaired`;
  await writeFile(repaired, [NO_SUCH_PID, ...lines.slice(1)].join('\n'), { mode: 0o600 });
  if (place.account) await chown(repaired, place.account.uid, place.account.gid);
  await rename(repaired, file);
}

async function readPidFile(cluster: Cluster): Promise<string[] | null> {
  const text = await readFile(`${cluster.data}/postmaster.pid`, 'utf8').catch(() => null);
  return text === null || text.trim() === '' ? null : text.split('\n');
}

/** Whether the process is a Postgres server on this data directory, and not a later program with the same number. */
async function isPostmaster(pid: number, cluster: Cluster): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === 'win32') return true;
  // A server changes into its data directory; Linux tells where a process is.
  const where = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  if (where !== null) return where === (await realpath(cluster.data));
  const { output } = await run('ps', ['-o', 'command=', '-p', String(pid)], null);
  return output.includes('postgres') && output.includes(cluster.data);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

async function rotateLog(cluster: Cluster): Promise<void> {
  if ((await sizeOf(cluster.log)) > LOG_LIMIT) await rename(cluster.log, `${cluster.log}.1`).catch(() => {});
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    (found) => found.size,
    () => 0,
  );
}

async function readFrom(file: string, position: number): Promise<string> {
  const handle = await open(file, 'r').catch(() => null);
  if (!handle) return '';
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(Math.min(64 * 1024, Math.max(0, size - position)));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
