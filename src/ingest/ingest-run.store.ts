import type { Sql } from '../store/sql.js';
import type { Refusal, RefusedInput } from './draft.js';
import type { IngestRunEntity, RunOptions } from './ingest-run.entity.js';
import { printable } from './printable.js';
import type { IngestCounts } from './report.js';

type FinalStatus = Exclude<IngestRunEntity['status'], 'RUNNING' | 'KILLED'>;

/** Writes the record of a run: what was asked for, what became of it, and what was refused. */
export class IngestRunStore {
  constructor(private readonly sql: Sql) {}

  /** @returns the new run's id. */
  async start(inputs: readonly string[], options: RunOptions, now: Date): Promise<string> {
    const [row] = await this.sql.query<{ id: string }>(
      `insert into ingest_runs (started_at, status, inputs, options)
       values ($1, 'RUNNING', $2::text[], $3::jsonb) returning id`,
      [now, inputs.map((input) => printable(input)), JSON.stringify(options)],
    );
    if (row === undefined) throw new Error('The insert of a run returned no row.');
    return row.id;
  }

  /** Adds one batch to the run, in that batch's transaction: counts and archive always agree. */
  async add(runId: string, batch: IngestCounts, refusals: readonly Refusal[], now: Date): Promise<void> {
    await this.sql.query(
      `update ingest_runs set read_count = read_count + $2, created_count = created_count + $3,
         updated_count = updated_count + $4, unchanged_count = unchanged_count + $5,
         refused_count = refused_count + $6
       where id = $1`,
      [runId, batch.read, batch.created, batch.updated, batch.unchanged, batch.refused],
    );
    if (refusals.length > 0) await this.refuse(runId, refusals, now);
  }

  async finish(runId: string, status: FinalStatus, now: Date): Promise<void> {
    await this.sql.query('update ingest_runs set status = $2, finished_at = $3 where id = $1', [
      runId,
      status,
      now,
    ]);
  }

  /** Closes refusals whose inputs were read again: what was refused again is a row of that run. */
  async markRetried(refusalIds: readonly string[], runId: string): Promise<void> {
    await this.sql.query('update ingest_refusals set retried_in = $2 where id = any($1::bigint[])', [
      refusalIds,
      runId,
    ]);
  }

  private async refuse(runId: string, refusals: readonly Refusal[], now: Date): Promise<void> {
    const rows = refusals.map(({ location, item, code, reason, input, text }, n) => ({
      n,
      location: printable(location),
      item: item === null ? null : printable(item),
      code,
      reason: printable(reason),
      input: input === undefined ? null : storableInput(input),
      text: text === undefined ? null : storableText(text),
    }));
    await this.sql.query(
      `insert into ingest_refusals (run_id, location, item, code, reason, input, text, refused_at)
       select $1::bigint, location, item, code, reason, input, text, $3::timestamptz from jsonb_to_recordset($2::jsonb)
         as x (n integer, location text, item text, code text, reason text, input jsonb, text text) order by n`,
      [runId, JSON.stringify(rows), now],
    );
  }
}

/** What Postgres cannot hold is shown as what it is: a character that is none. */
function storableText(text: string): string {
  return text.replaceAll('\0', '\ufffd').toWellFormed();
}

/** No path can hold what Postgres cannot: such an input is not found the next time either. */
function storableInput({ location, path, source, url }: RefusedInput): RefusedInput {
  return {
    location: storableText(location),
    path: path === null ? null : storableText(path),
    source: storableText(source),
    ...(url === undefined ? {} : { url: storableText(url) }),
  };
}
