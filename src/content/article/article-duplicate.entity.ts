import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ArticleEntity } from './article.entity.js';

/**
 * Two articles that tell the same story. They are recorded and not merged: the same wire story in two papers is two
 * articles. One row for a pair, under the younger one; found from either side by an index.
 */
@Entity('article_duplicates')
@Check('article_duplicates_order_check', 'article_id > other_id')
@Check('article_duplicates_reason_check', `reason in ('NAME','TEXT')`)
@Index('article_duplicates_other_idx', ['otherId', 'articleId'])
export class ArticleDuplicateEntity {
  @ForeignKey(() => ArticleEntity, { name: 'article_duplicates_article_fk', onDelete: 'CASCADE' })
  @PrimaryColumn({ name: 'article_id', type: 'bigint', primaryKeyConstraintName: 'article_duplicates_pk' })
  articleId!: string;

  @ForeignKey(() => ArticleEntity, { name: 'article_duplicates_other_fk', onDelete: 'CASCADE' })
  @PrimaryColumn({ name: 'other_id', type: 'bigint', primaryKeyConstraintName: 'article_duplicates_pk' })
  otherId!: string;

  /** NAME: one draft had names of both. TEXT: their texts are nearly the same. */
  @Column({ type: 'text', collation: 'C' })
  reason!: 'NAME' | 'TEXT';

  /** 0 to 1; 1 for the same name. */
  @Column({ type: 'real' })
  similarity!: number;
}
