import type { FastifyError, FastifyInstance } from 'fastify';
import type { ErrorCode } from '../errors.js';
import type { Logger } from '../logger.js';
import { MASK } from './error-format.js';

/** Refusals by the HTTP server itself, before GraphQL sees the request, in the form of a GraphQL answer. */
const SAID: Record<string, string> = {
  FST_ERR_CTP_BODY_TOO_LARGE:
    'The request body is too large. Send a shorter query, or its long parts as several requests.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Send the query as JSON, with the header "content-type: application/json".',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The request body is empty. Send JSON such as {"query": "{ __typename }"}.',
  FST_ERR_CTP_INVALID_JSON_BODY:
    'The request body is not valid JSON. Send JSON such as {"query": "{ __typename }"}.',
};

export function registerHttpErrors(app: FastifyInstance, graphqlPath: string, logger: Logger): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    const ours = status >= 500;
    if (ours) logger.error({ err: error, requestId: request.id }, 'request failed');
    const code: ErrorCode = ours ? 'INTERNAL_SERVER_ERROR' : 'BAD_USER_INPUT';
    const message = ours ? MASK : (SAID[error.code] ?? error.message);
    return reply.code(status).send({ errors: [{ message, extensions: { code, requestId: request.id } }] });
  });
  app.setNotFoundHandler((_request, reply) =>
    reply
      .code(404)
      .type('text/plain; charset=utf-8')
      .send(`There is nothing here. GraphQL is at ${graphqlPath}.\n`),
  );
}
