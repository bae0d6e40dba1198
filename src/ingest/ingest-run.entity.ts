import { Check, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One run of the ingest: what was asked for and what became of it. */
@Entity('ingest_runs')
@Check('ingest_runs_status_check', `status in ('RUNNING','FINISHED','FAILED','INTERRUPTED')`)
export class IngestRunEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'ingest_runs_pk',
  })
  id!: string;

  @Column({ name: 'started_at', type: 'timestamptz', precision: 3 })
  startedAt!: Date;

  /** Null while it runs, and for ever when the process was killed. */
  @Column({ name: 'finished_at', type: 'timestamptz', precision: 3, nullable: true })
  finishedAt!: Date | null;

  @Column({ type: 'text', collation: 'C' })
  status!: 'RUNNING' | 'FINISHED' | 'FAILED' | 'INTERRUPTED';

  /** The arguments as the operator gave them. */
  @Column({ type: 'text', array: true })
  inputs!: string[];

  @Column({ name: 'read_count', type: 'integer', default: 0 })
  readCount!: number;

  @Column({ name: 'created_count', type: 'integer', default: 0 })
  createdCount!: number;

  @Column({ name: 'updated_count', type: 'integer', default: 0 })
  updatedCount!: number;

  @Column({ name: 'unchanged_count', type: 'integer', default: 0 })
  unchangedCount!: number;

  @Column({ name: 'refused_count', type: 'integer', default: 0 })
  refusedCount!: number;
}
