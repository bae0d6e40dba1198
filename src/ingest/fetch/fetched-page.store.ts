import { createHash } from 'node:crypto';
import type { Sql } from '../../store/sql.js';
import type { Validators } from './validators.js';

/** A document that has been read and stored. */
export interface FetchedPage {
  /** The address that was asked for. */
  address: string;
  /** All that decides what is made of its bytes. */
  readAs: string;
  validators: Validators;
}

/** Remembers what has been fetched, so that a server need not send again what has not changed. */
export class FetchedPageStore {
  constructor(private readonly sql: Sql) {}

  /** What the server gave when the address was last read in this way. */
  async find(address: string, readAs: string): Promise<Validators | undefined> {
    const [row] = await this.sql.query<Validators>(
      `select url, etag, last_modified as "lastModified" from fetched_pages
       where address = $1 and read_as = $2`,
      [sha256(address), sha256(readAs)],
    );
    return row;
  }

  async remember(pages: readonly FetchedPage[], now: Date): Promise<void> {
    if (pages.length === 0) return;
    // The last word on an address counts: one statement may not write a row twice.
    const rows = [...new Map(pages.map((page) => [page.address, page])).values()].map((page) => ({
      address: sha256(page.address).toString('hex'),
      read_as: sha256(page.readAs).toString('hex'),
      url: page.validators.url,
      etag: page.validators.etag,
      last_modified: page.validators.lastModified,
    }));
    await this.sql.query(
      `insert into fetched_pages (address, url, etag, last_modified, read_as, fetched_at)
       select decode(address, 'hex'), url, etag, last_modified, decode(read_as, 'hex'), $2::timestamptz
       from jsonb_to_recordset($1::jsonb)
         as x (address text, url text, etag text, last_modified text, read_as text)
       on conflict (address) do update set url = excluded.url, etag = excluded.etag,
         last_modified = excluded.last_modified, read_as = excluded.read_as, fetched_at = excluded.fetched_at`,
      [JSON.stringify(rows), now],
    );
  }
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
