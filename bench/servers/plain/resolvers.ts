import { Arg, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { database } from './database.js';
import {
  Article,
  ArticleAuthor,
  ArticlePage,
  ArticleTag,
  Author,
  Publication,
  RelatedStory,
  Tag,
} from './entities.js';

const NEWEST = { sortAt: 'DESC', id: 'DESC' } as const;
const NEWEST_LINK = { sortAt: 'DESC', articleId: 'DESC' } as const;

function pageOf(items: Article[], take: number): ArticlePage {
  return { items: items.slice(0, take), hasMore: items.length > take };
}

@Resolver(() => Article)
export class ArticleResolver {
  private readonly articles = database.getRepository(Article);

  @Query(() => Article, { nullable: true })
  article(@Arg('slug', () => String) slug: string) {
    return this.articles.findOne({ where: { slug } });
  }

  @Query(() => ArticlePage, { name: 'articles' })
  async newest(
    @Arg('take', () => Int, { defaultValue: 20 }) take: number,
    @Arg('skip', () => Int, { defaultValue: 0 }) skip: number,
  ): Promise<ArticlePage> {
    return pageOf(await this.articles.find({ order: NEWEST, take: take + 1, skip }), take);
  }

  @Query(() => Int)
  articleCount() {
    return this.articles.count();
  }

  @FieldResolver(() => Publication)
  async publication(@Root() article: Article) {
    const found = await this.articles.findOneOrFail({
      select: { id: true },
      where: { id: article.id },
      relations: { publication: true },
    });
    return found.publication;
  }

  @FieldResolver(() => Tag, { nullable: true })
  async section(@Root() article: Article) {
    const found = await this.articles.findOneOrFail({
      select: { id: true },
      where: { id: article.id },
      relations: { section: true },
    });
    return found.section;
  }

  @FieldResolver(() => [Author])
  async authors(@Root() article: Article) {
    const links = await database.getRepository(ArticleAuthor).find({
      where: { articleId: article.id },
      relations: { author: true },
      order: { position: 'ASC' },
    });
    return links.map((link) => link.author);
  }

  @FieldResolver(() => [Tag])
  async tags(@Root() article: Article) {
    const links = await database.getRepository(ArticleTag).find({
      where: { articleId: article.id },
      relations: { tag: true },
      order: { position: 'ASC' },
    });
    return links.map((link) => link.tag);
  }

  @FieldResolver(() => [RelatedStory])
  related(@Root() article: Article, @Arg('take', () => Int) take: number) {
    return database.getRepository(RelatedStory).find({
      where: { articleId: article.id, origin: 'SOURCE' },
      relations: { article: true },
      order: { position: 'ASC' },
      take,
    });
  }
}

@Resolver(() => Tag)
export class TagResolver {
  private readonly tagRows = database.getRepository(Tag);
  private readonly links = database.getRepository(ArticleTag);

  @Query(() => Tag, { nullable: true })
  tag(@Arg('slug', () => String) slug: string) {
    return this.tagRows.findOne({ where: { slug } });
  }

  @Query(() => [Tag])
  tags(@Arg('take', () => Int) take: number) {
    return this.tagRows.find({ order: { storyCount: 'DESC', id: 'DESC' }, take });
  }

  @FieldResolver(() => Tag, { nullable: true })
  async parent(@Root() tag: Tag) {
    const found = await this.tagRows.findOneOrFail({ where: { id: tag.id }, relations: { parent: true } });
    return found.parent;
  }

  @FieldResolver(() => Int)
  articleCount(@Root() tag: Tag) {
    return this.links.count({ where: { tagId: tag.id } });
  }

  @FieldResolver(() => ArticlePage)
  async articles(@Root() tag: Tag, @Arg('take', () => Int) take: number): Promise<ArticlePage> {
    const links = await this.links.find({
      where: { tagId: tag.id },
      relations: { article: true },
      order: NEWEST_LINK,
      take: take + 1,
    });
    return pageOf(
      links.map((link) => link.article),
      take,
    );
  }
}

@Resolver(() => Author)
export class AuthorResolver {
  @Query(() => Author, { nullable: true })
  author(@Arg('slug', () => String) slug: string) {
    return database.getRepository(Author).findOne({ where: { slug } });
  }

  @FieldResolver(() => ArticlePage)
  async articles(@Root() author: Author, @Arg('take', () => Int) take: number): Promise<ArticlePage> {
    const links = await database.getRepository(ArticleAuthor).find({
      where: { authorId: author.id },
      relations: { article: true },
      order: NEWEST_LINK,
      take: take + 1,
    });
    return pageOf(
      links.map((link) => link.article),
      take,
    );
  }
}
