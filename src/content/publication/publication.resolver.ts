import { Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { LookupArgs } from '../../graph/lookup-args.js';
import { fromNodeId, toNodeId } from '../../graph/node-id.js';
import { onlyOne } from '../../graph/only-one.js';
import { PageArgs } from '../../graph/page-args.js';
import { type MaybePromise, whenReady } from '../../store/batch.js';
import type { ArticleCard } from '../article/article.query.js';
import { ArticleType } from '../article/article.type.js';
import type { ContentContext } from '../context.js';
import { type PublicationRow, publicationList } from './publication.query.js';
import { PublicationConnection, PublicationType } from './publication.type.js';

@Resolver(() => PublicationType)
export class PublicationResolver {
  @Query(() => PublicationType, {
    nullable: true,
    description: 'One publication, by exactly one of `id` and `slug`; null where unknown.',
  })
  async publication(
    @Args(() => LookupArgs) { id, slug }: LookupArgs,
    @Ctx() { publications }: ContentContext,
  ): Promise<PublicationRow | null> {
    const by = onlyOne('publication', { id, slug });
    if (by.name === 'slug') return publications.bySlug(by.value);
    const node = fromNodeId(by.value);
    return node?.kind === 'publication' ? publications.byId(node.id) : null;
  }

  @Query(() => PublicationConnection, { description: 'Every publication of the archive, by name.' })
  publications(@Args(() => PageArgs) args: PageArgs, @Ctx() { lists, publications }: ContentContext) {
    return new PublicationConnection({
      lists,
      spec: publicationList,
      parent: null,
      args,
      nodes: (ids) => publications.byIds(ids),
    });
  }

  @FieldResolver(() => ID)
  id(@Root() publication: PublicationRow): string {
    return toNodeId('publication', publication.id);
  }
}

@Resolver(() => ArticleType)
export class ArticlePublicationResolver {
  @FieldResolver(() => PublicationType, {
    description:
      'Where the story appeared. Stories whose source names nobody belong to the publication that the operator chose for them.',
  })
  publication(
    @Root() article: ArticleCard,
    @Ctx() { publications }: ContentContext,
  ): MaybePromise<PublicationRow> {
    return whenReady(publications.byId(article.publicationId), (publication) => {
      if (publication === null) throw new Error(`article ${article.id} has no publication`);
      return publication;
    });
  }
}
