import type { BatchItem } from './batch-writer.js';

const MAX_ITEMS = 200;

/** Code units of text: memory stays bounded when every story is a book. */
const MAX_WEIGHT = 4 * 1024 * 1024;

/** Gathers items until there are enough for one transaction. */
export class Batches {
  private items: BatchItem[] = [];
  private weight = 0;

  /** @returns the batch that is now full, or null. */
  add(item: BatchItem): BatchItem[] | null {
    this.items.push(item);
    this.weight += weigh(item);
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

function weigh(item: BatchItem): number {
  if (item.kind !== 'article') return 200;
  let weight = 1_000;
  for (const block of item.draft.body) {
    if (block.type === 'list') for (const entry of block.items) weight += entry.length;
    else if (block.type === 'paragraph') weight += block.text.length + (block.html?.length ?? 0);
    else if (block.type !== 'image') weight += block.text.length;
  }
  return weight;
}
