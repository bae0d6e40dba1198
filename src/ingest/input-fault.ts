import type { Refusal, RefusalCode } from './draft.js';
import { unreadable } from './inputs.js';

/** What is wrong with an input, found while it was being read. */
export class InputFault extends Error {
  constructor(
    readonly code: RefusalCode,
    reason: string,
    /** It may go well another time: a server that is down, not a document that is wrong. */
    readonly isPassing = false,
  ) {
    super(reason);
  }
}

/**
 * The refusal of an input whose reading broke off.
 *
 * @throws the error itself when it is about the program and not about the input.
 */
export function brokenOff(location: string, error: unknown): Refusal {
  if (error instanceof InputFault) {
    const refusal = {
      kind: 'refusal',
      code: error.code,
      reason: error.message,
      location,
      item: null,
    } as const;
    return error.isPassing ? { ...refusal, isPassing: true } : refusal;
  }
  if (isSystemError(error)) return unreadable(location, error);
  throw error;
}

export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
