import { ArgsType, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../../graph/connection.type.js';
import { NodeType } from '../../graph/node.type.js';
import { PageArgs } from '../../graph/page-args.js';
import { TagOrder, type TagRow } from './tag.query.js';
import { TAG_TYPES, type TagType as TagTypeName } from './tag-type.js';

/** The enum as type-graphql wants it: an object of names. */
export const TagTypeEnum = Object.fromEntries(TAG_TYPES.map((name) => [name, name])) as {
  [Name in TagTypeName]: Name;
};

registerEnumType(TagTypeEnum, {
  name: 'TagType',
  description: 'What kind of thing a tag names.',
  valuesConfig: {
    TOPIC: { description: 'A subject: housing, floods, football.' },
    PERSON: { description: 'Somebody whom stories are about. Those who write them are authors.' },
    ORGANISATION: { description: 'A company, party, club, court or agency.' },
    PLACE: { description: 'A place on the map; `parent` is the place around it.' },
    EVENT: { description: 'Something that happens once, or once a year: an election, a festival.' },
    SECTION: { description: 'A part of the paper; `parent` is the section around it.' },
    SERIES: { description: 'Stories that were published as one piece in parts.' },
  },
});

registerEnumType(TagOrder, {
  name: 'TagOrder',
  description: 'The order of a list of tags.',
  valuesConfig: {
    NAME_ASC: { description: 'By name, without regard to case and accents.' },
    ARTICLE_COUNT_DESC: { description: 'Those with the most stories first.' },
  },
});

@InputType('TagFilter', { description: 'Which tags a list holds. Conditions side by side must all hold.' })
export class TagFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Tags whose name starts like this, without regard to case and accents.',
  })
  namePrefix?: string | null;

  @Field(() => [TagTypeEnum], {
    nullable: true,
    description: 'Tags of any of these types. An empty list matches nothing.',
  })
  types?: TagTypeName[] | null;
}

@ArgsType()
export class TagListArgs extends PageArgs {
  @Field(() => TagFilter, { nullable: true, description: 'Which tags; all of them when left out.' })
  filter?: TagFilter | null;

  @Field(() => TagOrder, { defaultValue: TagOrder.NAME_ASC, description: 'In which order.' })
  orderBy!: TagOrder;
}

@ObjectType('Tag', {
  implements: NodeType,
  simpleResolvers: true,
  description:
    'What stories are about or belong to: a topic, person, organisation, place, event, section or series.',
})
export class TagType extends NodeType {
  @Field(() => ID, { description: 'Opaque and stable.' })
  override readonly id!: unknown;

  @Field(() => String, {
    description:
      'The name of the tag in addresses. When tags are merged, the slugs of both keep leading to the one that stays.',
  })
  slug!: string;

  @Field(() => String, { description: 'The name that readers see.' })
  name!: string;

  @Field(() => TagTypeEnum, { description: 'What kind of thing it names.' })
  type!: TagTypeName;

  @Field(() => String, { nullable: true, description: 'A sentence about it; null when nobody wrote one.' })
  description!: string | null;

  @Field(() => [String], {
    description: 'Other names for the same thing. Each can be used in filters and in `tag(slug:)`.',
  })
  aliases!: string[];
}

export const TagConnection = connectionType<TagRow>('Tag', 'tags', () => TagType);
