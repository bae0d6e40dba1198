import { Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { LookupArgs } from '../../graph/lookup-args.js';
import { fromNodeId, toNodeId } from '../../graph/node-id.js';
import { onlyOne } from '../../graph/only-one.js';
import type { MaybePromise } from '../../store/batch.js';
import type { ArticleCard } from '../article/article.query.js';
import { ArticleType } from '../article/article.type.js';
import type { ContentContext } from '../context.js';
import { type AuthorRow, authorList } from './author.query.js';
import { AuthorConnection, AuthorListArgs, AuthorType } from './author.type.js';

@Resolver(() => AuthorType)
export class AuthorResolver {
  @Query(() => AuthorType, {
    nullable: true,
    description: 'One author, by exactly one of `id` and `slug`; null where unknown.',
  })
  async author(
    @Args(() => LookupArgs) { id, slug }: LookupArgs,
    @Ctx() { authors }: ContentContext,
  ): Promise<AuthorRow | null> {
    const by = onlyOne('author', { id, slug });
    if (by.name === 'slug') return authors.bySlug(by.value);
    const node = fromNodeId(by.value);
    return node?.kind === 'author' ? authors.byId(node.id) : null;
  }

  @Query(() => AuthorConnection, {
    description: 'Authors of the whole archive, by name unless asked otherwise.',
  })
  authors(@Args(() => AuthorListArgs) args: AuthorListArgs, @Ctx() { lists, authors }: ContentContext) {
    const spec = authorList(args.orderBy, args.filter?.namePrefix ?? null);
    return new AuthorConnection({ lists, spec, parent: null, args, nodes: (ids) => authors.byIds(ids) });
  }

  @FieldResolver(() => ID)
  id(@Root() author: AuthorRow): string {
    return toNodeId('author', author.id);
  }
}

@Resolver(() => ArticleType)
export class ArticleAuthorsResolver {
  @FieldResolver(() => [AuthorType], {
    description:
      'The people and organisations credited with the story, in byline order. Empty when nobody is named.',
  })
  authors(@Root() article: ArticleCard, @Ctx() { authors }: ContentContext): MaybePromise<AuthorRow[]> {
    return authors.byIds(article.authorIds);
  }
}
