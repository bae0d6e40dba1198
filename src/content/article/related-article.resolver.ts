import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { MaybePromise } from '../../store/batch.js';
import type { ContentContext } from '../context.js';
import type { RelatedRow } from '../related/related.query.js';
import { RelatedStoryType } from '../related/related.type.js';
import type { ArticleCard } from './article.query.js';
import { ArticleType } from './article.type.js';

@Resolver(() => RelatedStoryType)
export class RelatedArticleResolver {
  @FieldResolver(() => ArticleType, {
    nullable: true,
    description: 'The story itself; null as long as the archive does not hold it.',
  })
  article(
    @Root() related: RelatedRow,
    @Ctx() { articles }: ContentContext,
  ): MaybePromise<ArticleCard | null> {
    return related.targetId === null ? null : articles.byId(related.targetId);
  }
}
