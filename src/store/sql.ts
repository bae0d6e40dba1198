import { setImmediate } from 'node:timers/promises';
import type { EntityManager, QueryRunner } from 'typeorm';

/**
 * Runs statements of one transaction, for writers. Batches travel as one JSON text and are taken apart by
 * `jsonb_to_recordset`: one round trip and one plan, however many rows there are.
 */
export interface Sql {
  /** The rows that the statement returns, whatever its kind. */
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** What is answered to every statement of a transaction after one has failed. */
const IN_FAILED_TRANSACTION = '25P02';

/**
 * The answers to statements of which none needs another's answer. They are carried out in the order of the list (of
 * work that is more than one statement, the first ones are); each is on its way before the next one is made, so that
 * Postgres has something to do meanwhile. All have ended when this does, also when one fails: what comes next may be a
 * rollback, and nothing may be written after that.
 *
 * @throws the error of the one that failed, and not what the others were told about it.
 */
export async function together<T extends readonly unknown[]>(
  work: readonly [...{ [K in keyof T]: () => Promise<T[K]> }],
): Promise<T> {
  const begun: Promise<unknown>[] = [];
  for (const [n, begin] of work.entries()) {
    const promise = begin();
    // Looked at below: until then a failure must not count as unhandled.
    promise.catch(() => {});
    begun.push(promise);
    if (n < work.length - 1) await setImmediate();
  }
  const results = await Promise.allSettled(begun);
  const errors = results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason as unknown] : [],
  );
  if (errors.length > 0) throw errors.find((error) => !isAftermath(error)) ?? errors[0];
  return results.map((result) => (result as PromiseFulfilledResult<unknown>).value) as unknown as T;
}

/** TypeORM hands on the code of what the driver threw. */
function isAftermath(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === IN_FAILED_TRANSACTION;
}

/** TypeORM answers `[rows, count]` to an update or delete and plain rows to everything else: here both are rows. */
export function sqlOf(runner: EntityManager | QueryRunner): Sql {
  return {
    async query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
      const result: unknown = await runner.query(text, [...values]);
      const [first] = Array.isArray(result) ? result : [];
      return (Array.isArray(first) ? first : (result ?? [])) as Row[];
    },
  };
}
