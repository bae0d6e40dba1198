import type { SaveOutcome } from '../content/save-outcome.js';
import type { Refusal, RefusalCode } from './draft.js';

/** More refusals than this stay in the database alone, so that a report fits into memory whatever comes. */
const MAX_REPORTED = 10_000;

export interface IngestProgress {
  /** Items read so far: drafts of any kind, and refusals. */
  read: number;
  /** Bytes read so far. */
  bytes: number;
  /** Bytes of all inputs; null until that is known, and where an input cannot tell. */
  totalBytes: number | null;
}

export interface ReportedRefusal {
  location: string;
  item: string | null;
  code: RefusalCode;
  reason: string;
}

/** `read` is always the sum of the four that follow it. Drafts of every kind count, not articles alone. */
export interface IngestCounts {
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
}

export interface IngestReport extends IngestCounts {
  runId: number;
  /** Documents of the web that were not sent again, because they have not changed since they were stored. */
  notModified: number;
  /** How many were refused for each kind of reason, the most frequent first. */
  refusedByCode: Partial<Record<RefusalCode, number>>;
  /** The first 10,000; `ingest_refusals` has them all. */
  refusals: ReportedRefusal[];
  elapsedMs: number;
}

/** Counts what became of the items of one run. */
export class Tally {
  readonly counts: IngestCounts = { read: 0, created: 0, updated: 0, unchanged: 0, refused: 0 };
  readonly refusals: ReportedRefusal[] = [];
  private readonly byCode = new Map<RefusalCode, number>();

  add(results: readonly (SaveOutcome | Refusal)[]): void {
    for (const result of results) {
      this.counts.read += 1;
      if (typeof result === 'string') this.counts[result] += 1;
      else this.refuse(result);
    }
  }

  get refusedByCode(): IngestReport['refusedByCode'] {
    return Object.fromEntries([...this.byCode].sort(([, a], [, b]) => b - a));
  }

  private refuse({ location, item, code, reason }: Refusal): void {
    this.counts.refused += 1;
    this.byCode.set(code, (this.byCode.get(code) ?? 0) + 1);
    if (this.refusals.length < MAX_REPORTED) this.refusals.push({ location, item, code, reason });
  }
}
