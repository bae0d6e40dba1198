import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { RefusalCode } from './draft.js';
import { IngestRunEntity } from './ingest-run.entity.js';

/** An item that a run could not take, and why. */
@Entity('ingest_refusals')
@Index('ingest_refusals_run_idx', ['runId', 'id'])
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
}
