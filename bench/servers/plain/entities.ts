import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, OneToMany, PrimaryColumn, type Relation } from 'typeorm';

/** One class for row and type, as the tutorials of both libraries have it. */
@ObjectType()
@Entity('publications')
export class Publication {
  @PrimaryColumn({ type: 'bigint' })
  id!: string;

  @Field(() => String)
  @Column({ type: 'text' })
  slug!: string;

  @Field(() => String)
  @Column({ type: 'text' })
  name!: string;
}

@ObjectType()
@Entity('authors')
export class Author {
  @PrimaryColumn({ type: 'bigint' })
  id!: string;

  @Field(() => String)
  @Column({ type: 'text' })
  slug!: string;

  @Field(() => String)
  @Column({ type: 'text' })
  name!: string;

  @Field(() => String, { nullable: true })
  @Column({ type: 'text', nullable: true })
  bio!: string | null;
}

@ObjectType()
@Entity('tags')
export class Tag {
  @PrimaryColumn({ type: 'bigint' })
  id!: string;

  @Field(() => String)
  @Column({ type: 'text' })
  slug!: string;

  @Field(() => String)
  @Column({ type: 'text' })
  name!: string;

  @Field(() => String)
  @Column({ type: 'text' })
  type!: string;

  @Field(() => String, { nullable: true })
  @Column({ type: 'text', nullable: true })
  description!: string | null;

  @Column({ name: 'article_count', type: 'integer' })
  storyCount!: number;

  @ManyToOne(() => Tag, { nullable: true })
  @JoinColumn({ name: 'parent_id' })
  parent!: Relation<Tag> | null;
}

@ObjectType()
export class Block {
  @Field(() => String)
  type!: string;

  @Field(() => String)
  text!: string;

  @Field(() => Int, { nullable: true })
  level?: number;
}

@ObjectType()
@Entity('articles')
export class Article {
  @Field(() => ID)
  @PrimaryColumn({ type: 'bigint' })
  id!: string;

  @Field(() => String)
  @Column({ type: 'text' })
  slug!: string;

  @Field(() => String)
  @Column({ type: 'text' })
  headline!: string;

  @Field(() => String, { nullable: true })
  @Column({ type: 'text', nullable: true })
  standfirst!: string | null;

  @Field(() => String, { nullable: true })
  @Column({ type: 'text', nullable: true })
  byline!: string | null;

  @Field(() => String)
  @Column({ type: 'text' })
  language!: string;

  @Field(() => Date, { nullable: true })
  @Column({ name: 'published_at', type: 'timestamptz', nullable: true })
  publishedAt!: Date | null;

  @Field(() => Date)
  @Column({ name: 'modified_at', type: 'timestamptz' })
  modifiedAt!: Date;

  @Column({ name: 'sort_at', type: 'timestamptz' })
  sortAt!: Date;

  @Field(() => Int)
  @Column({ name: 'word_count', type: 'integer' })
  wordCount!: number;

  @Field(() => [Block])
  @Column({ type: 'jsonb' })
  body!: Block[];

  @ManyToOne(() => Publication)
  @JoinColumn({ name: 'publication_id' })
  publication!: Relation<Publication>;

  @ManyToOne(() => Tag, { nullable: true })
  @JoinColumn({ name: 'section_tag_id' })
  section!: Relation<Tag> | null;

  @OneToMany(
    () => ArticleAuthor,
    (link) => link.article,
  )
  authorLinks!: Relation<ArticleAuthor[]>;

  @OneToMany(
    () => ArticleTag,
    (link) => link.article,
  )
  tagLinks!: Relation<ArticleTag[]>;
}

@Entity('article_authors')
export class ArticleAuthor {
  @PrimaryColumn({ name: 'article_id', type: 'bigint' })
  articleId!: string;

  @PrimaryColumn({ type: 'smallint' })
  position!: number;

  @Column({ name: 'author_id', type: 'bigint' })
  authorId!: string;

  @Column({ name: 'sort_at', type: 'timestamptz' })
  sortAt!: Date;

  @ManyToOne(() => Article)
  @JoinColumn({ name: 'article_id' })
  article!: Relation<Article>;

  @ManyToOne(() => Author)
  @JoinColumn({ name: 'author_id' })
  author!: Relation<Author>;
}

@Entity('article_tags')
export class ArticleTag {
  @PrimaryColumn({ name: 'article_id', type: 'bigint' })
  articleId!: string;

  @PrimaryColumn({ type: 'smallint' })
  position!: number;

  @Column({ name: 'tag_id', type: 'bigint' })
  tagId!: string;

  @Column({ name: 'sort_at', type: 'timestamptz' })
  sortAt!: Date;

  @ManyToOne(() => Article)
  @JoinColumn({ name: 'article_id' })
  article!: Relation<Article>;

  @ManyToOne(() => Tag)
  @JoinColumn({ name: 'tag_id' })
  tag!: Relation<Tag>;
}

@ObjectType()
@Entity('related_stories')
export class RelatedStory {
  @PrimaryColumn({ type: 'bigint' })
  id!: string;

  @Column({ name: 'article_id', type: 'bigint' })
  articleId!: string;

  @Column({ type: 'smallint' })
  position!: number;

  @Column({ type: 'text' })
  origin!: string;

  @Field(() => String, { nullable: true })
  @Column({ type: 'text', nullable: true })
  headline!: string | null;

  @Field(() => String, { nullable: true })
  @Column({ type: 'text', nullable: true })
  teaser!: string | null;

  @Field(() => Article, { nullable: true })
  @ManyToOne(() => Article, { nullable: true })
  @JoinColumn({ name: 'target_id' })
  article!: Relation<Article> | null;
}

@ObjectType()
export class ArticlePage {
  @Field(() => [Article])
  items!: Article[];

  @Field(() => Boolean)
  hasMore!: boolean;
}
