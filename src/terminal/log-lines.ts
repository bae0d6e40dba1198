import type { Style } from './style.js';

interface LogRecord {
  level: number;
  time: string;
  msg?: string;
  err?: { message?: string; stack?: string };
  [key: string]: unknown;
}

/** Fields that every line has and nobody reads on a screen. */
const COMMON = new Set(['level', 'time', 'msg', 'err', 'service', 'pid', 'hostname']);

/** A log destination for people: the JSON lines of the logger as short coloured ones. */
export function humanLog(stream: NodeJS.WritableStream, style: Style): { write(line: string): void } {
  return { write: (line) => void stream.write(`${humanLine(line, style)}\n`) };
}

export function humanLine(line: string, style: Style): string {
  let record: LogRecord;
  try {
    record = JSON.parse(line) as LogRecord;
  } catch {
    return line.trimEnd();
  }
  const [name, paint] =
    record.level >= 50
      ? (['error', style.red] as const)
      : record.level >= 40
        ? (['warn', style.yellow] as const)
        : (['info', style.dim] as const);
  const extra = Object.entries(record).filter(([key]) => !COMMON.has(key));
  const facts = extra.map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const stack = record.err?.stack ?? record.err?.message;
  const head = `${style.dim(String(record.time).slice(11, 19))} ${paint(name)} ${record.msg ?? ''}`;
  return [
    `${head}${facts.length > 0 ? ` ${style.dim(facts.join(' '))}` : ''}`,
    ...(stack ? [stack] : []),
  ].join('\n');
}
