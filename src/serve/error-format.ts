import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ERROR_CODES, type ErrorCode, GatewayError } from '../errors.js';
import { databaseError } from '../store/read-fault.js';

/** What Apollo calls a mistake of the client, where the public contract has one word for all of them. */
const CLIENT_MISTAKES = new Set([
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** In place of every text that was not meant for clients. */
export const MASK = 'Something went wrong on our side. It has been logged under the requestId of this error.';

export interface FormattedError extends GraphQLFormattedError {
  extensions: { code: ErrorCode; [detail: string]: unknown };
}

/** What an error is for a client when it was foreseen; null when it is one of GraphQL's own or a fault of ours. */
function foreseen(error: unknown): GatewayError | null {
  const cause = unwrapResolverError(error);
  return cause instanceof GatewayError ? cause : databaseError(cause);
}

/**
 * Gives every error one of the closed codes. Errors that were meant for the client keep their words; all
 * others are masked, since their text may name hosts, tables or secrets.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown): FormattedError {
  const { locations, path } = formatted;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  const known = foreseen(error);
  if (known !== null) {
    return { message: known.message, ...place, extensions: { code: known.code, ...known.details } };
  }
  const code = isGraphqlsOwn(error) ? 'BAD_USER_INPUT' : codeOf(formatted.extensions?.code);
  const message = code === 'INTERNAL_SERVER_ERROR' ? MASK : formatted.message;
  return { message, ...place, extensions: { code } };
}

/** What has to be logged of an error: the cause of a fault of ours or of the database; null for clients' mistakes. */
export function faultOf(error: GraphQLError): unknown {
  const known = foreseen(error);
  if (known !== null) return known.cause ?? null;
  return error.originalError == null ? null : unwrapResolverError(error);
}

/** Raised by graphql-js while executing, such as a mutation where the schema has none: a mistake of the client. */
function isGraphqlsOwn(error: unknown): boolean {
  return (
    error instanceof GraphQLError && error.originalError === undefined && error.extensions.code === undefined
  );
}

function codeOf(code: unknown): ErrorCode {
  if (CLIENT_MISTAKES.has(String(code))) return 'BAD_USER_INPUT';
  return ERROR_CODES.find((known) => known === code) ?? 'INTERNAL_SERVER_ERROR';
}
