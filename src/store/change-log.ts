import type { Reader } from './statement.js';

/** How long changes stay on record: whoever resumes later than this has to read everything anew. */
export const KEPT_DAYS = 7;

const INTERVAL = 60 * 60 * 1_000;
/** Rows removed by one statement, so that it never works for long. */
const PIECE = 10_000;

const PRUNE = `
with gone as (
  delete from changes where (xid, entity, entity_id) in (
    select xid, entity, entity_id from changes where changed_at < now() - $1::integer * interval '1 day'
    order by changed_at limit ${PIECE}
  ) returning 1
)
select count(*) as n from gone`;

/** Removes changes that are older than they are kept. */
export async function pruneChanges(reader: Reader): Promise<number> {
  let removed = 0;
  for (;;) {
    const [row] = await reader.rows<{ n: number }>(PRUNE, [KEPT_DAYS]);
    removed += row?.n ?? 0;
    if ((row?.n ?? 0) < PIECE) return removed;
  }
}

/**
 * Prunes once an hour, beginning in an hour; several gateways may do so at the same time.
 *
 * @returns stops it.
 */
export function keepChangesShort(reader: Reader, onError: (error: unknown) => void): () => void {
  const timer = setInterval(() => void pruneChanges(reader).catch(onError), INTERVAL);
  timer.unref();
  return () => clearInterval(timer);
}
