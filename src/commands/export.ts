import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { ArticleFilter } from '../content/article/article.filter.js';
import { type ExitCode, GatewayError, OperatorError } from '../errors.js';
import { formatCount } from '../terminal/table.js';
import { type OpenDatabase, openDatabase, requireMigrated } from './database.js';
import type { Session } from './session.js';

export interface ExportCommandOptions {
  /** File to write; standard output without it. A name that ends in .gz is packed. */
  output?: string;
  /** The filter of the API in JSON. */
  filter?: string;
  publication?: string[];
  author?: string[];
  tag?: string[];
  section?: string;
  language?: string[];
  /** Dates in RFC 3339, or days. */
  from?: string;
  before?: string;
}

const INTERRUPTED = new OperatorError(
  'Interrupted. The file was not written.',
  'Run the same command again; it starts from the beginning.',
);

/** `broadsheet export`. What was exported is told on standard error. */
export async function exportCommand(session: Session, options: ExportCommandOptions): Promise<ExitCode> {
  const filter = await filterOf(options);
  const database = await openDatabase(session.config, session.logger);
  try {
    await requireMigrated(database);
    const counts = await database.withoutTimeout((dataSource) =>
      write(session, dataSource, filter, options.output),
    );
    const told = Object.entries(counts).map(
      ([kind, count]) => `${formatCount(count)} ${kind}${count === 1 ? '' : 's'}`,
    );
    session.terminal.err.write(`Exported ${told.join(', ')}.\n`);
    return 0;
  } catch (error) {
    if (session.stop.signal.aborted) throw INTERRUPTED;
    if (error instanceof GatewayError) throw wrongFilter(error.message);
    throw error;
  } finally {
    await database.close();
  }
}

type Counts = Record<'publication' | 'author' | 'tag' | 'article', number>;

async function write(
  { terminal, stop }: Session,
  dataSource: OpenDatabase['dataSource'],
  filter: ArticleFilter | null,
  output: string | undefined,
): Promise<Counts> {
  const { exportArchive } = await import('../export/export-archive.js');
  const counts: Counts = { publication: 0, author: 0, tag: 0, article: 0 };
  const lines = async function* () {
    for await (const { kind, json } of exportArchive({ dataSource, filter })) {
      counts[kind] += 1;
      yield `${json}\n`;
    }
  };
  const { signal } = stop;
  const source = Readable.from(lines(), { objectMode: true, highWaterMark: 16 });
  if (output === undefined) await toStandardOutput(source, terminal.out, signal);
  else await toFile(source, output, signal);
  return counts;
}

/** Who reads the first lines and goes away (`| head`) has what they wanted. */
async function toStandardOutput(
  source: Readable,
  out: NodeJS.WriteStream,
  signal: AbortSignal,
): Promise<void> {
  try {
    await pipeline(source, out, { end: false, signal });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}

/** Under another name until it is whole: half an export must not look like one. */
async function toFile(source: Readable, output: string, signal: AbortSignal): Promise<void> {
  const unfinished = `${output}.unfinished`;
  try {
    const file = createWriteStream(unfinished);
    if (output.endsWith('.gz')) await pipeline(source, createGzip(), file, { signal });
    else await pipeline(source, file, { signal });
    await rename(unfinished, output);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {});
    throw fileFault(error, output);
  }
}

function fileFault(error: unknown, output: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || (syscall !== 'open' && syscall !== 'write' && syscall !== 'rename')) return error;
  const reasons: Record<string, string> = {
    ENOENT: 'its folder does not exist',
    EACCES: 'this user may not write there',
    EISDIR: 'it is a folder',
    ENOSPC: 'the disk is full',
    EROFS: 'the disk is read-only',
  };
  return new OperatorError(
    `Cannot write ${output}: ${reasons[code] ?? code}.`,
    'Name a file in a folder that exists and may be written to.',
    { cause: error },
  );
}

/** All conditions that were given must hold. Null where there are none. */
async function filterOf(options: ExportCommandOptions): Promise<ArticleFilter | null> {
  const { publication, author, tag, section, language, from, before } = options;
  const given: ArticleFilter = {
    ...(publication && { publications: publication }),
    ...(author && { authors: author }),
    ...(tag && { tags: { any: tag } }),
    ...(section !== undefined && { section }),
    ...(language && { languages: language }),
    ...((from ?? before) !== undefined && { published: { from: momentOf(from), before: momentOf(before) } }),
  };
  if (options.filter === undefined) return Object.keys(given).length === 0 ? null : given;
  const { readFilter } = await import('../export/read-filter.js');
  const read = readFilter(options.filter);
  if ('wrong' in read) throw wrongFilter(`--filter: ${read.wrong}.`);
  return Object.keys(given).length === 0 ? read : { ...given, and: [read] };
}

/** A day is its first moment in UTC. */
function momentOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  const full = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text;
  if (!/^\d{4}-\d{2}-\d{2}T/.test(full) || Number.isNaN(Date.parse(full))) {
    throw wrongFilter(`${text} is no date; write 2024-02-29, or 2024-02-29T06:00:00+07:00.`);
  }
  return new Date(full).toISOString();
}

function wrongFilter(message: string): OperatorError {
  return new OperatorError(
    message,
    'docs/filters.md lists what a filter can say; `broadsheet export --help` has examples.',
    { exitCode: 2 },
  );
}
