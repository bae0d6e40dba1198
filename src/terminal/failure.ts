import { type ExitCode, GatewayError, OperatorError } from '../errors.js';
import type { Style } from './style.js';

/**
 * A failure as the operator reads it: one line of what is wrong and one of what to do. Only a fault of the
 * program itself shows its stack, since nobody can help without it.
 */
export function formatFailure(error: unknown, style: Style): string {
  if (error instanceof OperatorError) {
    return `${style.red('Error:')} ${error.message}\n${style.cyan('Remedy:')} ${error.remedy}\n`;
  }
  if (error instanceof GatewayError) return `${style.red('Error:')} ${error.message}\n`;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${style.red('Error:')} Broadsheet met a fault of its own. Please report it with these lines:\n${style.dim(stack)}\n`;
}

export function exitCodeOf(error: unknown): ExitCode {
  return error instanceof OperatorError ? error.exitCode : 1;
}
