import type { FetchedPage, FetchedPageStore } from './fetched-page.store.js';
import type { Fetched, Fetcher } from './fetcher.js';

export interface WebMemory {
  /** Where it is remembered what has been read. */
  pages: FetchedPageStore;
  /** All that decides what is made of the bytes of a document: the options of the run, the program's version. */
  readAs: string;
  /** Fetches what has not changed too. */
  refetch: boolean;
}

/** Fetches documents that are new or have changed. */
export class Web {
  /** Documents whose server said that they have not changed. */
  notModified = 0;
  /** Those that were read to their last byte, by address. */
  private readonly complete = new Map<string, FetchedPage>();
  private finished: FetchedPage[] = [];

  /** @param memory null fetches everything in full, and remembers nothing. */
  constructor(
    private readonly fetcher: Fetcher,
    private readonly memory: WebMemory | null = null,
  ) {}

  /**
   * @param readWith what else decides what is made of this document.
   * @returns null when it has not changed since all of it was stored.
   * @throws InputFault saying what is wrong and what can be done.
   */
  async get(address: string, signal?: AbortSignal, readWith = ''): Promise<Fetched | null> {
    const readAs = `${this.memory?.readAs}\n${readWith}`;
    const known = this.memory?.refetch === false ? await this.memory.pages.find(address, readAs) : undefined;
    const fetched = await this.fetcher.get(address, signal, known);
    if (fetched === null) {
      this.notModified += 1;
      return null;
    }
    const { validators } = fetched;
    return validators === null
      ? fetched
      : { ...fetched, bytes: this.whole(fetched.bytes, { address, readAs, validators }) };
  }

  private async *whole(bytes: AsyncGenerator<Buffer>, page: FetchedPage): AsyncGenerator<Buffer> {
    yield* bytes;
    this.complete.set(page.address, page);
  }

  /** Says that all that a document holds has been passed on: only then need it not be fetched again. */
  finish(address: string): void {
    const page = this.complete.get(address);
    if (page !== undefined) this.finished.push(page);
    this.complete.delete(address);
  }

  /**
   * The documents that were finished since the last time. What they held is in the batches up to the one that is
   * cut now: they may be remembered as soon as that is stored.
   */
  take(): FetchedPage[] {
    const taken = this.finished;
    this.finished = [];
    return taken;
  }
}
