import type { Style } from './style.js';
import { formatBytes, formatCount, formatDuration } from './table.js';

/** How far a piece of work is. */
export interface Progress {
  /** Items read so far. */
  read: number;
  bytes: number;
  /** Null when the end is not known, as with standard input. */
  totalBytes: number | null;
}

export interface ProgressBar {
  update(progress: Progress): void;
  /** Takes the bar away, so that the report has the line to itself. */
  end(): void;
}

/** How often the bar is drawn, in milliseconds. */
const REDRAW_EVERY = 100;

/** One line that is drawn over and over, on a terminal only: in a log file it would be rubbish. */
export function createProgressBar(
  stream: NodeJS.WriteStream,
  style: Style,
  now: () => number = Date.now,
): ProgressBar {
  if (stream.isTTY !== true) return { update: () => {}, end: () => {} };
  const started = now();
  let drawn = Number.NEGATIVE_INFINITY;
  return {
    update(progress) {
      if (now() - drawn < REDRAW_EVERY) return;
      drawn = now();
      const line = progressLine(progress, drawn - started, stream.columns || 80);
      stream.write(`\r\u001b[2K${style.cyan(line)}`);
    },
    end() {
      if (drawn > Number.NEGATIVE_INFINITY) stream.write('\r\u001b[2K');
    },
  };
}

/** The bar's text, at most `width` columns. The time left is told after a second, when the rate means something. */
export function progressLine(progress: Progress, elapsedMs: number, width: number): string {
  const { read, bytes, totalBytes } = progress;
  const rate = elapsedMs > 0 ? Math.round((read * 1000) / elapsedMs) : 0;
  const facts = [`${formatCount(read)} read`, `${formatCount(rate)}/s`];
  if (totalBytes === null || totalBytes === 0) {
    return [...facts, formatBytes(bytes), formatDuration(elapsedMs)].join('  ').slice(0, width - 1);
  }
  const share = Math.min(1, bytes / totalBytes);
  if (elapsedMs >= 1000 && share > 0) facts.push(`${formatDuration((elapsedMs * (1 - share)) / share)} left`);
  const text = `${String(Math.floor(share * 100)).padStart(3)} %  ${facts.join('  ')}`;
  const room = Math.min(30, width - text.length - 4);
  const filled = Math.round(share * room);
  const bar = room >= 8 ? `${'█'.repeat(filled)}${'░'.repeat(room - filled)} ` : '';
  return `${bar}${text}`.slice(0, width - 1);
}
