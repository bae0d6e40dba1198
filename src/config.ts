import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { OperatorError } from './errors.js';
import { type LogLevel, SETTINGS, type Setting } from './settings.js';

/** Everything the environment decides, read once when the program starts. */
export interface Config {
  /** Postgres connection string; null lets `start` run the embedded server. */
  readonly databaseUrl: string | null;
  /** Most connections that one process opens to Postgres. */
  readonly databasePoolSize: number;
  /** Longest time one SQL statement of a request may take, in milliseconds. */
  readonly statementTimeoutMs: number;
  /** False behind a transaction pooler that cannot keep named statements. */
  readonly preparedStatements: boolean;
  /** Memory for rows that are kept until they change, in bytes; 0 keeps nothing. */
  readonly entityCacheBytes: number;
  readonly host: string;
  readonly port: number;
  readonly logLevel: LogLevel;
  /** Folder of the embedded Postgres; null is `.broadsheet` in the project. */
  readonly dataDir: string | null;
  /** Whether `start` fills an empty archive with the sample newsroom. */
  readonly loadSample: boolean;
  readonly playground: boolean;
  /** Origins that browsers may call from; `['*']` is any, an empty list none but our own. */
  readonly corsOrigins: readonly string[];
  /** Whom to believe about a client's address: no one, any proxy, so many hops, or these addresses. */
  readonly trustProxy: boolean | number | readonly string[];
  /** Largest request body, in bytes. */
  readonly bodyLimitBytes: number;
  /** How long running requests may take to end after the signal to stop, in milliseconds. */
  readonly shutdownGraceMs: number;
}

type SettingName = keyof typeof SETTINGS;
type SettingValue<N extends SettingName> = (typeof SETTINGS)[N] extends Setting<infer T> ? T : never;

export interface ConfigFault {
  variable: string;
  /** What is wrong, with the value when it is no secret. */
  problem: string;
  example: string;
}

/** Every fault of the environment at once. */
export class ConfigError extends OperatorError {
  override readonly name = 'ConfigError';
  readonly faults: readonly ConfigFault[];

  constructor(faults: readonly ConfigFault[]) {
    const lines = faults.map((fault) => `${fault.variable} ${fault.problem}`);
    const examples = faults.map((fault) => `${fault.variable}=${fault.example}`);
    const title = faults.length === 1 ? '' : `${faults.length} settings are wrong:\n  `;
    super(
      `${title}${lines.join('\n  ')}`,
      `Correct it in the environment or in .env, for example ${examples.join('  ')}`,
      {
        exitCode: 2,
      },
    );
    this.faults = faults;
  }
}

/**
 * Reads the settings.
 *
 * @throws ConfigError naming every variable that is wrong, what is wrong with it, and an example.
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const faults: ConfigFault[] = [];
  const read = <N extends SettingName>(name: N): SettingValue<N> => {
    const wanted = SETTINGS[name] as unknown as Setting<SettingValue<N>>;
    const text = env[name]?.trim() ?? '';
    if (text === '') return wanted.fallback;
    const result = wanted.schema.safeParse(text);
    if (result.success) return result.data;
    const said = result.error.issues[0]?.message ?? 'is not valid';
    const problem = wanted.secret ? said : `${said}, got ${JSON.stringify(text)}`;
    faults.push({ variable: name, problem, example: wanted.example });
    return wanted.fallback;
  };
  const config: Config = {
    databaseUrl: read('DATABASE_URL'),
    databasePoolSize: read('DATABASE_POOL_SIZE'),
    statementTimeoutMs: read('STATEMENT_TIMEOUT_MS'),
    preparedStatements: read('PREPARED_STATEMENTS'),
    entityCacheBytes: read('ENTITY_CACHE_MB') * 1024 * 1024,
    host: read('HOST'),
    port: read('PORT'),
    logLevel: read('LOG_LEVEL'),
    dataDir: read('BROADSHEET_DATA_DIR'),
    loadSample: read('BROADSHEET_SAMPLE'),
    playground: read('PLAYGROUND'),
    corsOrigins: Object.freeze(read('CORS_ORIGINS')),
    trustProxy: read('TRUST_PROXY'),
    bodyLimitBytes: read('BODY_LIMIT_BYTES'),
    shutdownGraceMs: read('SHUTDOWN_GRACE_MS'),
  };
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.freeze(config);
}

/**
 * The process's environment over the variables of a `.env` file; a missing file is no fault. Libraries look at
 * NODE_ENV when they are loaded, and check more and run slower unless it says production.
 */
export function readEnvironment(envFile: string): NodeJS.ProcessEnv {
  process.env.NODE_ENV ??= 'production';
  try {
    return { ...parseEnv(readFileSync(envFile, 'utf8')), ...process.env };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return process.env;
    throw new OperatorError(
      `Cannot read ${envFile}: ${(error as Error).message}`,
      'Make the file readable for this user, or remove it.',
      { exitCode: 2, cause: error },
    );
  }
}
