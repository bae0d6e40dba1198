import { LRUCache } from 'lru-cache';
import type { EntitySource } from './entity-reader.js';

const KEPT = 20_000;

/**
 * Rows by slug, for as long as rows are kept by id. A known id is only a guess: it holds when the row with that id
 * still has the slug, and slugs are unique. So nothing has to be heard about slugs that change hands.
 */
export class SlugIndex<Row extends { id: number; slug: string }> {
  private readonly ids = new LRUCache<string, number>({ max: KEPT });

  /** @param find the id of the row that a slug names, by a statement */
  constructor(
    private readonly rows: EntitySource<Row>,
    private readonly find: (slug: string) => Promise<number | null>,
  ) {}

  async get(slug: string): Promise<Row | null> {
    const known = this.ids.get(slug);
    if (known !== undefined && this.rows.isHeld(known)) {
      const row = await this.rows.get(known);
      if (row?.slug === slug) return row;
      this.ids.delete(slug);
    }
    const id = await this.find(slug);
    const row = id === null ? null : await this.rows.get(id);
    if (row?.slug === slug) this.ids.set(slug, row.id);
    return row;
  }
}
