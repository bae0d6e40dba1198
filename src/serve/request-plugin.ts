import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from '../logger.js';
import type { RequestContext } from './context.js';
import { faultOf } from './error-format.js';

const UNAVAILABLE = new Set(['DB_UNAVAILABLE', 'TOO_BUSY']);

export function withRequestId(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  return { ...error, extensions: { ...error.extensions, requestId } };
}

/** Logs faults, puts the request's id on every error, and answers 503 when nothing could be read at all. */
export function requestPlugin(logger: Logger): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => ({
      async didEncounterErrors({ errors, contextValue: { requestId } }) {
        for (const error of errors) {
          const fault = faultOf(error);
          if (fault !== null) logger.error({ err: fault, requestId, path: error.path }, 'request failed');
        }
      },
      async willSendResponse({ response: { body, http }, contextValue: { requestId } }) {
        if (body.kind !== 'single' || body.singleResult.errors === undefined) return;
        const { singleResult } = body;
        singleResult.errors = body.singleResult.errors.map((error) => withRequestId(error, requestId));
        const { code, retryAfter } = singleResult.errors[0]?.extensions ?? {};
        if (singleResult.data == null && UNAVAILABLE.has(String(code))) {
          http.status = 503;
          http.headers.set('retry-after', String(retryAfter ?? 1));
        }
      },
    }),
  };
}
