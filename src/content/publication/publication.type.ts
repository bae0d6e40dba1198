import { Field, ID, ObjectType } from 'type-graphql';
import { connectionType } from '../../graph/connection.type.js';
import { NodeType } from '../../graph/node.type.js';
import { UrlScalar } from '../../graph/scalars.js';
import type { PublicationRow } from './publication.query.js';

@ObjectType('Publication', {
  implements: NodeType,
  simpleResolvers: true,
  description: 'A newspaper, magazine or site that stories belong to.',
})
export class PublicationType extends NodeType {
  @Field(() => ID, { description: 'Opaque and stable.' })
  override readonly id!: unknown;

  @Field(() => String, {
    description: 'The name of the publication in addresses: unique, and it never changes.',
  })
  slug!: string;

  @Field(() => String, { description: 'The name as the publication writes it.' })
  name!: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Its front page; null when no address is known.' })
  url!: string | null;

  @Field(() => String, {
    description:
      'Language that its stories are in unless they say otherwise, as BCP 47; `und` when nobody said.',
  })
  language!: string;
}

export const PublicationConnection = connectionType<PublicationRow>(
  'Publication',
  'publications',
  () => PublicationType,
);
