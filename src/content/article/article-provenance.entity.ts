import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ArticleEntity } from './article.entity.js';

/** Where the stored version of an article came from. */
@Entity('article_provenance')
@Index('article_provenance_run_idx', ['runId'])
export class ArticleProvenanceEntity {
  @ForeignKey(() => ArticleEntity, { name: 'article_provenance_article_fk', onDelete: 'CASCADE' })
  @PrimaryColumn({ name: 'article_id', type: 'bigint', primaryKeyConstraintName: 'article_provenance_pk' })
  articleId!: string;

  /** The file or page, named so that it can be shown to clients: no folders of the operator's machine. */
  @Column({ type: 'text' })
  source!: string;

  @Column({ type: 'text', collation: 'C' })
  format!: string;

  /** The publisher's own identifier. */
  @Column({ name: 'source_id', type: 'text', nullable: true })
  sourceId!: string | null;

  @Column({ name: 'source_url', type: 'text', nullable: true })
  sourceUrl!: string | null;

  /** SHA-256 of the draft's content, in hex: equal hashes mean that nothing is to be written. */
  @Column({ name: 'content_hash', type: 'text', collation: 'C' })
  contentHash!: string;

  /** The publisher's number of this version. */
  @Column({ type: 'integer', nullable: true })
  version!: number | null;

  /** When the publisher changed it, where the source says so; `articles.modified_at` always has a date. */
  @Column({ name: 'modified_at', type: 'timestamptz', precision: 3, nullable: true })
  modifiedAt!: Date | null;

  /** Mark of the file and the item in it; null for standard input. */
  @Column({ type: 'bigint', nullable: true })
  place!: string | null;

  @Column({ name: 'ingested_at', type: 'timestamptz', precision: 3 })
  ingestedAt!: Date;

  @ForeignKey('IngestRunEntity', { name: 'article_provenance_run_fk', onDelete: 'SET NULL' })
  @Column({ name: 'run_id', type: 'bigint', nullable: true })
  runId!: string | null;
}
