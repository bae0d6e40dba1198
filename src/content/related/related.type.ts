import { ArgsType, Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../../graph/connection.type.js';
import { PageArgs } from '../../graph/page-args.js';
import { UrlScalar } from '../../graph/scalars.js';
import { RelatedOrigin, type RelatedReason, RelatedReasonKind, type RelatedRow } from './related.query.js';

registerEnumType(RelatedOrigin, {
  name: 'RelatedOrigin',
  description: 'Who says that two stories belong together.',
  valuesConfig: {
    EDITORIAL: { description: 'An editor chose it for this archive.' },
    SOURCE: { description: 'The page or feed that the story came from named it.' },
    COMPUTED: { description: 'The gateway found it; `reasons` says why.' },
  },
});

registerEnumType(RelatedReasonKind, {
  name: 'RelatedReasonKind',
  description: 'Why a story was found to belong with another.',
  valuesConfig: {
    SHARED_TAG: { description: 'Both carry `tag`.' },
    SHARED_TERMS: { description: 'Both are about `terms`.' },
    SAME_AUTHOR: { description: 'One author wrote both.' },
    SAME_SERIES: { description: 'Both are parts of the series `tag`.' },
    NEAR_DUPLICATE: { description: 'The texts are nearly the same.' },
    LINKED: { description: 'One links to the other in its text.' },
  },
});

@ObjectType('RelatedReason', {
  simpleResolvers: true,
  description: 'One reason why two stories belong together.',
})
export class RelatedReasonType {
  @Field(() => RelatedReasonKind, { description: 'What they have in common.' })
  kind!: RelatedReasonKind;

  @Field(() => [String], { description: 'The words in common; empty unless `kind` is SHARED_TERMS.' })
  terms!: string[];

  @Field(() => Float, { description: 'Share of this reason in the score, 0 to 1.' })
  weight!: number;
}

@ObjectType('RelatedStory', {
  simpleResolvers: true,
  description:
    'A story that belongs with another. The source may name a story that the archive does not hold: then `article` is null, and it is filled in by itself when that story arrives.',
})
export class RelatedStoryType {
  @Field(() => String, {
    description: "The headline as the source or the editor gave it, otherwise the article's own.",
  })
  headline!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The words printed under the headline, often cut off by the source; null where there were none.',
  })
  teaser!: string | null;

  @Field(() => UrlScalar, {
    nullable: true,
    description:
      'Where the story is, as the source gave it, otherwise from the article; null when neither says.',
  })
  url!: string | null;

  @Field(() => RelatedOrigin, { description: 'Who says that it belongs here.' })
  origin!: RelatedOrigin;

  @Field(() => Float, {
    nullable: true,
    description: 'How closely it belongs, 0 to 1. Null for links that nobody computed.',
  })
  score!: number | null;

  @Field(() => [RelatedReasonType], {
    description: 'Why: at least one for COMPUTED, empty for the other origins.',
  })
  reasons!: RelatedReason[];
}

@ArgsType()
export class RelatedArgs extends PageArgs {
  @Field(() => [RelatedOrigin], {
    nullable: true,
    description: 'Only stories of these origins; all when left out.',
  })
  origins?: RelatedOrigin[] | null;
}

export const RelatedStoryConnection = connectionType<RelatedRow>(
  'RelatedStory',
  'related stories',
  () => RelatedStoryType,
);
