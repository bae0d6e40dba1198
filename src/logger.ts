import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from './settings.js';

export type { Logger };

/**
 * The program's log: one JSON object a line, on standard error, so that standard output stays free for
 * reports and banners. `destination` is for tests.
 */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { service: 'broadsheet' },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['req.headers.authorization', 'req.headers.cookie'],
  };
  return pino(options, destination ?? pino.destination({ fd: 2, sync: true }));
}
