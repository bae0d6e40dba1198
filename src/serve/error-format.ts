import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { ERROR_CODES, type ErrorCode, GatewayError } from '../errors.js';
import { databaseError } from '../store/read-fault.js';

/** What Apollo calls a mistake of the client, where the public contract has one word for all of them. */
const CLIENT_MISTAKES = new Set([
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

export interface FormattedError extends GraphQLFormattedError {
  extensions: { code: ErrorCode; [detail: string]: unknown };
}

/** An error as a client sees it, and whether it is a fault of ours that has to be logged. */
export interface ClassifiedError {
  formatted: FormattedError;
  fault: unknown;
}

/**
 * Gives every error one of the closed codes. Errors that were meant for the client keep their words; all
 * others are masked, since their text may name hosts, tables or secrets.
 */
export function classifyError(formatted: GraphQLFormattedError, error: unknown): ClassifiedError {
  const { locations, path } = formatted;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  const cause = unwrapResolverError(error);
  const known = cause instanceof GatewayError ? cause : databaseError(cause);
  if (known !== null) {
    const extensions = { code: known.code, ...known.details };
    return { formatted: { message: known.message, ...place, extensions }, fault: known.cause ?? null };
  }
  const code = codeOf(formatted);
  if (code !== 'INTERNAL_SERVER_ERROR') {
    return { formatted: { message: formatted.message, ...place, extensions: { code } }, fault: null };
  }
  const message = 'Something went wrong on our side. It has been logged under the requestId of this error.';
  return { formatted: { message, ...place, extensions: { code } }, fault: cause };
}

function codeOf(formatted: GraphQLFormattedError): ErrorCode {
  const code = formatted.extensions?.code;
  if (CLIENT_MISTAKES.has(String(code))) return 'BAD_USER_INPUT';
  return ERROR_CODES.find((known) => known === code) ?? 'INTERNAL_SERVER_ERROR';
}
