import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type MaybePromise, whenReady } from '../../store/batch.js';
import type { ArticleCard } from '../article/article.query.js';
import { ArticleType } from '../article/article.type.js';
import type { ContentContext } from '../context.js';
import type { TagRow } from './tag.query.js';
import { TagType, TagTypeEnum } from './tag.type.js';
import type { TagType as TagTypeName } from './tag-type.js';

@Resolver(() => ArticleType)
export class ArticleTagsResolver {
  @FieldResolver(() => [TagType], {
    description: 'The tags of the story, its section first. Empty when it has none.',
  })
  tags(
    @Root() article: ArticleCard,
    @Arg('types', () => [TagTypeEnum], {
      nullable: true,
      description: 'Only tags of these types; all types when left out.',
    })
    types: TagTypeName[] | null,
    @Ctx() { tags }: ContentContext,
  ): MaybePromise<TagRow[]> {
    return whenReady(tags.byIds(article.tagIds), (found) =>
      types == null ? found : found.filter((tag) => types.includes(tag.type)),
    );
  }

  @FieldResolver(() => TagType, {
    nullable: true,
    description:
      'The part of the paper that the story stands in; also one of its `tags`. Null when the source does not say.',
  })
  section(@Root() article: ArticleCard, @Ctx() { tags }: ContentContext): MaybePromise<TagRow | null> {
    return article.sectionTagId === null ? null : tags.byId(article.sectionTagId);
  }
}
