import { GatewayError } from '../errors.js';

/** SQLSTATE classes and codes that say that the database is away or going away. */
const AWAY = /^(08...|57P0[1-5]|58000|28...|3D000)$/;
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EAI_AGAIN',
]);
const QUERY_CANCELED = '57014';
const TOO_MANY_CONNECTIONS = '53300';

/** node-postgres gives these no code. */
const POOL_WAITED = 'timeout exceeded when trying to connect';
const BROKEN = /^(Connection terminated|Client has encountered a connection error|Query read timeout)/;

/** What a database error means for whoever sent the request; null when it is a fault of ours. */
export function databaseError(error: unknown): GatewayError | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === QUERY_CANCELED) {
    return new GatewayError(
      'QUERY_TOO_COMPLEX',
      'The database stopped working on this query because it took too long. Narrow the filter, ask for fewer items, or leave out exact counts.',
    );
  }
  if (code === TOO_MANY_CONNECTIONS || error.message === POOL_WAITED) {
    return new GatewayError(
      'TOO_BUSY',
      'Too many requests are waiting for the database. Try again in a moment.',
      {
        retryAfter: 1,
      },
    );
  }
  if (NETWORK.has(code) || AWAY.test(code) || BROKEN.test(error.message)) {
    const details = { retryAfter: 2 };
    return new GatewayError(
      'DB_UNAVAILABLE',
      'The database cannot be reached at the moment. Try again shortly.',
      details,
      {
        cause: error,
      },
    );
  }
  return null;
}
