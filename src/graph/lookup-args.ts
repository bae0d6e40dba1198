import { ArgsType, Field, ID } from 'type-graphql';

/** How one thing is looked up: by exactly one of its names (see `onlyOne`). */
@ArgsType()
export class LookupArgs {
  @Field(() => ID, { nullable: true, description: 'The `id` of an earlier answer.' })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'The `slug`, as it stands in addresses.' })
  slug?: string | null;
}
