/**
 * The two kinds of failure that this program means. A `GatewayError` is for whoever sent a request, an
 * `OperatorError` for whoever runs the program. Every other error is a fault of ours: masked for clients and logged.
 */

/** The closed list of codes a client can meet. Adding one changes the public contract. */
export const ERROR_CODES = [
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'QUERY_TOO_COMPLEX',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'RATE_LIMITED',
  'TOO_BUSY',
  'DB_UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** A failure that the caller of the API may read: the message says what was wrong and what is allowed. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly code: ErrorCode;
  /** Facts a program can act on, such as the allowed maximum. Sent to the client as they are. */
  readonly details?: Record<string, unknown>;

  constructor(code: ErrorCode, message: string, details?: Record<string, unknown>, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    if (details) this.details = details;
  }
}

/** 0 is success, 1 means that the work failed or that something was refused, 2 that the command or settings are wrong. */
export type ExitCode = 0 | 1 | 2;

/** A failure that the operator can mend: printed as one line and one remedy, without a stack. */
export class OperatorError extends Error {
  override readonly name: string = 'OperatorError';
  /** What to do about it, as an instruction. */
  readonly remedy: string;
  readonly exitCode: ExitCode;

  constructor(message: string, remedy: string, options: { exitCode?: ExitCode; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.remedy = remedy;
    this.exitCode = options.exitCode ?? 1;
  }
}
