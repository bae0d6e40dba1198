import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AuthorEntity } from '../author/author.entity.js';
import { ArticleEntity } from './article.entity.js';

/**
 * An author of an article, in byline order. It carries the article's sort column, so that an author's list is read
 * from one index; the foreign key on (id, sort_at) keeps the copy equal by itself.
 */
@Entity('article_authors')
@Unique('article_authors_author_unique', ['articleId', 'authorId'])
@Index('article_authors_list_idx', ['authorId', 'sortAt', 'articleId'])
@ForeignKey(() => ArticleEntity, ['articleId', 'sortAt'], ['id', 'sortAt'], {
  name: 'article_authors_article_fk',
  onDelete: 'CASCADE',
  onUpdate: 'CASCADE',
})
export class ArticleAuthorEntity {
  @PrimaryColumn({ name: 'article_id', type: 'bigint', primaryKeyConstraintName: 'article_authors_pk' })
  articleId!: string;

  /** From 0. */
  @PrimaryColumn({ type: 'smallint', primaryKeyConstraintName: 'article_authors_pk' })
  position!: number;

  @ForeignKey(() => AuthorEntity, { name: 'article_authors_author_fk' })
  @Column({ name: 'author_id', type: 'bigint' })
  authorId!: string;

  @Column({ name: 'sort_at', type: 'timestamptz', precision: 3 })
  sortAt!: Date;
}
