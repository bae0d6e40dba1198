import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One thing that one transaction touched. Written by triggers, never by the program. */
@Entity('changes')
@Check('changes_entity_check', `entity in ('article','author','tag','publication')`)
@Index('changes_time_idx', ['changedAt'])
export class ChangeEntity {
  /** The transaction: readers resume from here, since ids of a sequence commit out of order. */
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'changes_pk' })
  xid!: string;

  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'changes_pk' })
  entity!: 'article' | 'author' | 'tag' | 'publication';

  @PrimaryColumn({ name: 'entity_id', type: 'bigint', primaryKeyConstraintName: 'changes_pk' })
  entityId!: string;

  @Column({ name: 'changed_at', type: 'timestamptz', precision: 3 })
  changedAt!: Date;
}
