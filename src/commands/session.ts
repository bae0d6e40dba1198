import { type Config, loadConfig } from '../config.js';
import { type ExitCode, OperatorError } from '../errors.js';
import { createLogger, type Logger } from '../logger.js';
import { exitCodeOf, formatFailure } from '../terminal/failure.js';
import { humanLog } from '../terminal/log-lines.js';
import type { Terminal } from '../terminal/style.js';
import { listenForStop, type StopSignal } from './stop-signal.js';

/** What every command is given. */
export interface Session {
  config: Config;
  logger: Logger;
  terminal: Terminal;
  stop: StopSignal;
}

export type Command = (session: Session) => Promise<ExitCode>;

/** How long to wait for the last work after the grace period before the process ends anyway, in milliseconds. */
const LAST_RESORT = 15_000;

/** The exit code of a process that a second signal ended. */
const FORCED = 1;

/** For the operator who pressed Ctrl-C. */
export const INTERRUPTED = new OperatorError(
  'Interrupted. What was stored so far stays.',
  'Run the same command again to go on: what has not changed is left alone.',
);

/**
 * Reads the settings, runs the command, and prints its failure as one line and one remedy.
 *
 * @returns the exit code.
 */
export async function runCommand(
  env: NodeJS.ProcessEnv,
  terminal: Terminal,
  command: Command,
): Promise<ExitCode> {
  const stop = listenForStop(() => process.exit(FORCED));
  try {
    const config = loadConfig(env);
    endAnyway(stop, config.shutdownGraceMs);
    // Machines read JSON lines, people on a terminal read sentences.
    const destination = terminal.err.isTTY ? humanLog(terminal.err, terminal.errStyle) : undefined;
    return await command({ config, logger: createLogger(config.logLevel, destination), terminal, stop });
  } catch (error) {
    terminal.err.write(formatFailure(error, terminal.errStyle));
    return exitCodeOf(error);
  } finally {
    stop.dispose();
  }
}

/** A stop that hangs, on a database that no longer answers for example, must not hang for ever. */
function endAnyway(stop: StopSignal, graceMs: number): void {
  stop.signal.addEventListener('abort', () => {
    setTimeout(() => process.exit(FORCED), graceMs + LAST_RESORT).unref();
  });
}
