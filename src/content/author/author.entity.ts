import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A person credited with stories. */
@Entity('authors')
@Unique('authors_slug_unique', ['slug'])
@Check('authors_slug_check', `slug <> ''`)
@Index('authors_name_idx', ['nameKey', 'id'])
@Index('authors_count_idx', ['articleCount', 'id'])
export class AuthorEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'authors_pk',
  })
  id!: string;

  @Column({ type: 'text', collation: 'C' })
  slug!: string;

  @Column({ type: 'text' })
  name!: string;

  /** The name as it is compared and sorted: spelling variants of one person share it. */
  @Column({ name: 'name_key', type: 'text', collation: 'C' })
  nameKey!: string;

  @Column({ type: 'text', nullable: true })
  bio!: string | null;

  @Column({ type: 'text', nullable: true })
  url!: string | null;

  /** Kept by a trigger on `article_authors`; never written by the program. */
  @Column({ name: 'article_count', type: 'integer', default: 0 })
  articleCount!: number;
}
