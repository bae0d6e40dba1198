import { Check, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** The options of a run that a second try needs; what is left out is the default. */
export interface RunOptions {
  defaultPublication?: string;
  timeZone?: string;
  follow?: boolean;
}

/** One run of the ingest: what was asked for and what became of it. */
@Entity('ingest_runs')
@Check('ingest_runs_status_check', `status in ('RUNNING','FINISHED','FAILED','INTERRUPTED','KILLED')`)
export class IngestRunEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'ingest_runs_pk',
  })
  id!: string;

  @Column({ name: 'started_at', type: 'timestamptz', precision: 3 })
  startedAt!: Date;

  /** Null while it runs, and for ever when its process was killed. */
  @Column({ name: 'finished_at', type: 'timestamptz', precision: 3, nullable: true })
  finishedAt!: Date | null;

  @Column({ type: 'text', collation: 'C' })
  status!: 'RUNNING' | 'FINISHED' | 'FAILED' | 'INTERRUPTED' | 'KILLED';

  /** The arguments as the operator gave them. */
  @Column({ type: 'text', array: true })
  inputs!: string[];

  /** What else decides what is made of the inputs. */
  @Column({ type: 'jsonb', default: {} })
  options!: RunOptions;

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
