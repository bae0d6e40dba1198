import { type DataSource, type QueryRunner, QueryRunnerAlreadyReleasedError } from 'typeorm';
import type { SaveOutcome } from '../content/save-outcome.js';
import { type Sql, sqlOf, together } from '../store/sql.js';
import type { Refusal } from './draft.js';
import { draftLine } from './draft-line.js';
import { DraftWriter } from './draft-writer.js';

import { IngestRunStore } from './ingest-run.store.js';
import type { PreparedDraft } from './prepare.js';
import { keptText, MOST_KEPT, refusalOf } from './refusal.js';
import { Tally } from './report.js';
import { judgeStoreFault } from './store-fault.js';

/** One thing that was read: something to store, or why not. */
export type BatchItem = PreparedDraft | Refusal;

export type ItemResult = SaveOutcome | Refusal;

/** Held to the end of a batch's transaction: two ingests at once take turns at names and slugs. */
const LOCK_KEY = 7_203_118_006;

const ATTEMPTS = 5;

/** Stores the items of one run, a batch in a transaction. */
export class BatchWriter {
  constructor(
    private readonly dataSource: DataSource,
    private readonly runId: string,
    private readonly now: () => Date,
  ) {}

  /**
   * Stores a batch, all at once; when an item is refused by the database, one by one, so that only that one is lost.
   *
   * @returns what became of each item, by position.
   * @throws when the database is not there or not fit: then nothing of the batch is stored.
   */
  async write(items: readonly BatchItem[]): Promise<ItemResult[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.inTransaction((runner) => this.together(runner, items));
      } catch (error) {
        const fault = judgeStoreFault(error);
        if (fault.kind === 'again' && attempt < ATTEMPTS) continue;
        if (fault.kind === 'item') return this.inTransaction((runner) => this.oneByOne(runner, items));
        throw error;
      }
    }
  }

  private async together(runner: QueryRunner, items: readonly BatchItem[]): Promise<ItemResult[]> {
    const writer = this.draftWriter(sqlOf(runner));
    const drafts = items.filter((item) => item.kind !== 'refusal');
    const outcomes = await writer.write(drafts);
    let at = 0;
    return items.map((item) => (item.kind === 'refusal' ? item : (outcomes[at++] ?? 'unchanged')));
  }

  private async oneByOne(runner: QueryRunner, items: readonly BatchItem[]): Promise<ItemResult[]> {
    const writer = this.draftWriter(sqlOf(runner));
    const results: ItemResult[] = [];
    for (const item of items) {
      results.push(item.kind === 'refusal' ? item : await this.alone(runner, writer, item));
    }
    return results;
  }

  private async alone(runner: QueryRunner, writer: DraftWriter, item: PreparedDraft): Promise<ItemResult> {
    await runner.query('savepoint item');
    try {
      const [outcome] = await writer.write([item]);
      await runner.query('release savepoint item');
      return outcome ?? 'unchanged';
    } catch (error) {
      const fault = judgeStoreFault(error);
      if (fault.kind !== 'item') throw error;
      await runner.query('rollback to savepoint item');
      const { location, item: place, input } = item;
      const refusal = refusalOf({ location }, 'STORE_REJECTED', fault.reason, place);
      if (input === undefined) return refusal;
      const line = await draftLine(item);
      return { ...refusal, input, ...(line.length > MOST_KEPT ? {} : { text: keptText(line, input) }) };
    }
  }

  private draftWriter(sql: Sql): DraftWriter {
    return new DraftWriter(sql, { now: this.now(), runId: this.runId });
  }

  private async inTransaction(work: (runner: QueryRunner) => Promise<ItemResult[]>): Promise<ItemResult[]> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      // Waiting for the other ingest counts as time of the statement. A crash of the server may take the last
      // batches with it, each with what the run says of it: the next run stores them again. Every statement of a
      // batch looks for a few rows, but statistics that lag behind a growing archive tell Postgres to read it all.
      await together([
        () =>
          runner.query(
            `select set_config('statement_timeout', '0', true), set_config('synchronous_commit', 'off', true),
             set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true),
             set_config('max_parallel_workers_per_gather', '0', true)`,
          ),
        () => runner.query('select pg_advisory_xact_lock($1)', [LOCK_KEY]),
      ]);
      const results = await work(runner);
      const tally = new Tally();
      tally.add(results);
      const refusals = results.filter((result) => typeof result !== 'string');
      await new IngestRunStore(sqlOf(runner)).add(this.runId, tally.counts, refusals, this.now());
      await runner.commitTransaction();
      return results;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => {});
      // TypeORM lets go of a runner whose connection breaks between two statements, and then speaks of the runner.
      if (error instanceof QueryRunnerAlreadyReleasedError) {
        throw new Error('Connection terminated unexpectedly', { cause: error });
      }
      throw error;
    } finally {
      await runner.release();
    }
  }
}
