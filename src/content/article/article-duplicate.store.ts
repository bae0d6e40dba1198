import type { Sql } from '../../store/sql.js';

/** Two articles, in any order. */
export interface ArticlePair {
  id: string;
  otherId: string;
}

/** Records which articles tell the same story. */
export class DuplicateStore {
  constructor(private readonly sql: Sql) {}

  /** Enters articles that a draft named together. It is more than any likeness of their texts. */
  async addNamesakes(pairs: readonly ArticlePair[]): Promise<void> {
    if (pairs.length === 0) return;
    await this.sql.query(
      `insert into article_duplicates (article_id, other_id, reason, similarity)
       select distinct greatest(a, b), least(a, b), 'NAME', 1 from unnest($1::bigint[], $2::bigint[]) as pair (a, b)
       on conflict (article_id, other_id) do update set reason = 'NAME', similarity = 1
         where article_duplicates.reason <> 'NAME'`,
      [pairs.map(({ id }) => id), pairs.map(({ otherId }) => otherId)],
    );
  }
}
