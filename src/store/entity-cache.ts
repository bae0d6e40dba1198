import { Batch, type MaybePromise } from './batch.js';

/**
 * Rows by id. What is held is returned at once; misses of one tick are fetched in one statement. An id that
 * does not exist is remembered as null for the life of the cache.
 */
export class EntityCache<V> {
  private readonly held = new Map<number, V | null>();
  private readonly batch: Batch<number, V>;

  constructor(fetch: (ids: number[]) => Promise<Map<number, V>>) {
    this.batch = new Batch(async (ids) => {
      const found = await fetch(ids);
      for (const id of ids) this.held.set(id, found.get(id) ?? null);
      return found;
    });
  }

  get(id: number): MaybePromise<V | null> {
    const held = this.held.get(id);
    return held !== undefined ? held : this.batch.load([id]).then((found) => found.get(id) ?? null);
  }

  /** In the order of the ids, without those that do not exist. */
  getMany(ids: readonly number[]): MaybePromise<V[]> {
    const misses = ids.filter((id) => !this.held.has(id));
    if (misses.length === 0) return this.pick(ids);
    return this.batch.load(misses).then(() => this.pick(ids));
  }

  private pick(ids: readonly number[]): V[] {
    const rows: V[] = [];
    for (const id of ids) {
      const row = this.held.get(id);
      if (row !== null && row !== undefined) rows.push(row);
    }
    return rows;
  }
}
