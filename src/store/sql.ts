import type { EntityManager, QueryRunner } from 'typeorm';

/**
 * Runs statements of one transaction, for writers. Batches travel as one JSON text and are taken apart by
 * `jsonb_to_recordset`: one round trip and one plan, however many rows there are.
 */
export interface Sql {
  /** The rows that the statement returns, whatever its kind. */
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
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
