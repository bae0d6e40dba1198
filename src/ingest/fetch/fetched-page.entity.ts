import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A document of the web that was read to its end, and by what its server tells whether it has changed. */
@Entity('fetched_pages')
export class FetchedPageEntity {
  /** SHA-256 of the address that was asked for: addresses can be longer than a key may be. */
  @PrimaryColumn({ type: 'bytea', primaryKeyConstraintName: 'fetched_pages_pk' })
  address!: Buffer;

  /** Where it was found after all redirects. */
  @Column({ type: 'text' })
  url!: string;

  @Column({ type: 'text', nullable: true })
  etag!: string | null;

  @Column({ name: 'last_modified', type: 'text', nullable: true })
  lastModified!: string | null;

  /** SHA-256 of all that decides what is made of its bytes: read differently, it has to be fetched again. */
  @Column({ name: 'read_as', type: 'bytea' })
  readAs!: Buffer;

  @Column({ name: 'fetched_at', type: 'timestamptz', precision: 3 })
  fetchedAt!: Date;
}
