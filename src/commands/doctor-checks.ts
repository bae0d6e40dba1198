import { statfs } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import type { Config } from '../config.js';
import { OperatorError } from '../errors.js';
import { createLogger } from '../logger.js';
import { isNodeNewEnough, OLDEST_NODE } from '../node-version.js';
import { connectionFault, describeDatabase } from '../store/database-fault.js';
import { findPlace } from '../store/embedded-place.js';
import { migrationStatus } from '../store/migrate.js';
import { formatBytes } from '../terminal/table.js';
import { OLDEST_POSTGRES, openDatabase } from './database.js';
import { checkListening } from './listening.js';
import { defaultDataDir } from './project.js';

/** What the doctor found out about one thing. `warn` is worth knowing and stops nothing. */
export interface Finding {
  check: string;
  state: 'ok' | 'warn' | 'fail';
  detail: string;
  /** What to do; null when all is well. */
  remedy: string | null;
}

/** Less free space than this is a warning, in bytes. */
const LITTLE_SPACE = 1024 ** 3;

const ok = (check: string, detail: string): Finding => ({ check, state: 'ok', detail, remedy: null });

export function checkNode(version: string): Finding {
  if (isNodeNewEnough(version)) return ok('Node', version);
  const remedy = `Install Node ${OLDEST_NODE.join('.')} or newer from https://nodejs.org.`;
  return { check: 'Node', state: 'fail', detail: version, remedy };
}

export async function checkPort(config: Config): Promise<Finding> {
  const address = `${config.host}:${config.port}`;
  try {
    await checkListening(config.host, config.port);
    return ok('Port', `${address} is free`);
  } catch (error) {
    return failed('Port', error);
  }
}

export async function checkDisk(config: Config): Promise<Finding> {
  const wanted = config.dataDir ?? defaultDataDir(process.cwd());
  const free = await freeSpace(path.resolve(wanted));
  const detail = `${formatBytes(free)} free for ${wanted}`;
  if (free >= LITTLE_SPACE) return ok('Disk', detail);
  return {
    check: 'Disk',
    state: 'warn',
    detail,
    remedy: 'Free some space, or set BROADSHEET_DATA_DIR to another disk.',
  };
}

/** Of the folder, or of the nearest one above it that exists. */
async function freeSpace(folder: string): Promise<number> {
  const found = await statfs(folder).catch(() => null);
  if (found) return found.bavail * found.bsize;
  const above = path.dirname(folder);
  return above === folder ? 0 : freeSpace(above);
}

/** Whether the embedded Postgres could run here, without starting or making anything but its folder. */
export async function checkEmbedded(config: Config): Promise<Finding> {
  const dataDir = path.resolve(config.dataDir ?? defaultDataDir(process.cwd()));
  try {
    const sharedDir = config.dataDir === null ? '/var/lib/broadsheet' : null;
    const place = await findPlace({ dataDir, sharedDir });
    return ok('Embedded Postgres', `in ${place.dir}${place.account ? `, run by ${place.account.name}` : ''}`);
  } catch (error) {
    return failed('Embedded Postgres', error);
  }
}

/** Reaches the database, then looks at its version, its encoding and its schema. */
export async function checkDatabase(config: Config): Promise<Finding[]> {
  const logger = createLogger('silent');
  try {
    const database = await openDatabase(config, logger);
    try {
      const server = await readServer(database.url);
      const reached = ok('Database', database.description);
      return [reached, checkVersion(server), checkEncoding(server), await checkSchema(database.dataSource)];
    } finally {
      await database.close();
    }
  } catch (error) {
    return [
      failed('Database', config.databaseUrl === null ? error : connectionFault(error, config.databaseUrl)),
    ];
  }
}

interface Server {
  version: string;
  encoding: string;
  letters: string;
  name: string;
}

async function readServer(url: string): Promise<Server> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rows } = await client.query<Server>(
      `SELECT current_setting('server_version') AS version, pg_encoding_to_char(encoding) AS encoding,
         datctype AS letters, datname AS name FROM pg_database WHERE datname = current_database()`,
    );
    if (!rows[0]) throw new Error(`${describeDatabase(url)} does not list itself`);
    return rows[0];
  } finally {
    await client.end();
  }
}

function checkVersion({ version }: Server): Finding {
  if (Number.parseInt(version, 10) >= OLDEST_POSTGRES) return ok('Postgres', version);
  const remedy = `Upgrade the server to Postgres ${OLDEST_POSTGRES} or newer.`;
  return { check: 'Postgres', state: 'fail', detail: version, remedy };
}

function checkEncoding({ encoding, letters, name }: Server): Finding {
  const detail = `${encoding}, LC_CTYPE ${letters}`;
  const remedy = `Make a new database: createdb --encoding UTF8 --lc-ctype C.UTF-8 --template template0 ${name}_utf8`;
  if (encoding !== 'UTF8') return { check: 'Encoding', state: 'fail', detail, remedy };
  // Under C, Postgres takes no letter beyond ASCII for one: search finds nothing in Khmer.
  if (letters === 'C' || letters === 'POSIX') return { check: 'Encoding', state: 'warn', detail, remedy };
  return ok('Encoding', detail);
}

async function checkSchema(dataSource: Parameters<typeof migrationStatus>[0]): Promise<Finding> {
  const { applied, pending, unknown } = await migrationStatus(dataSource);
  if (pending.length > 0) {
    const detail = `${pending.length} change(s) pending: ${pending.join(', ')}`;
    return {
      check: 'Schema',
      state: 'fail',
      detail,
      remedy: 'Run `broadsheet migrate up` (`start` does so by itself).',
    };
  }
  if (unknown.length > 0) {
    const detail = `newer than this version: ${unknown.join(', ')}`;
    return {
      check: 'Schema',
      state: 'warn',
      detail,
      remedy: 'Upgrade Broadsheet to the version that made these changes.',
    };
  }
  return ok('Schema', `up to date (${applied.length} change(s))`);
}

function failed(check: string, error: unknown): Finding {
  const remedy =
    error instanceof OperatorError ? error.remedy : 'Please report this as a fault of Broadsheet.';
  return { check, state: 'fail', detail: (error as Error).message, remedy };
}
