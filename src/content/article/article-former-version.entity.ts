import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ArticleEntity } from './article.entity.js';

/** A version of an article that another one has replaced: from any other place, it is an older version. */
@Entity('article_former_versions')
export class ArticleFormerVersionEntity {
  @ForeignKey(() => ArticleEntity, { name: 'article_former_versions_article_fk', onDelete: 'CASCADE' })
  @PrimaryColumn({
    name: 'article_id',
    type: 'bigint',
    primaryKeyConstraintName: 'article_former_versions_pk',
  })
  articleId!: string;

  /** As in `article_provenance`. */
  @PrimaryColumn({
    name: 'content_hash',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'article_former_versions_pk',
  })
  contentHash!: string;
}
