import { Args, ArgsType, Ctx, Field, Query, Resolver } from 'type-graphql';
import { LookupArgs } from '../../graph/lookup-args.js';
import { fromNodeId } from '../../graph/node-id.js';
import { onlyOne } from '../../graph/only-one.js';
import { UrlScalar } from '../../graph/scalars.js';
import type { ContentContext } from '../context.js';
import { openArticleList } from './article.connection.js';
import { ArticleListArgs } from './article.list-args.js';
import type { ArticleCard } from './article.query.js';
import { ArticleConnection, ArticleType } from './article.type.js';

@ArgsType()
class ArticleLookupArgs extends LookupArgs {
  @Field(() => UrlScalar, {
    nullable: true,
    description:
      'Any address the story is known by; http or https, `www.`, a trailing slash, a fragment and tracking parameters do not matter.',
  })
  url?: string | null;
}

@Resolver(() => ArticleType)
export class ArticleResolver {
  @Query(() => ArticleType, {
    nullable: true,
    description: 'One story, by exactly one of its names. Null when the archive has no such story.',
  })
  async article(
    @Args(() => ArticleLookupArgs) { id, slug, url }: ArticleLookupArgs,
    @Ctx() { articles }: ContentContext,
  ): Promise<ArticleCard | null> {
    const by = onlyOne('article', { id, slug, url });
    if (by.name === 'slug') return articles.bySlug(by.value);
    if (by.name === 'url') return articles.byUrl(by.value);
    const node = fromNodeId(by.value);
    return node?.kind === 'article' ? articles.byId(node.id) : null;
  }

  @Query(() => ArticleConnection, {
    description: 'Stories of the whole archive, newest first unless asked otherwise.',
  })
  articles(@Args(() => ArticleListArgs) args: ArticleListArgs, @Ctx() content: ContentContext) {
    return openArticleList(content, null, null, args, () => content.articles.total());
  }
}
