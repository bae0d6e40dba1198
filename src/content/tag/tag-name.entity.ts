import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { TagEntity } from './tag.entity.js';

/** Another slug that leads to a tag: an alias that readers use, or the slug it had before a merge. */
@Entity('tag_names')
@Check('tag_names_kind_check', `kind in ('ALIAS','FORMER_SLUG')`)
@Index('tag_names_tag_idx', ['tagId'])
@Index('tag_names_key_idx', ['nameKey'])
export class TagNameEntity {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'tag_names_pk' })
  slug!: string;

  @ForeignKey(() => TagEntity, { name: 'tag_names_tag_fk', onDelete: 'CASCADE' })
  @Column({ name: 'tag_id', type: 'bigint' })
  tagId!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'name_key', type: 'text', collation: 'C' })
  nameKey!: string;

  @Column({ type: 'text', collation: 'C' })
  kind!: 'ALIAS' | 'FORMER_SLUG';
}
