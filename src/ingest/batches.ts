import type { BatchItem } from './batch-writer.js';

/** More at once save Postgres a little CPU and cost memory: docs/adr/014-ingest-speed.md. */
export const MAX_ITEMS = 640;

/** Characters of JSON: memory stays bounded when every story is a book. */
const MAX_WEIGHT = 8 * 1024 * 1024;

/** Gathers items until there are enough for one transaction. */
export class Batches {
  private items: BatchItem[] = [];
  private weight = 0;

  /** @returns the batch that is now full, or null. */
  add(item: BatchItem): BatchItem[] | null {
    this.items.push(item);
    this.weight += item.kind === 'refusal' ? 0 : item.weight;
    return this.items.length >= MAX_ITEMS || this.weight >= MAX_WEIGHT ? this.rest() : null;
  }

  /** What has been gathered; the next batch begins empty. */
  rest(): BatchItem[] {
    const items = this.items;
    this.items = [];
    this.weight = 0;
    return items;
  }
}
