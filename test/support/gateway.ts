import type { DataSource } from 'typeorm';
import { type Config, loadConfig } from '../../src/config.js';
import { createLogger } from '../../src/logger.js';
import { createGateway } from '../../src/serve/server.js';
import { connectTo, createTestDatabase, type TestDatabase } from './database.js';
import { loadSample } from './sample.js';

export interface GraphqlError {
  message: string;
  path?: (string | number)[];
  extensions: { code: string; requestId?: string; [detail: string]: unknown };
}

/** Data is loosely typed: a test says what it expects by its assertions. */
export interface GraphqlAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: answers have the shape of their query.
  data?: any;
  errors?: GraphqlError[];
}

export interface Gateway {
  /** Origin, without a slash at the end. */
  url: string;
  dataSource: DataSource;
  database: TestDatabase;
  /** Every SQL statement that requests have sent since the last `forget`. */
  statements: string[];
  /** The values of each of these statements. */
  values: (readonly unknown[])[];
  /** Everything that was logged. */
  log: string[];
  forget(): void;
  /** The answer over HTTP, whatever it is. */
  ask(query: string, variables?: Record<string, unknown>): Promise<GraphqlAnswer>;
  /** The data of an answer without errors. */
  // biome-ignore lint/suspicious/noExplicitAny: answers have the shape of their query.
  read(query: string, variables?: Record<string, unknown>): Promise<any>;
  stop(): Promise<void>;
}

export interface GatewayOptions {
  /** Whether the sample newsroom is loaded; true unless said otherwise. */
  sample?: boolean;
  config?: Partial<Config>;
  /** Another gateway's database, to serve beside it as it is. */
  database?: TestDatabase;
  /** When Postgres gives a statement up; 20 s unless said otherwise. */
  statementTimeoutMs?: number;
}

/** A gateway on a free port, with a database of its own unless it is given one. */
export async function startGateway(options: GatewayOptions = {}): Promise<Gateway> {
  const database = options.database ?? (await createTestDatabase());
  const dataSource = await connectTo(database, 8, options.statementTimeoutMs);
  if (options.database === undefined && options.sample !== false) await loadSample(dataSource);
  const statements: string[] = [];
  const values: (readonly unknown[])[] = [];
  const log: string[] = [];
  const gateway = await createGateway({
    config: { ...loadConfig({}), host: '127.0.0.1', port: 0, ...options.config },
    dataSource,
    logger: createLogger('info', { write: (line) => log.push(line) }),
    onStatement: (sql, given) => {
      statements.push(sql);
      values.push(given);
    },
  });
  await gateway.listen();
  const url = originOf(gateway.app.server.address());
  const ask = async (query: string, variables?: Record<string, unknown>): Promise<GraphqlAnswer> => {
    const reply = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return (await reply.json()) as GraphqlAnswer;
  };
  return {
    url,
    dataSource,
    database,
    statements,
    values,
    log,
    forget: () => {
      statements.splice(0);
      values.splice(0);
    },
    ask,
    read: async (query, variables) => {
      const { data, errors } = await ask(query, variables);
      if (errors) throw new Error(errors.map((error) => error.message).join('; '));
      return data;
    },
    stop: async () => {
      await gateway.close();
      await dataSource.destroy();
      if (options.database === undefined) await database.drop();
    },
  };
}

function originOf(address: ReturnType<import('node:net').Server['address']>): string {
  if (address === null || typeof address === 'string')
    throw new Error('the gateway does not listen on a port');
  return `http://127.0.0.1:${address.port}`;
}
