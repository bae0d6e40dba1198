import { LRUCache } from 'lru-cache';
import type { MaybePromise } from './batch.js';
import { EntityReader, type EntitySource } from './entity-reader.js';
import { heldBytes } from './held-bytes.js';
import type { Reader } from './statement.js';

export interface CacheCounters {
  hits: number;
  misses: number;
  /** Rows that are held now. */
  rows: number;
  /** Estimate of the memory that they take. */
  bytes: number;
}

/**
 * Rows by id, kept for the whole process until they change. What is held is returned at once, without a promise;
 * misses of one level of a query are read with one statement.
 *
 * A row is kept only if nothing was heard about it while it was read: a statement that began before a commit may
 * come back after the notification of it.
 */
export class EntityCache<Row extends { id: number }> implements EntitySource<Row> {
  private readonly held: LRUCache<number, Row>;
  private readonly source: EntityReader<Row>;
  /** Ids that changed since each running statement began. */
  private readonly running = new Set<Set<number>>();
  /** False as long as changes may be missed. */
  private keeping = false;
  private hits = 0;
  private misses = 0;

  constructor(reader: Reader, sql: string, maxBytes: number) {
    this.held = new LRUCache<number, Row>({ maxSize: maxBytes, sizeCalculation: heldBytes });
    this.source = new EntityReader<Row>(reader, sql, { start: () => this.onStart() });
  }

  isHeld(id: number): boolean {
    return this.keeping && this.held.has(id);
  }

  get(id: number): MaybePromise<Row | null> {
    const row = this.keeping ? this.held.get(id) : undefined;
    if (row !== undefined) {
      this.hits++;
      return row;
    }
    this.misses++;
    return this.source.get(id);
  }

  getMany(ids: readonly number[]): MaybePromise<Row[]> {
    if (!this.keeping) {
      this.misses += ids.length;
      return this.source.getMany(ids);
    }
    const rows: Row[] = [];
    const missing: number[] = [];
    for (const id of ids) {
      const row = this.held.get(id);
      if (row === undefined) missing.push(id);
      else rows.push(row);
    }
    this.hits += rows.length;
    if (missing.length === 0) return rows;
    this.misses += missing.length;
    return this.fill(ids, rows, missing);
  }

  /** These rows changed: they are read anew when they are asked for. */
  drop(ids: readonly number[]): void {
    for (const id of ids) this.held.delete(id);
    for (const changed of this.running) for (const id of ids) changed.add(id);
  }

  /** Forgets everything, and keeps nothing until `keep`. */
  bypass(): void {
    this.keeping = false;
    this.forget();
  }

  /** Forgets what is of unknown age, and keeps what is read from now on. */
  keep(): void {
    this.forget();
    this.keeping = true;
  }

  counters(): CacheCounters {
    return { hits: this.hits, misses: this.misses, rows: this.held.size, bytes: this.held.calculatedSize };
  }

  private async fill(ids: readonly number[], held: Row[], missing: number[]): Promise<Row[]> {
    const found = await this.source.load(missing);
    const known = new Map(held.map((row) => [row.id, row]));
    return ids.flatMap((id) => known.get(id) ?? found.get(id) ?? []);
  }

  private forget(): void {
    this.held.clear();
    this.running.clear();
  }

  private onStart(): (rows: Map<number, Row>) => void {
    if (!this.keeping) return () => {};
    const changed = new Set<number>();
    this.running.add(changed);
    return (rows) => {
      // Absent when everything was forgotten in the meantime.
      if (!this.running.delete(changed)) return;
      for (const [id, row] of rows) if (!changed.has(id)) this.held.set(id, row);
    };
  }
}
