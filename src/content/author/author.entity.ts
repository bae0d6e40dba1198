import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { AuthorKind } from './author-kind.js';

/** A person, or an agency or a desk, credited with stories. */
@Entity('authors')
@Unique('authors_slug_unique', ['slug'])
@Check('authors_slug_check', `slug <> ''`)
@Check('authors_kind_check', `kind in ('PERSON','ORGANISATION')`)
@Index('authors_person_idx', ['personKey', 'id'])
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

  /** The name as lists are sorted by it and searched for its beginning. */
  @Column({ name: 'name_key', type: 'text', collation: 'C' })
  nameKey!: string;

  /** The name as it is compared: spelling variants of one person share it. */
  @Column({ name: 'person_key', type: 'text', collation: 'C', default: '' })
  personKey!: string;

  @Column({ type: 'text', collation: 'C', default: 'PERSON' })
  kind!: AuthorKind;

  @Column({ type: 'text', nullable: true })
  bio!: string | null;

  @Column({ type: 'text', nullable: true })
  url!: string | null;

  /** Kept by a trigger on `article_authors`; never written by the program. */
  @Column({ name: 'article_count', type: 'integer', default: 0 })
  articleCount!: number;
}
