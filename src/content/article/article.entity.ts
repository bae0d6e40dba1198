import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { PublicationEntity } from '../publication/publication.entity.js';
import { TagEntity } from '../tag/tag.entity.js';
import type { BlockValue, ImageValue } from './block.js';
import type { CorrectionValue } from './correction.js';

/** One story. */
@Entity('articles')
@Unique('articles_slug_unique', ['slug'])
@Unique('articles_sort_unique', ['id', 'sortAt'])
@Check('articles_slug_check', `slug <> ''`)
@Check('articles_headline_check', `headline <> ''`)
@Check('articles_body_check', `json_typeof(body) = 'array'`)
@Check('articles_corrections_check', `jsonb_typeof(corrections) = 'array'`)
@Check('articles_sort_check', `sort_at = coalesce(published_at, '-infinity')`)
@Index('articles_sort_idx', ['sortAt', 'id'])
@Index('articles_publication_idx', ['publicationId', 'sortAt', 'id'])
@Index('articles_language_idx', ['language', 'sortAt', 'id'])
@Index('articles_section_idx', ['sectionTagId', 'sortAt', 'id'])
@Index('articles_modified_idx', ['modifiedAt', 'id'])
@Index('articles_headline_idx', ['headlineKey', 'id'])
export class ArticleEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'articles_pk',
  })
  id!: string;

  @ForeignKey(() => PublicationEntity, { name: 'articles_publication_fk' })
  @Column({ name: 'publication_id', type: 'bigint' })
  publicationId!: string;

  @Column({ type: 'text', collation: 'C' })
  slug!: string;

  @Column({ type: 'text', nullable: true })
  url!: string | null;

  @Column({ type: 'text' })
  headline!: string;

  /** The headline as it is compared and sorted: teasers find their story by it. */
  @Column({ name: 'headline_key', type: 'text', collation: 'C' })
  headlineKey!: string;

  @Column({ type: 'text', nullable: true })
  standfirst!: string | null;

  @Column({ type: 'text', nullable: true })
  byline!: string | null;

  /** BCP 47; `und` where neither the source nor the text tells. */
  @Column({ type: 'text', collation: 'C' })
  language!: string;

  /** Also linked in `article_tags`, so that a section's list is a tag's list. */
  @ForeignKey(() => TagEntity, { name: 'articles_section_fk', onDelete: 'SET NULL' })
  @Column({ name: 'section_tag_id', type: 'bigint', nullable: true })
  sectionTagId!: string | null;

  @Column({ name: 'published_at', type: 'timestamptz', precision: 3, nullable: true })
  publishedAt!: Date | null;

  @Column({ name: 'modified_at', type: 'timestamptz', precision: 3 })
  modifiedAt!: Date;

  /** `published_at`, or `-infinity` where it is unknown: row comparisons in keyset pages never meet NULL. */
  @Column({ name: 'sort_at', type: 'timestamptz', precision: 3 })
  sortAt!: Date;

  @Column({ name: 'lead_image', type: 'jsonb', nullable: true })
  leadImage!: ImageValue | null;

  @Column({ type: 'json' })
  body!: BlockValue[];

  @Column({ name: 'word_count', type: 'integer' })
  wordCount!: number;

  @Column({ type: 'jsonb', default: [] })
  corrections!: CorrectionValue[];
}
