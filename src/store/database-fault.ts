import { OperatorError } from '../errors.js';

/** Where a connection string leads, without its password. */
interface Target {
  host: string;
  port: string;
  user: string;
  database: string;
}

function targetOf(url: string): Target {
  const parsed = new URL(url);
  return {
    host: decodeURIComponent(parsed.hostname || parsed.searchParams.get('host') || 'localhost'),
    port: parsed.port || '5432',
    user: decodeURIComponent(parsed.username) || 'the default user',
    database: decodeURIComponent(parsed.pathname.slice(1)),
  };
}

/** `localhost:5432/broadsheet`: what a person may be shown of a connection string. */
export function describeDatabase(url: string): string {
  const { host, port, database } = targetOf(url);
  return `${host}:${port}/${database}`;
}

type Explain = (target: Target, said: string) => [message: string, remedy: string];

const unreachable: Explain = ({ host, port }) => [
  `Nothing answers at ${host}:${port}: the database is not running, or not reachable from here.`,
  `${
    isLoopback(host)
      ? 'Start Postgres, or name the address that it listens on in DATABASE_URL: 127.0.0.1 for IPv4, [::1] for IPv6.'
      : 'Start Postgres, or correct host and port in DATABASE_URL.'
  } Without DATABASE_URL, \`broadsheet start\` brings its own.`,
];

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.');
}

const EXPLANATIONS: Readonly<Record<string, Explain>> = {
  ECONNREFUSED: unreachable,
  ETIMEDOUT: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  EADDRNOTAVAIL: unreachable,
  ENOENT: unreachable,
  ENOTFOUND: ({ host }) => [`There is no host named ${host}.`, 'Correct the host in DATABASE_URL.'],
  EAI_AGAIN: ({ host }) => [
    `The name ${host} cannot be looked up just now.`,
    'Check the host in DATABASE_URL and the network.',
  ],
  '28P01': ({ user, host }) => [
    `The database at ${host} does not accept the password of ${user}.`,
    'Correct user and password in DATABASE_URL (special characters in percent code: @ is %40, # is %23).',
  ],
  '28000': ({ user, host, database }, said) => [
    `The database at ${host} does not let ${user} into ${database}: ${said}`,
    'Create the role, allow it in pg_hba.conf, or add ?sslmode=require to DATABASE_URL if the server asks for encryption.',
  ],
  '3D000': ({ database, host }) => [
    `There is no database named ${database} on ${host}.`,
    `Create it: createdb --encoding UTF8 --template template0 ${database}`,
  ],
  '42501': ({ user, database }, said) => [
    `${user} lacks a right in the database ${database}: ${said}`,
    `Make ${user} the owner: ALTER DATABASE ${database} OWNER TO ${user}`,
  ],
  '53300': ({ host }) => [
    `The database at ${host} has no connection left.`,
    'Lower DATABASE_POOL_SIZE, or raise max_connections of the server.',
  ],
  '57P03': ({ host }, said) => [
    `The database at ${host} is not ready: ${said}`,
    'Wait a moment and try again.',
  ],
};

/** A failed connection in the operator's words; never with the password. An error of another kind comes back as it is. */
export function connectionFault(error: unknown, url: string): unknown {
  if (error instanceof OperatorError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const target = targetOf(url);
  const explain = EXPLANATIONS[code ?? ''] ?? explainByMessage(message ?? '');
  if (!explain) return error;
  const [said, remedy] = explain(target, message ?? '');
  return new OperatorError(said, remedy, { cause: error });
}

/** pg has no code for some failures of its own. */
function explainByMessage(message: string): Explain | null {
  if (/timeout|Connection terminated/.test(message)) return unreachable;
  if (/does not support SSL/.test(message)) {
    return ({ host }) => [
      `The database at ${host} offers no encryption.`,
      'Take sslmode out of DATABASE_URL.',
    ];
  }
  if (/certificate|self-signed/i.test(message)) {
    return ({ host }, said) => [
      `The certificate of the database at ${host} is not trusted: ${said}.`,
      'Name its authority with ?sslrootcert=/path/to/ca.pem in DATABASE_URL.',
    ];
  }
  if (/password must be a string|no password/i.test(message)) {
    return ({ user }) => [
      `The database asks for the password of ${user}.`,
      'Add it to DATABASE_URL: postgres://user:password@host/database',
    ];
  }
  return null;
}
