import { z } from 'zod';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** One environment variable: how it is read, and what `.env.example` says of it. */
export interface Setting<T> {
  readonly schema: z.ZodType<T, string>;
  /** Value when the variable is absent or empty. */
  readonly fallback: T;
  /** A valid value, as it is written in the environment. */
  readonly example: string;
  /** The fallback as it is written in the environment; absent when leaving the variable out is the only way to say it. */
  readonly written?: string;
  readonly about: string;
  /** A secret's value never appears in a message. */
  readonly secret?: boolean;
}

const setting = <T>(value: Setting<T>): Setting<T> => value;

const onOff = z
  .enum(['on', 'off', 'true', 'false', '1', '0', 'yes', 'no'], { error: 'must be on or off' })
  .transform((word) => ['on', 'true', '1', 'yes'].includes(word));

const wholeNumber = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d+$/, { error })
    .transform(Number)
    .pipe(z.number().min(least, { error }).max(most, { error }));
};

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

function isOrigin(text: string): boolean {
  if (text === '*') return true;
  return /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

const origins = list.pipe(
  z.array(z.string()).refine((all) => all.every(isOrigin), {
    error: 'must be origins without a path or a final slash, separated by commas, or *',
  }),
);

const trustedProxies = z.string().transform((text, context): boolean | number | string[] => {
  const word = onOff.safeParse(text);
  if (word.success && !/^\d+$/.test(text)) return word.data;
  if (/^\d+$/.test(text)) return Number(text);
  const addresses = list.parse(text);
  if (addresses.every((address) => /^([\d.]+|[\da-f:]+)(\/\d{1,3})?$/i.test(address))) return addresses;
  context.addIssue(
    'must be on, off, a number of proxies, or addresses such as 10.0.0.0/8, separated by commas',
  );
  return z.NEVER;
});

const postgresUrl = z.string().superRefine((text, context) => {
  if (!/^postgres(ql)?:\/\//.test(text)) {
    context.addIssue('must begin with postgres:// or postgresql://');
  } else if (!URL.canParse(text)) {
    context.addIssue(
      'is not a URL (write special characters of the password in percent code: @ is %40, # is %23)',
    );
  } else if (new URL(text).pathname.length < 2) {
    context.addIssue('names no database after the host');
  }
});

/** Every variable that the program reads, in the order in which `.env.example` shows them. */
export const SETTINGS = {
  DATABASE_URL: setting<string | null>({
    schema: postgresUrl,
    fallback: null,
    example: 'postgres://broadsheet:secret@localhost:5432/broadsheet',
    about:
      'Postgres 15 or newer. Without it an embedded Postgres is started; only `serve` insists on it. ' +
      'Append ?sslmode=verify-full to insist on an encrypted connection.',
    secret: true,
  }),
  DATABASE_POOL_SIZE: setting({
    schema: wholeNumber(1, 500),
    fallback: 10,
    written: '10',
    example: '10',
    about: 'Most connections that one process opens to Postgres.',
  }),
  STATEMENT_TIMEOUT_MS: setting({
    schema: wholeNumber(0, 600_000),
    fallback: 5_000,
    written: '5000',
    example: '5000',
    about: 'Longest time that one SQL statement of a request may take, in milliseconds; 0 is no limit.',
  }),
  PREPARED_STATEMENTS: setting({
    schema: onOff,
    fallback: true,
    written: 'on',
    example: 'on',
    about: 'Set to off behind a transaction pooler that cannot keep prepared statements.',
  }),
  ENTITY_CACHE_MB: setting({
    schema: wholeNumber(0, 65_536),
    fallback: 0,
    written: '0',
    example: '64',
    about:
      'Memory for articles, authors and tags that are kept until they change, in megabytes; 0 keeps nothing. ' +
      'Needs a connection that hears NOTIFY: behind a transaction pooler nothing is kept.',
  }),
  HOST: setting({
    schema: z.string().regex(/^[\w.:-]+$/, { error: 'must be a host name or an address' }),
    fallback: 'localhost',
    written: 'localhost',
    example: 'localhost',
    about:
      'Address to listen on. localhost is this machine alone, on IPv4 and IPv6; 0.0.0.0 is everyone (containers).',
  }),
  PORT: setting({
    schema: wholeNumber(0, 65_535),
    fallback: 4000,
    written: '4000',
    example: '4000',
    about: 'Port to listen on; 0 takes any free one.',
  }),
  LOG_LEVEL: setting<LogLevel>({
    schema: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }),
    fallback: 'info',
    written: 'info',
    example: 'info',
    about: `How much is logged: ${LOG_LEVELS.join(', ')}.`,
  }),
  BROADSHEET_DATA_DIR: setting<string | null>({
    schema: z.string(),
    fallback: null,
    example: '/var/lib/broadsheet/my-archive',
    about: 'Folder of the embedded Postgres. Without it: .broadsheet in the project.',
  }),
  BROADSHEET_SAMPLE: setting({
    schema: onOff,
    fallback: true,
    written: 'on',
    example: 'on',
    about: 'Whether `start` fills an empty archive with the sample newsroom.',
  }),
  PLAYGROUND: setting({
    schema: onOff,
    fallback: true,
    written: 'on',
    example: 'on',
    about: 'Whether the query playground is served at /.',
  }),
  CORS_ORIGINS: setting<string[]>({
    schema: origins,
    fallback: ['*'],
    written: '*',
    example: 'https://www.example.org,https://app.example.org',
    about: 'Origins whose pages may call the API from a browser, separated by commas; * is any.',
  }),
  TRUST_PROXY: setting<boolean | number | string[]>({
    schema: trustedProxies,
    fallback: false,
    written: 'off',
    example: '10.0.0.0/8',
    about:
      'Whose X-Forwarded-* headers to believe: off, on (anyone), a number of proxies in front, or their addresses.',
  }),
  BODY_LIMIT_BYTES: setting({
    schema: wholeNumber(1_024, 104_857_600),
    fallback: 262_144,
    written: '262144',
    example: '262144',
    about: 'Largest request body, in bytes.',
  }),
  SHUTDOWN_GRACE_MS: setting({
    schema: wholeNumber(0, 600_000),
    fallback: 10_000,
    written: '10000',
    example: '10000',
    about: 'How long running requests may take to end after Ctrl-C or SIGTERM, in milliseconds.',
  }),
} as const;
