import type { Sql } from '../store/sql.js';
import type { RefusalCode, RefusedInput } from './draft.js';
import type { RunOptions } from './ingest-run.entity.js';

export interface RefusalChoice {
  /** Only those of one run. */
  runId?: string;
  /** Only those of one kind. */
  code?: RefusalCode;
}

/** A refusal that has not been tried again. */
export interface OpenRefusal {
  id: string;
  location: string;
  item: string | null;
  /** Null for what older versions of the program refused. */
  input: RefusedInput | null;
  options: RunOptions;
}

/** Refusals that have not been tried again, oldest first; texts are read when they are needed. */
export function openRefusals(sql: Sql, { runId, code }: RefusalChoice): Promise<OpenRefusal[]> {
  return sql.query<OpenRefusal>(
    `select f.id, f.location, f.item, f.input, r.options
     from ingest_refusals f join ingest_runs r on r.id = f.run_id
     where f.retried_in is null and ($1::bigint is null or f.run_id = $1) and ($2::text is null or f.code = $2)
     order by f.id`,
    [runId ?? null, code ?? null],
  );
}

/** The texts of refusals that have one, by id. */
export async function refusedTexts(sql: Sql, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql.query<{ id: string; text: string }>(
    'select id, text from ingest_refusals where id = any($1::bigint[]) and text is not null order by id',
    [ids],
  );
  return new Map(rows.map(({ id, text }) => [id, text]));
}
