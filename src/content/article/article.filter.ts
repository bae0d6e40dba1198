import { Field, InputType } from 'type-graphql';
import { DateTimeScalar } from '../../graph/scalars.js';

@InputType('TagMatch', {
  description:
    'Which tags a story has to have. Tags are named by slug or alias; a tag stands for its descendants too, so a section covers its subsections. Unknown names match no story.',
})
export class TagMatch {
  @Field(() => [String], {
    nullable: true,
    description: 'At least one of these. An empty list matches nothing.',
  })
  any?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Every one of these.' })
  all?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Not one of these.' })
  none?: string[] | null;
}

@InputType('DateRange', {
  description: 'A half-open stretch of time: `from` belongs to it, `before` does not.',
})
export class DateRange {
  @Field(() => DateTimeScalar, { nullable: true, description: 'The first moment; open when left out.' })
  from?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The first moment after the range; open when left out.',
  })
  before?: string | null;
}

@InputType('ArticleFilter', {
  description:
    'Which stories a list holds. Conditions side by side must all hold; `and`, `or` and `not` nest up to 5 deep with at most 50 conditions.',
})
export class ArticleFilter {
  @Field(() => TagMatch, { nullable: true, description: 'Stories with these tags.' })
  tags?: TagMatch | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Stories by any of these authors, by slug. An empty list matches nothing.',
  })
  authors?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Stories of any of these publications, by slug. An empty list matches nothing.',
  })
  publications?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Stories of this section or of its subsections, by tag slug or alias.',
  })
  section?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Stories in any of these languages, as BCP 47 tags: `en`, `km`. `en` does not cover `en-GB`.',
  })
  languages?: string[] | null;

  @Field(() => DateRange, {
    nullable: true,
    description: 'Stories published in this stretch of time. Stories without a known date are in no range.',
  })
  published?: DateRange | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only stories with a named author. False: only stories without one.',
  })
  hasAuthor?: boolean | null;

  @Field(() => [ArticleFilter], { nullable: true, description: 'All of these hold.' })
  and?: ArticleFilter[] | null;

  @Field(() => [ArticleFilter], {
    nullable: true,
    description: 'At least one of these holds. An empty list matches nothing.',
  })
  or?: ArticleFilter[] | null;

  @Field(() => ArticleFilter, { nullable: true, description: 'This does not hold.' })
  not?: ArticleFilter | null;
}
