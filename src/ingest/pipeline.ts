import { setImmediate } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { sqlOf } from '../store/sql.js';
import { type BatchItem, BatchWriter } from './batch-writer.js';
import { Batches } from './batches.js';
import type { RefusedInput } from './draft.js';
import { type FetchedPage, FetchedPageStore } from './fetch/fetched-page.store.js';
import { Fetcher, type FetchOptions } from './fetch/fetcher.js';
import { Web } from './fetch/web.js';
import { PageFollower } from './follow/page-follower.js';
import type { RunOptions } from './ingest-run.entity.js';
import { IngestRunStore } from './ingest-run.store.js';
import { expandInputs, type Input, type InputFile, measureInputs } from './inputs.js';
import { readInput } from './read-input.js';
import { keptText } from './refusal.js';
import { type IngestProgress, type IngestReport, Tally } from './report.js';
import { holdRunLock, markKilledRuns } from './run-lock.js';

export type { IngestCounts, IngestProgress, IngestReport, ReportedRefusal } from './report.js';

export interface IngestOptions {
  /** Connected, and its schema up to date. */
  dataSource: DataSource;
  /** Files, folders, patterns, addresses, `-` for standard input; or files that an earlier run has found. */
  inputs: readonly Input[];
  /** What `-` means. Default: the standard input of the process. */
  stdin?: NodeJS.ReadableStream;
  /** Name of the publication of stories whose source names none. Default: one named "Unattributed". */
  defaultPublication?: string | null;
  /** IANA time zone of dates that carry none. Default: UTC. */
  timeZone?: string;
  /** How addresses on the web are fetched. */
  fetch?: FetchOptions;
  /** Reads the pages that the items of feeds lead to. */
  follow?: boolean;
  /** Fetches what has not changed too. */
  refetch?: boolean;
  /** Version of the program: what another one has read is fetched again, for it may be read better. */
  version?: string;
  now: () => Date;
  /** Told after every piece that was read and every batch that was stored. */
  onProgress?: (progress: IngestProgress) => void;
  /** Stops the run after the batch that is being stored. */
  signal?: AbortSignal;
}

/**
 * Reads the inputs and stores what they hold. One bad item never stops the run: it is refused, in the report and
 * in the database. The same inputs again change nothing.
 *
 * @throws what the database throws when it is gone, full or not fit; the run is then marked FAILED, and what was
 *   stored before stays.
 */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const started = performance.now();
  const { dataSource, inputs, now } = options;
  const sql = sqlOf(dataSource.manager);
  const runs = new IngestRunStore(sql);
  await markKilledRuns(sql);
  const runId = await runs.start(inputs.map(nameOf), runOptions(options), now());
  const letGo = await holdRunLock(dataSource, runId);
  const run = new Run(options, new BatchWriter(dataSource, runId, now));
  try {
    await run.all();
    await runs.finish(runId, options.signal?.aborted ? 'INTERRUPTED' : 'FINISHED', now());
  } catch (error) {
    await runs.finish(runId, 'FAILED', now()).catch(() => {});
    throw error;
  } finally {
    await letGo();
  }
  const { counts, refusals, refusedByCode } = run.tally;
  return {
    runId: Number(runId),
    ...counts,
    notModified: run.web.notModified,
    refusedByCode,
    refusals,
    elapsedMs: Math.round(performance.now() - started),
  };
}

function nameOf(input: Input): string {
  return typeof input === 'string' ? input : input.location;
}

function runOptions({ defaultPublication, timeZone, follow }: IngestOptions): RunOptions {
  return {
    ...(defaultPublication ? { defaultPublication } : {}),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(follow ? { follow } : {}),
  };
}

function refusedInput({ location, path, source, url }: InputFile): RefusedInput {
  return { location, path, source, ...(url === undefined ? {} : { url }) };
}

/** One ingest on its way: reads ahead while the batches before are being stored. */
class Run {
  readonly tally = new Tally();
  private readonly progress: IngestProgress = { read: 0, bytes: 0, totalBytes: null };
  private storing: Promise<void> = Promise.resolve();
  /** One batch may wait for its turn: now reading is the faster side, now storing. */
  private storingBefore: Promise<void> = Promise.resolve();
  /** Texts are worked out while the batches before are being stored; for nothing, where nothing is new. */
  private expectsNew = true;
  private readonly pages: FetchedPageStore;
  readonly web: Web;

  constructor(
    private readonly options: IngestOptions,
    private readonly writer: BatchWriter,
  ) {
    const { fetch, follow, refetch, defaultPublication, timeZone, version } = options;
    this.pages = new FetchedPageStore(sqlOf(options.dataSource.manager));
    const readAs = JSON.stringify([version, defaultPublication, timeZone, follow]);
    this.web = new Web(new Fetcher(fetch), { pages: this.pages, readAs, refetch: refetch ?? false });
  }

  async all(): Promise<void> {
    this.measure();
    const batches = new Batches();
    try {
      for await (const item of this.items()) {
        this.progress.read += 1;
        if (item.kind === 'article' && this.expectsNew) await item.text.get();
        // Now and not when the batch is full: the database waits for nothing while the next batch is read.
        await setImmediate();
        const full = batches.add(item);
        if (full !== null) await this.store(full);
        if (this.options.signal?.aborted) break;
      }
      await this.store(batches.rest());
    } finally {
      // A failure of the batch before must not go unheard when reading fails too.
      await this.storing;
    }
  }

  private async *items(): AsyncIterable<BatchItem> {
    const { signal, defaultPublication = null, timeZone = 'UTC' } = this.options;
    const stdin = () => this.options.stdin ?? process.stdin;
    const onBytes = (count: number) => this.readBytes(count);
    const open = { stdin, onBytes, timeZone, signal, web: this.web };
    const follower = this.options.follow ? new PageFollower(open) : undefined;
    for await (const file of expandInputs(this.options.inputs)) {
      if (signal?.aborted) return;
      if (file.kind === 'refusal') {
        const { location } = file;
        yield { ...file, input: { location, path: null, source: location } };
        continue;
      }
      const input = refusedInput(file);
      for await (const item of readInput(file, { ...open, defaultPublication, follower })) {
        item.input = input;
        if (item.kind === 'refusal' && item.text !== undefined) item.text = keptText(item.text, input);
        yield item;
      }
    }
  }

  /** Stores the batch after the ones before it. Waits until no other one waits, and not for the batch itself. */
  private async store(items: readonly BatchItem[]): Promise<void> {
    await this.storingBefore;
    const pages = this.web.take();
    if (items.length === 0 && pages.length === 0) return;
    this.storingBefore = this.storing;
    this.storing = this.storing.then(() => this.write(items, pages));
    // Awaited later; until then a rejection must not count as unhandled.
    this.storing.catch(() => {});
  }

  private async write(items: readonly BatchItem[], pages: readonly FetchedPage[]): Promise<void> {
    const results = items.length === 0 ? [] : await this.writer.write(items);
    await this.pages.remember(pages, this.options.now());
    this.tally.add(results);
    this.expectsNew = results.filter((result) => result === 'unchanged').length * 2 < results.length;
    this.tell();
  }

  private readBytes(count: number): void {
    this.progress.bytes += count;
    this.tell();
  }

  private measure(): void {
    if (this.options.onProgress === undefined) return;
    measureInputs(this.options.inputs).then(
      (total) => {
        this.progress.totalBytes = total;
      },
      () => {},
    );
  }

  private tell(): void {
    this.options.onProgress?.({ ...this.progress });
  }
}
