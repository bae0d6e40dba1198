import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What a source said about a publication, an author or a tag. */
@Entity('noun_versions')
@Check('noun_versions_entity_check', `entity in ('author','tag','publication')`)
export class NounVersionEntity {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'noun_versions_pk' })
  entity!: 'author' | 'tag' | 'publication';

  @PrimaryColumn({ name: 'entity_id', type: 'bigint', primaryKeyConstraintName: 'noun_versions_pk' })
  entityId!: string;

  /** SHA-256 of what it said. */
  @PrimaryColumn({ name: 'content_hash', type: 'bytea', primaryKeyConstraintName: 'noun_versions_pk' })
  contentHash!: Buffer;

  /** Mark of the file and the item in it; null for standard input. */
  @Column({ type: 'bigint', nullable: true })
  place!: string | null;

  /** Whether it is what was said last. */
  @Column({ name: 'is_current', type: 'boolean' })
  isCurrent!: boolean;
}
