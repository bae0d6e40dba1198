import type { Sql } from '../store/sql.js';
import type { RefusalCode } from './draft.js';
import type { IngestRunEntity } from './ingest-run.entity.js';
import type { IngestCounts } from './report.js';

/** A run as operators see it. */
export interface RunRecord extends IngestCounts {
  id: number;
  status: IngestRunEntity['status'];
  startedAt: Date;
  /** Null while it runs, and when its process was killed. */
  finishedAt: Date | null;
  inputs: string[];
  /** Of the refused ones, those that have not been tried again. */
  openRefusals: number;
}

/** A kind of refusal in a run. */
export interface RefusalGroup {
  code: RefusalCode;
  count: number;
  open: number;
}

/** One refusal as operators see it. */
export interface RefusalRecord {
  id: number;
  location: string;
  item: string | null;
  code: RefusalCode;
  reason: string;
  /** What was refused, or how it begins; null where that is not known. */
  text: string | null;
  /** The run that has tried again; null while nobody has. */
  retriedIn: number | null;
}

const RUN = `
select r.id::int, r.status, r.started_at as "startedAt", r.finished_at as "finishedAt", r.inputs,
  r.read_count as read, r.created_count as created, r.updated_count as updated, r.unchanged_count as unchanged,
  r.refused_count as refused,
  (select count(*)::int from ingest_refusals f where f.run_id = r.id and f.retried_in is null) as "openRefusals"
from ingest_runs r`;

/** Reads the records of runs, for operators. */
export class IngestRunQuery {
  constructor(private readonly sql: Sql) {}

  /** The newest first. */
  newest(limit: number): Promise<RunRecord[]> {
    return this.sql.query<RunRecord>(`${RUN} order by r.id desc limit $1`, [limit]);
  }

  async byId(id: number): Promise<RunRecord | null> {
    const [run] = await this.sql.query<RunRecord>(`${RUN} where r.id = $1`, [id]);
    return run ?? null;
  }

  /** The most frequent first. */
  refusalGroups(runId: number): Promise<RefusalGroup[]> {
    return this.sql.query<RefusalGroup>(
      `select code, count(*)::int as count, count(*) filter (where retried_in is null)::int as open
       from ingest_refusals where run_id = $1 group by code order by count desc, code`,
      [runId],
    );
  }

  /** In the order in which they came. */
  refusals(runId: number, code: RefusalCode | null, limit: number): Promise<RefusalRecord[]> {
    return this.sql.query<RefusalRecord>(
      `select id::int, location, item, code, reason, text, retried_in::int as "retriedIn" from ingest_refusals
       where run_id = $1 and ($2::text is null or code = $2) order by id limit $3`,
      [runId, code, limit],
    );
  }
}
