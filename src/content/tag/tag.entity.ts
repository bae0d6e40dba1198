import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** What a story is about or belongs to: a topic, person, organisation, place, event, section or series. */
@Entity('tags')
@Unique('tags_slug_unique', ['slug'])
@Check('tags_slug_check', `slug <> ''`)
@Check('tags_type_check', `type in ('TOPIC','PERSON','ORGANISATION','PLACE','EVENT','SECTION','SERIES')`)
@Check('tags_parent_check', `parent_id <> id`)
@Index('tags_name_idx', ['nameKey', 'id'])
@Index('tags_count_idx', ['articleCount', 'id'])
@Index('tags_parent_idx', ['parentId'])
export class TagEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'tags_pk',
  })
  id!: string;

  @Column({ type: 'text', collation: 'C' })
  slug!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'name_key', type: 'text', collation: 'C' })
  nameKey!: string;

  @Column({ type: 'text', collation: 'C' })
  type!: string;

  @Column({ type: 'text', nullable: true })
  description!: string | null;

  @ForeignKey(() => TagEntity, { name: 'tags_parent_fk', onDelete: 'SET NULL' })
  @Column({ name: 'parent_id', type: 'bigint', nullable: true })
  parentId!: string | null;

  /** Kept by a trigger on `article_tags`; never written by the program. */
  @Column({ name: 'article_count', type: 'integer', default: 0 })
  articleCount!: number;
}
