import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { LookupArgs } from '../../graph/lookup-args.js';
import { fromNodeId, toNodeId } from '../../graph/node-id.js';
import { onlyOne } from '../../graph/only-one.js';
import type { MaybePromise } from '../../store/batch.js';
import type { ContentContext } from '../context.js';
import { type TagRow, tagList } from './tag.query.js';
import { TagConnection, TagListArgs, TagType } from './tag.type.js';

@ArgsType()
class TagLookupArgs extends LookupArgs {
  @Field(() => String, {
    nullable: true,
    description: 'The slug of the tag, one of its aliases, or a slug that it had before a merge.',
  })
  override slug?: string | null;
}

@Resolver(() => TagType)
export class TagResolver {
  @Query(() => TagType, {
    nullable: true,
    description: 'One tag, by exactly one of `id` and `slug`; null where unknown.',
  })
  async tag(
    @Args(() => TagLookupArgs) { id, slug }: TagLookupArgs,
    @Ctx() { tags }: ContentContext,
  ): Promise<TagRow | null> {
    const by = onlyOne('tag', { id, slug });
    if (by.name === 'slug') return tags.byName(by.value);
    const node = fromNodeId(by.value);
    return node?.kind === 'tag' ? tags.byId(node.id) : null;
  }

  @Query(() => TagConnection, { description: 'Tags of the whole archive, by name unless asked otherwise.' })
  tags(@Args(() => TagListArgs) args: TagListArgs, @Ctx() { lists, tags }: ContentContext) {
    const spec = tagList(args.orderBy, args.filter?.types ?? null, args.filter?.namePrefix ?? null);
    return new TagConnection({ lists, spec, parent: null, args, nodes: (ids) => tags.byIds(ids) });
  }

  @FieldResolver(() => ID)
  id(@Root() tag: TagRow): string {
    return toNodeId('tag', tag.id);
  }

  @FieldResolver(() => TagType, {
    nullable: true,
    description:
      'The tag around this one: the section of a subsection, the country of a town. Null at the top.',
  })
  parent(@Root() tag: TagRow, @Ctx() { tags }: ContentContext): MaybePromise<TagRow | null> {
    return tag.parentId === null ? null : tags.byId(tag.parentId);
  }

  @FieldResolver(() => [TagType], { description: 'The tags directly inside this one, by name.' })
  children(@Root() tag: TagRow, @Ctx() { tags }: ContentContext): MaybePromise<TagRow[]> {
    return tags.byIds(tag.childIds);
  }
}
