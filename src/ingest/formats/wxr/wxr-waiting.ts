import { postPictures } from './post-pictures.js';
import type { WxrPictures } from './wxr-pictures.js';
import type { WxrRecord } from './wxr-record.js';

/** Characters that all that wait may have together, and their number. */
const MOST_CHARACTERS = 32 * 1024 * 1024;
const MOST_RECORDS = 10_000;

interface Waiting {
  record: WxrRecord;
  missing: Set<string>;
}

/** Posts whose pictures come after them in the export, as they usually do; the others need not wait for them. */
export class WxrWaiting {
  private readonly records = new Map<WxrRecord, Waiting>();
  private readonly byPicture = new Map<string, Set<Waiting>>();
  private weight = 0;

  constructor(private readonly pictures: WxrPictures) {}

  /** @returns the posts that need wait no more: this one, or the oldest when too many wait. */
  add(record: WxrRecord): WxrRecord[] {
    const { ids, own } = postPictures(record);
    const missing = new Set(ids.filter((id) => !this.pictures.has(id)));
    if (missing.size === 0 && !own) return [record];
    const waiting: Waiting = { record, missing };
    // Nobody knows how many pictures were uploaded for a post before the export ends.
    if (own) missing.add('');
    this.records.set(record, waiting);
    this.weight += record.weight;
    for (const id of missing) this.byPicture.set(id, (this.byPicture.get(id) ?? new Set()).add(waiting));
    return this.tooMany();
  }

  /** @returns the posts that waited for this picture alone. */
  found(id: string): WxrRecord[] {
    const ready: WxrRecord[] = [];
    for (const waiting of this.byPicture.get(id) ?? []) {
      waiting.missing.delete(id);
      if (waiting.missing.size === 0) ready.push(this.release(waiting));
    }
    this.byPicture.delete(id);
    return ready;
  }

  /** All that waits still, the oldest first. */
  rest(): WxrRecord[] {
    return [...this.records.values()].map((waiting) => this.release(waiting));
  }

  private tooMany(): WxrRecord[] {
    const ready: WxrRecord[] = [];
    for (const waiting of this.records.values()) {
      if (this.weight <= MOST_CHARACTERS && this.records.size <= MOST_RECORDS) break;
      ready.push(this.release(waiting));
    }
    return ready;
  }

  private release(waiting: Waiting): WxrRecord {
    const { record, missing } = waiting;
    this.records.delete(record);
    this.weight -= record.weight;
    for (const id of missing) {
      const others = this.byPicture.get(id);
      others?.delete(waiting);
      if (others?.size === 0) this.byPicture.delete(id);
    }
    return record;
  }
}
