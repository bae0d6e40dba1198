import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from '../logger.js';
import type { RequestContext } from './context.js';
import { formatError } from './error-format.js';
import { executorGateway } from './executor/executor.js';
import { requestPlugin } from './request-plugin.js';

/**
 * Apollo with what costs and what leaks switched off (docs/adr/005).
 * @param compiledQueries whether queries that come again are compiled (docs/adr/012)
 */
export function createApollo(
  schema: GraphQLSchema,
  app: FastifyInstance,
  logger: Logger,
  compiledQueries: boolean,
): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    ...(compiledQueries ? { gateway: executorGateway(schema) } : { schema }),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: 5000 },
    validationOptions: { maxErrors: 5 },
    logger: {
      debug: () => {},
      info: () => {},
      warn: (message) => logger.warn(message),
      error: (message) => logger.error(message),
    },
    formatError,
    plugins: [
      // Wraps every field to compute cache hints that nothing here reads: a third of the server's CPU.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      fastifyApolloDrainPlugin(app),
      requestPlugin(logger),
    ],
  });
}
