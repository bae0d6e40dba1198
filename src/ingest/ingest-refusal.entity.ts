import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { RefusalCode, RefusedInput } from './draft.js';
import { IngestRunEntity } from './ingest-run.entity.js';

/** An item that a run could not take, and why. */
@Entity('ingest_refusals')
@Index('ingest_refusals_run_idx', ['runId', 'id'])
@Index('ingest_refusals_open_idx', ['id'], { where: 'retried_in is null' })
@Index('ingest_refusals_retry_idx', ['retriedIn'], { where: 'retried_in is not null' })
export class IngestRefusalEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'ingest_refusals_pk',
  })
  id!: string;

  @ForeignKey(() => IngestRunEntity, { name: 'ingest_refusals_run_fk', onDelete: 'CASCADE' })
  @Column({ name: 'run_id', type: 'bigint' })
  runId!: string;

  /** Path or URL as the operator gave it. */
  @Column({ type: 'text' })
  location!: string;

  /** Line, entry or item inside the location; null when the whole of it was refused. */
  @Column({ type: 'text', nullable: true })
  item!: string | null;

  @Column({ type: 'text', collation: 'C' })
  code!: RefusalCode;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ name: 'refused_at', type: 'timestamptz', precision: 3 })
  refusedAt!: Date;

  /** What has to be read again: the file or address, not the entry of an archive or the line. */
  @Column({ type: 'jsonb', nullable: true })
  input!: RefusedInput | null;

  /** What was refused, or how it begins; null where it is no text or the reader does not have it. */
  @Column({ type: 'text', nullable: true })
  text!: string | null;

  /** The run that has tried again; what it refused is a row of its own. */
  @ForeignKey(() => IngestRunEntity, { name: 'ingest_refusals_retry_fk', onDelete: 'SET NULL' })
  @Column({ name: 'retried_in', type: 'bigint', nullable: true })
  retriedIn!: string | null;
}
