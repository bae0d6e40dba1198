import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ArticleEntity } from './article.entity.js';

/** What an article's text is made of; none for a text that is too short to tell. */
@Entity('article_fingerprints')
@Index('article_fingerprints_1_idx', ['band1', 'articleId'])
@Index('article_fingerprints_2_idx', ['band2', 'articleId'])
@Index('article_fingerprints_3_idx', ['band3', 'articleId'])
@Index('article_fingerprints_4_idx', ['band4', 'articleId'])
export class ArticleFingerprintEntity {
  @ForeignKey(() => ArticleEntity, { name: 'article_fingerprints_article_fk', onDelete: 'CASCADE' })
  @PrimaryColumn({ name: 'article_id', type: 'bigint', primaryKeyConstraintName: 'article_fingerprints_pk' })
  articleId!: string;

  /** 32 numbers of 16 bits: the share that two texts have equal is about the share of words in a row they share. */
  @Column({ type: 'bytea' })
  sketch!: Buffer;

  @Column({ name: 'band_1', type: 'integer' })
  band1!: number;

  @Column({ name: 'band_2', type: 'integer' })
  band2!: number;

  @Column({ name: 'band_3', type: 'integer' })
  band3!: number;

  @Column({ name: 'band_4', type: 'integer' })
  band4!: number;
}
