import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { ArticleEntity } from '../article/article.entity.js';

/**
 * A story that another one names: an article of this archive, or the headline, teaser and URL that the
 * source gave. The keys find the article whenever it arrives; the words of the source stay.
 */
@Entity('related_stories')
@Unique('related_stories_position_unique', ['articleId', 'origin', 'position'])
@Check('related_stories_origin_check', `origin in ('EDITORIAL','SOURCE')`)
@Check('related_stories_named_check', `num_nonnulls(headline, url, slug_key) > 0`)
@Check('related_stories_self_check', `target_id <> article_id`)
@Index('related_stories_target_idx', ['targetId'])
@Index('related_stories_headline_idx', ['headlineKey'])
@Index('related_stories_url_idx', ['urlKey'])
@Index('related_stories_slug_idx', ['slugKey'])
export class RelatedStoryEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'related_stories_pk',
  })
  id!: string;

  @ForeignKey(() => ArticleEntity, { name: 'related_stories_article_fk', onDelete: 'CASCADE' })
  @Column({ name: 'article_id', type: 'bigint' })
  articleId!: string;

  @Column({ type: 'text', collation: 'C' })
  origin!: 'EDITORIAL' | 'SOURCE';

  /** From 0, in the order of the source. */
  @Column({ type: 'smallint' })
  position!: number;

  @Column({ type: 'text', nullable: true })
  headline!: string | null;

  @Column({ name: 'headline_key', type: 'text', collation: 'C', nullable: true })
  headlineKey!: string | null;

  @Column({ type: 'text', nullable: true })
  teaser!: string | null;

  @Column({ type: 'text', nullable: true })
  url!: string | null;

  /** The canonical form of `url`, as in `article_keys`. */
  @Column({ name: 'url_key', type: 'text', collation: 'C', nullable: true })
  urlKey!: string | null;

  /** Slug of the article that an editor chose. */
  @Column({ name: 'slug_key', type: 'text', collation: 'C', nullable: true })
  slugKey!: string | null;

  @ForeignKey(() => ArticleEntity, { name: 'related_stories_target_fk', onDelete: 'SET NULL' })
  @Column({ name: 'target_id', type: 'bigint', nullable: true })
  targetId!: string | null;
}
