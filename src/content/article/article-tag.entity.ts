import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { TagEntity } from '../tag/tag.entity.js';
import { ArticleEntity } from './article.entity.js';

/**
 * A tag of an article. It carries the article's sort column, so that a tag's list is read
 * from one index; the foreign key on (id, sort_at) keeps the copy equal by itself.
 */
@Entity('article_tags')
@Unique('article_tags_tag_unique', ['articleId', 'tagId'])
@Index('article_tags_list_idx', ['tagId', 'sortAt', 'articleId'])
@ForeignKey(() => ArticleEntity, ['articleId', 'sortAt'], ['id', 'sortAt'], {
  name: 'article_tags_article_fk',
  onDelete: 'CASCADE',
  onUpdate: 'CASCADE',
})
export class ArticleTagEntity {
  @PrimaryColumn({ name: 'article_id', type: 'bigint', primaryKeyConstraintName: 'article_tags_pk' })
  articleId!: string;

  /** From 0. */
  @PrimaryColumn({ type: 'smallint', primaryKeyConstraintName: 'article_tags_pk' })
  position!: number;

  @ForeignKey(() => TagEntity, { name: 'article_tags_tag_fk' })
  @Column({ name: 'tag_id', type: 'bigint' })
  tagId!: string;

  @Column({ name: 'sort_at', type: 'timestamptz', precision: 3 })
  sortAt!: Date;
}
