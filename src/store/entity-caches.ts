import type { ChangedEntity, ChangeListener } from './changes.js';
import { type CacheCounters, EntityCache } from './entity-cache.js';
import { EntityReader, type EntitySource } from './entity-reader.js';
import type { Reader } from './statement.js';

/** Rows of one shape that change when one kind of thing changes. */
export interface EntityKind {
  /** For counters: `article`, `article text`. */
  name: string;
  changesWith: ChangedEntity;
  /** Takes the ids as `$1`. */
  sql: string;
  /** Part of the memory of all caches, 0 to 1. */
  share: number;
}

/** Every entity cache of the process: one budget of memory, one ear. */
export class EntityCaches implements ChangeListener {
  private readonly caches: {
    name: string;
    changesWith: ChangedEntity;
    cache: EntityCache<{ id: number }>;
  }[] = [];

  /** @param maxBytes for all caches together; 0 keeps nothing */
  constructor(
    private readonly reader: Reader,
    private readonly maxBytes: number,
  ) {}

  open<Row extends { id: number }>({ name, changesWith, sql, share }: EntityKind): EntitySource<Row> {
    const bytes = Math.floor(this.maxBytes * share);
    if (bytes === 0) return new EntityReader<Row>(this.reader, sql);
    const cache = new EntityCache<Row>(this.reader, sql, bytes);
    this.caches.push({ name, changesWith, cache: cache as unknown as EntityCache<{ id: number }> });
    return cache;
  }

  changed(entity: ChangedEntity, ids: readonly number[]): void {
    for (const { changesWith, cache } of this.caches) if (changesWith === entity) cache.drop(ids);
  }

  deaf(): void {
    for (const { cache } of this.caches) cache.bypass();
  }

  hearing(): void {
    for (const { cache } of this.caches) cache.keep();
  }

  counters(): Record<string, CacheCounters> {
    return Object.fromEntries(this.caches.map(({ name, cache }) => [name, cache.counters()]));
  }
}
