import cors from '@fastify/cors';
import { type FastifyInstance, fastify } from 'fastify';
import type { DataSource } from 'typeorm';
import type { Config } from '../config.js';
import { openContent } from '../content/context.js';
import type { Logger } from '../logger.js';
import { keepChangesShort } from '../store/change-log.js';
import { ChangeFeed } from '../store/changes.js';
import { connectionOf, getPool } from '../store/data-source.js';
import type { CacheCounters } from '../store/entity-cache.js';
import { EntityCaches } from '../store/entity-caches.js';
import { Reader } from '../store/statement.js';
import { createApollo } from './apollo.js';
import { requestIdOf } from './context.js';
import { GRAPHQL_PATH, registerGraphql } from './graphql-route.js';
import { type Readiness, registerHealth } from './health.js';
import { registerHttpErrors } from './http-errors.js';
import { registerPlayground } from './playground/playground.js';
import { buildGatewaySchema } from './schema.js';

export interface GatewayOptions {
  config: Config;
  /** Connected and migrated. */
  dataSource: DataSource;
  logger: Logger;
  /** Whether queries that come again are compiled (docs/adr/012); true unless said otherwise. */
  compiledQueries?: boolean;
  /** Told of every SQL statement of a request. */
  onStatement?: (sql: string, values: readonly unknown[]) => void;
}

export interface Gateway {
  app: FastifyInstance;
  /** What the entity caches hold and how often they were of use, by name. */
  counters(): Record<string, CacheCounters>;
  listen(): Promise<{ url: string }>;
  /** Stops taking requests, lets running ones end, and closes. The data source stays open. */
  close(): Promise<void>;
}

/** The API on HTTP: GraphQL, playground and health. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { config, dataSource, logger, onStatement } = options;
  const app = fastify({
    bodyLimit: config.bodyLimitBytes,
    trustProxy: trustProxy(config.trustProxy),
    genReqId: requestIdOf,
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
  });
  const readiness: Readiness = { stopping: false };
  const reader = new Reader(getPool(dataSource), {
    prepared: config.preparedStatements,
    ...(onStatement && { onStatement }),
  });
  const caches = new EntityCaches(reader, config.entityCacheBytes);
  const content = openContent(reader, caches);
  const feed = new ChangeFeed({
    connection: connectionOf(dataSource, 'changes'),
    listener: caches,
    onState: (state, reason) => logger[state === 'deaf' ? 'warn' : 'info']({ reason }, `changes: ${state}`),
  });
  const apollo = createApollo(buildGatewaySchema(), app, logger, options.compiledQueries ?? true);
  await apollo.start();
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  registerHttpErrors(app, GRAPHQL_PATH, logger);
  if (config.corsOrigins.length > 0) {
    await app.register(cors, { origin: config.corsOrigins.includes('*') ? '*' : [...config.corsOrigins] });
  }
  registerHealth(app, dataSource, readiness);
  await registerGraphql(app, apollo, content);
  await registerPlayground(app, { graphqlPath: GRAPHQL_PATH, enabled: config.playground });
  await app.ready();
  if (config.entityCacheBytes > 0) await feed.start();
  const stopPruning = keepChangesShort(reader, (err) =>
    logger.warn({ err }, 'old changes could not be removed'),
  );
  return {
    app,
    counters: () => caches.counters(),
    listen: async () => {
      await app.listen({ host: config.host, port: config.port });
      return { url: urlOf(app, config) };
    },
    close: async () => {
      readiness.stopping = true;
      stopPruning();
      // A client that never reads its answer must not hold the process.
      const cut = setTimeout(() => app.server.closeAllConnections(), config.shutdownGraceMs);
      await app.close();
      await apollo.stop();
      await feed.stop();
      clearTimeout(cut);
    },
  };
}

/** So many hops: the nearest proxies are believed, whatever their addresses are. */
function trustProxy(
  trusted: Config['trustProxy'],
): boolean | string[] | ((address: string, hop: number) => boolean) {
  if (typeof trusted === 'number') return (_address, hop) => hop < trusted;
  return typeof trusted === 'boolean' ? trusted : [...trusted];
}

/** The address to type into a browser: a server that listens on every interface is reached as localhost. */
function urlOf(app: FastifyInstance, config: Config): string {
  const everywhere = ['0.0.0.0', '::', 'localhost', '127.0.0.1', '::1'];
  const host = everywhere.includes(config.host) ? 'localhost' : config.host;
  const named = host.includes(':') ? `[${host}]` : host;
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  return `http://${named}:${port}/`;
}
