import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ArticleEntity } from './article.entity.js';

/** A name under which a story has been met: another draft with one of its keys is a new version of it. */
@Entity('article_keys')
@Check('article_keys_kind_check', `kind in ('SOURCE_ID','URL','LOCATION','CONTENT')`)
@Index('article_keys_article_idx', ['articleId'])
export class ArticleKeyEntity {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'article_keys_pk' })
  key!: string;

  @Column({ type: 'text', collation: 'C' })
  kind!: 'SOURCE_ID' | 'URL' | 'LOCATION' | 'CONTENT';

  @ForeignKey(() => ArticleEntity, { name: 'article_keys_article_fk', onDelete: 'CASCADE' })
  @Column({ name: 'article_id', type: 'bigint' })
  articleId!: string;
}
