import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A newspaper, magazine or site that stories belong to. */
@Entity('publications')
@Unique('publications_slug_unique', ['slug'])
@Check('publications_slug_check', `slug <> ''`)
@Index('publications_name_idx', ['nameKey', 'id'])
export class PublicationEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'publications_pk',
  })
  id!: string;

  @Column({ type: 'text', collation: 'C' })
  slug!: string;

  @Column({ type: 'text' })
  name!: string;

  /** The name as it is compared and sorted. */
  @Column({ name: 'name_key', type: 'text', collation: 'C' })
  nameKey!: string;

  @Column({ type: 'text', nullable: true })
  url!: string | null;

  /** BCP 47; `und` where nobody said. */
  @Column({ type: 'text', collation: 'C' })
  language!: string;

  /** Kept by a trigger on `articles`; never written by the program. */
  @Column({ name: 'article_count', type: 'integer', default: 0 })
  articleCount!: number;
}
