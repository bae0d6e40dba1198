import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OperatorError } from '../errors.js';
import { type Cluster, clusterAt, ensureCluster, SERVER_USER } from './embedded-cluster.js';
import { folderFault, notOwned } from './embedded-faults.js';
import { findPlace, type Place } from './embedded-place.js';
import { Presence } from './embedded-presence.js';
import { findPostmaster, startServer, stopServer } from './embedded-server.js';

export interface EmbeddedOptions {
  /** Folder of the archive; made when it is not there. */
  dataDir: string;
  /**
   * Where to go when we are root and the server's account cannot reach `dataDir`. Null: nowhere, that is an error.
   * Default `/var/lib/broadsheet`.
   */
  sharedDir?: string | null;
  /** Told, in a sentence, of what the operator should know: repairs, a lost server, a server left running. */
  onNotice?: (notice: string) => void;
  /** Further settings of the server, taken when it is started by this call. */
  settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  /** Connection string of the `broadsheet` database. Holds the password. */
  url: string;
  port: number;
  /** The folder that is really used. */
  dataDir: string;
  /** `18.4` and the like. */
  version: string;
  /** The account that runs the server; null is our own. */
  account: string | null;
  /** Whether the archive was made by this call. */
  fresh: boolean;
  /** Whether the server was running already. */
  attached: boolean;
  /**
   * Lets go of the server, and stops it when no one else uses it. Close your own connections before.
   * `force` stops it whoever else is connected. Safe to call twice.
   */
  close(options?: { force?: boolean }): Promise<void>;
}

/** How long a server that is just starting or stopping may take before we give up, in milliseconds. */
const PATIENCE = 90_000;

const SERVICE_DATABASE = 'postgres';
const DATABASE = 'broadsheet';

/**
 * Runs a Postgres of our own, or joins the one that another process runs on the same folder. Repairs what a
 * crash left behind; never deletes an archive.
 *
 * @throws OperatorError with a remedy when that is not possible here.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const notice = options.onNotice ?? (() => {});
  const wished = path.resolve(options.dataDir);
  const sharedDir = options.sharedDir === undefined ? '/var/lib/broadsheet' : options.sharedDir;
  const place = await findPlace({ dataDir: wished, sharedDir });
  const cluster = clusterAt(place.dir);
  const fresh = await ensureCluster(place);
  const joined = await join(place, cluster, options, notice);
  const { rows } = await joined.presence.query("SELECT current_setting('server_version') AS version");
  await ensureDatabase(joined.presence);
  return {
    url: joined.urlOf(DATABASE),
    port: joined.port,
    dataDir: place.dir,
    version: String(rows[0]?.version),
    account: place.account?.name ?? null,
    fresh,
    attached: joined.attached,
    close: async ({ force = false } = {}) => {
      const guests = await joined.presence.leave(() => stopServer(place, cluster), force);
      if (guests > 0) {
        notice(
          `The embedded Postgres keeps running for ${guests} other connection(s); the next run will stop it.`,
        );
      }
    },
  };
}

interface Joined {
  presence: Presence;
  port: number;
  attached: boolean;
  urlOf(database: string): string;
}

/** Starts or finds the server and registers with it. Loops, since others may start and stop it at the same time. */
async function join(
  place: Place,
  cluster: Cluster,
  options: EmbeddedOptions,
  notice: (text: string) => void,
): Promise<Joined> {
  const deadline = Date.now() + PATIENCE;
  const password = await readPassword(place, cluster);
  let attached = true;
  while (Date.now() < deadline) {
    const running = await findPostmaster(cluster);
    if (!running) {
      if (await startServer(place, cluster, options.settings ?? {})) attached = false;
      else await sleep(100);
      continue;
    }
    const urlOf = (database: string) =>
      `postgres://${SERVER_USER}:${password}@127.0.0.1:${running.port}/${database}`;
    try {
      const lost = () => notice('The embedded Postgres has stopped. Restart Broadsheet to start it again.');
      const presence = await Presence.enter(urlOf(SERVICE_DATABASE), lost);
      return { presence, port: running.port, attached, urlOf };
    } catch (error) {
      if (!isPassing(error)) throw joinFault(place, error);
      await sleep(100);
    }
  }
  throw new OperatorError(
    `The embedded Postgres in ${place.dir} answers neither yes nor no.`,
    `Look at ${cluster.log}; end the process named in ${cluster.data}/postmaster.pid and start again.`,
  );
}

/** Starting up, shutting down, cut while entering, not listening yet or any more: worth another try. */
function isPassing(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code && ['57P03', '57P01', '53300', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code))
    return true;
  return /Connection terminated|timeout/.test(message ?? '');
}

function joinFault(place: Place, error: unknown): OperatorError {
  const passwordRefused = (error as NodeJS.ErrnoException).code === '28P01';
  return new OperatorError(
    passwordRefused
      ? `The embedded Postgres does not accept the password in ${place.dir}/postgres/password.`
      : `The embedded Postgres in ${place.dir} refuses the connection: ${(error as Error).message}`,
    passwordRefused
      ? 'Restore that file, or set BROADSHEET_DATA_DIR to a new folder.'
      : `Look at ${place.dir}/postgres/server.log, or set BROADSHEET_DATA_DIR to a new folder.`,
    { cause: error },
  );
}

async function readPassword(place: Place, cluster: Cluster): Promise<string> {
  try {
    return encodeURIComponent((await readFile(cluster.passwordFile, 'utf8')).trim());
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EACCES') throw notOwned(place.dir);
    throw code === 'ENOENT'
      ? new OperatorError(
          `The password file ${cluster.passwordFile} is gone.`,
          'Restore it, or set BROADSHEET_DATA_DIR to a new folder.',
        )
      : folderFault(place.dir, error);
  }
}

/** A first start that was interrupted after initdb has no database yet; two starts may make it at once. */
async function ensureDatabase(presence: Presence): Promise<void> {
  const { rowCount } = await presence.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rowCount !== 0) return;
  await presence.query(`CREATE DATABASE ${DATABASE}`).catch((error: NodeJS.ErrnoException) => {
    // 42P04: it exists. 23505: it is being made at this moment by another process.
    if (error.code !== '42P04' && error.code !== '23505') throw error;
  });
}
