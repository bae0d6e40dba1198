import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { AuthorRow } from '../author/author.query.js';
import { AuthorType } from '../author/author.type.js';
import type { ContentContext } from '../context.js';
import type { PublicationRow } from '../publication/publication.query.js';
import { PublicationType } from '../publication/publication.type.js';
import type { TagRow } from '../tag/tag.query.js';
import { TagType } from '../tag/tag.type.js';
import { openArticleList } from './article.connection.js';
import { ArticleListArgs } from './article.list-args.js';
import { ArticleConnection } from './article.type.js';

@Resolver(() => AuthorType)
export class AuthorArticlesResolver {
  @FieldResolver(() => ArticleConnection, {
    description: 'Stories that name this author, alone or with others.',
  })
  articles(
    @Root() author: AuthorRow,
    @Args(() => ArticleListArgs) args: ArticleListArgs,
    @Ctx() content: ContentContext,
  ) {
    return openArticleList(content, 'author', author.id, args, () => author.articleCount);
  }
}

@Resolver(() => TagType)
export class TagArticlesResolver {
  @FieldResolver(() => ArticleConnection, {
    description:
      'Stories that carry this very tag. For the stories of its descendants too, use `articles(filter: {tags: {any: [slug]}})`.',
  })
  articles(
    @Root() tag: TagRow,
    @Args(() => ArticleListArgs) args: ArticleListArgs,
    @Ctx() content: ContentContext,
  ) {
    return openArticleList(content, 'tag', tag.id, args, () => tag.articleCount);
  }
}

@Resolver(() => PublicationType)
export class PublicationArticlesResolver {
  @FieldResolver(() => ArticleConnection, { description: 'Stories of this publication.' })
  articles(
    @Root() publication: PublicationRow,
    @Args(() => ArticleListArgs) args: ArticleListArgs,
    @Ctx() content: ContentContext,
  ) {
    return openArticleList(content, 'publication', publication.id, args, () => publication.articleCount);
  }
}
