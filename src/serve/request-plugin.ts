import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { RequestContext } from './context.js';

const UNAVAILABLE = new Set(['DB_UNAVAILABLE', 'TOO_BUSY']);

/** Puts the request's id on every error, and answers 503 when nothing could be read at all. */
export const requestPlugin: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response, contextValue }) {
        if (response.body.kind !== 'single') return;
        const { singleResult } = response.body;
        if (singleResult.errors === undefined) return;
        singleResult.errors = singleResult.errors.map((error) =>
          withRequestId(error, contextValue.requestId),
        );
        const [first] = singleResult.errors;
        if (singleResult.data == null && UNAVAILABLE.has(String(first?.extensions?.code))) {
          response.http.status = 503;
          response.http.headers.set('retry-after', String(first?.extensions?.retryAfter ?? 1));
        }
      },
    };
  },
};

export function withRequestId(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  return { ...error, extensions: { ...error.extensions, requestId } };
}
