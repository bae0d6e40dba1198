import type { Sql } from '../store/sql.js';
import type { Refusal } from './draft.js';
import type { IngestRunEntity } from './ingest-run.entity.js';
import { printable } from './printable.js';
import type { IngestCounts } from './report.js';

type FinalStatus = Exclude<IngestRunEntity['status'], 'RUNNING'>;

/** Writes the record of a run: what was asked for, what became of it, and what was refused. */
export class IngestRunStore {
  constructor(private readonly sql: Sql) {}

  /** @returns the new run's id. */
  async start(inputs: readonly string[], now: Date): Promise<string> {
    const [row] = await this.sql.query<{ id: string }>(
      `insert into ingest_runs (started_at, status, inputs) values ($1, 'RUNNING', $2::text[]) returning id`,
      [now, inputs.map((input) => printable(input))],
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

  private async refuse(runId: string, refusals: readonly Refusal[], now: Date): Promise<void> {
    const rows = refusals.map(({ location, item, code, reason }, n) => ({
      n,
      location: printable(location),
      item: item === null ? null : printable(item),
      code,
      reason: printable(reason),
    }));
    await this.sql.query(
      `insert into ingest_refusals (run_id, location, item, code, reason, refused_at)
       select $1::bigint, location, item, code, reason, $3::timestamptz from jsonb_to_recordset($2::jsonb)
         as x (n integer, location text, item text, code text, reason text) order by n`,
      [runId, JSON.stringify(rows), now],
    );
  }
}
