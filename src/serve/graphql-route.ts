import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { ContentContext } from '../content/context.js';
import type { RequestContext } from './context.js';
import { withRequestId } from './request-plugin.js';

export const GRAPHQL_PATH = '/graphql';

/** Somebody who opened the endpoint in a browser, with no query in the address: the playground is what they want. */
function isVisit(request: FastifyRequest): boolean {
  const accepted = request.headers.accept ?? '';
  return request.method === 'GET' && accepted.includes('text/html') && !request.url.includes('query=');
}

/** An answer that was refused before the GraphQL pipeline began carries no request id yet. */
function addRequestId(payload: string, requestId: string): string {
  try {
    const body: { errors?: GraphQLFormattedError[] } = JSON.parse(payload);
    if (!Array.isArray(body.errors)) return payload;
    return JSON.stringify({ ...body, errors: body.errors.map((error) => withRequestId(error, requestId)) });
  } catch {
    return payload;
  }
}

/** The GraphQL endpoint: POST with JSON, and GET for queries. */
export async function registerGraphql(
  app: FastifyInstance,
  apollo: ApolloServer<RequestContext>,
  content: ContentContext,
): Promise<void> {
  const handler = fastifyApolloHandler(apollo, {
    context: async (request) => ({ ...content, requestId: request.id }),
  });
  await app.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      if (isVisit(request)) return reply.redirect('/');
      return undefined;
    });
    scope.addHook('onSend', async (request, reply, payload) =>
      reply.statusCode >= 400 && typeof payload === 'string' ? addRequestId(payload, request.id) : payload,
    );
    scope.route({ method: ['GET', 'POST'], url: GRAPHQL_PATH, handler });
  });
}
