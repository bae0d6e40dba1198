import { ArgsType, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../../graph/connection.type.js';
import { NodeType } from '../../graph/node.type.js';
import { PageArgs } from '../../graph/page-args.js';
import { UrlScalar } from '../../graph/scalars.js';
import { AuthorOrder, type AuthorRow } from './author.query.js';
import { AUTHOR_KINDS, type AuthorKind } from './author-kind.js';

/** The enum as type-graphql wants it: an object of names. */
const AuthorKindEnum = Object.fromEntries(AUTHOR_KINDS.map((name) => [name, name])) as {
  [Name in AuthorKind]: Name;
};

registerEnumType(AuthorKindEnum, {
  name: 'AuthorKind',
  description: 'What kind of author is credited.',
  valuesConfig: {
    PERSON: { description: 'Somebody with a name.' },
    ORGANISATION: { description: 'A news agency, a desk, or simply "Staff".' },
  },
});

registerEnumType(AuthorOrder, {
  name: 'AuthorOrder',
  description: 'The order of a list of authors.',
  valuesConfig: {
    NAME_ASC: { description: 'By name as written, first names first, without regard to case and accents.' },
    ARTICLE_COUNT_DESC: { description: 'Those with the most stories first.' },
  },
});

@InputType('AuthorFilter', { description: 'Which authors a list holds.' })
export class AuthorFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Authors whose name starts like this, without regard to case and accents.',
  })
  namePrefix?: string | null;
}

@ArgsType()
export class AuthorListArgs extends PageArgs {
  @Field(() => AuthorFilter, { nullable: true, description: 'Which authors; all of them when left out.' })
  filter?: AuthorFilter | null;

  @Field(() => AuthorOrder, { defaultValue: AuthorOrder.NAME_ASC, description: 'In which order.' })
  orderBy!: AuthorOrder;
}

@ObjectType('Author', {
  implements: NodeType,
  simpleResolvers: true,
  description:
    'A person credited with stories; or an agency or a desk, where one stands in the place of a name.',
})
export class AuthorType extends NodeType {
  @Field(() => ID, { description: 'Opaque and stable.' })
  override readonly id!: unknown;

  @Field(() => String, { description: 'The name of the author in addresses: unique, and it never changes.' })
  slug!: string;

  @Field(() => String, { description: 'The name as it is printed most fully.' })
  name!: string;

  @Field(() => AuthorKindEnum, {
    description: 'Whether it is a person or an organisation such as a news agency.',
  })
  kind!: AuthorKind;

  @Field(() => String, {
    nullable: true,
    description: 'A few words about the author; null when nobody wrote any.',
  })
  bio!: string | null;

  @Field(() => UrlScalar, { nullable: true, description: "The author's own page; null when none is known." })
  url!: string | null;
}

export const AuthorConnection = connectionType<AuthorRow>('Author', 'authors', () => AuthorType);
