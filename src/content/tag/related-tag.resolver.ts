import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { MaybePromise } from '../../store/batch.js';
import type { ContentContext } from '../context.js';
import type { RelatedReason } from '../related/related.query.js';
import { RelatedReasonType } from '../related/related.type.js';
import type { TagRow } from './tag.query.js';
import { TagType } from './tag.type.js';

@Resolver(() => RelatedReasonType)
export class RelatedTagResolver {
  @FieldResolver(() => TagType, {
    nullable: true,
    description: 'The tag in common; null unless `kind` is SHARED_TAG or SAME_SERIES.',
  })
  tag(@Root() reason: RelatedReason, @Ctx() { tags }: ContentContext): MaybePromise<TagRow | null> {
    return reason.tagId === null ? null : tags.byId(reason.tagId);
  }
}
