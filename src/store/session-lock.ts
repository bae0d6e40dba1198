import pg from 'pg';
import type { DataSource } from 'typeorm';
import { connectionOf } from './data-source.js';

/**
 * Holds a lock of that name until it is let go, or the process is gone: Postgres lets go of what a broken
 * connection held. On a connection of its own, so that it takes none from the pool.
 *
 * @returns what lets go of it.
 */
export async function holdSessionLock(dataSource: DataSource, name: string): Promise<() => Promise<void>> {
  const client = new pg.Client(connectionOf(dataSource, 'run'));
  // Told as an event too; the work ends by what its other connections say.
  client.on('error', () => {});
  await client.connect();
  await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name]);
  return () => client.end().catch(() => {});
}

/** SQL that is true where nobody holds the lock of the name that the expression gives; it is then held to the transaction's end. */
export function isLockFree(name: string): string {
  return `pg_try_advisory_xact_lock(hashtextextended(${name}, 0))`;
}
