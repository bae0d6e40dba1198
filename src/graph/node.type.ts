import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType('Node', {
  description: 'Anything with an id of its own, to be fetched again by `node(id:)`.',
})
export abstract class NodeType {
  @Field(() => ID, {
    description:
      'Opaque and stable: it stays the same when the story is ingested again. Do not take it apart.',
  })
  readonly id!: unknown;
}
