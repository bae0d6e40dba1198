import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { GatewayError } from '../errors.js';
import { NodeType } from '../graph/node.type.js';
import { fromNodeId, type NodeKind } from '../graph/node-id.js';
import type { MaybePromise } from '../store/batch.js';
import { whenReady } from '../store/batch.js';
import { ArticleType } from './article/article.type.js';
import { AuthorType } from './author/author.type.js';
import type { ContentContext } from './context.js';
import { PublicationType } from './publication/publication.type.js';
import { TagType } from './tag/tag.type.js';

const MAX_NODES = 100;

const TYPES = { article: ArticleType, author: AuthorType, tag: TagType, publication: PublicationType };

function row(content: ContentContext, kind: NodeKind, id: number): MaybePromise<object | null> {
  switch (kind) {
    case 'article':
      return content.articles.byId(id);
    case 'author':
      return content.authors.byId(id);
    case 'tag':
      return content.tags.byId(id);
    case 'publication':
      return content.publications.byId(id);
    default:
      return kind satisfies never;
  }
}

/** Rows are plain objects: as a Node they carry the class that tells their type in the schema. */
function node(content: ContentContext, nodeId: string): MaybePromise<object | null> {
  const found = fromNodeId(nodeId);
  if (found === null) return null;
  return whenReady(row(content, found.kind, found.id), (value) =>
    value === null ? null : Object.assign(Object.create(TYPES[found.kind].prototype), value),
  );
}

@Resolver()
export class NodeResolver {
  @Query(() => NodeType, {
    nullable: true,
    description: 'Anything by its id; null where the id is unknown. Spread the type that you expect.',
  })
  node(
    @Arg('id', () => ID, { description: 'The `id` of an earlier answer.' }) id: string,
    @Ctx() content: ContentContext,
  ): MaybePromise<object | null> {
    return node(content, id);
  }

  @Query(() => [NodeType], {
    nullable: 'items',
    description: `Up to ${MAX_NODES} things by their ids, in the order asked for, with null where an id is unknown.`,
  })
  nodes(
    @Arg('ids', () => [ID], { description: `At most ${MAX_NODES} ids of earlier answers.` }) ids: string[],
    @Ctx() content: ContentContext,
  ): Promise<(object | null)[]> {
    if (ids.length > MAX_NODES) {
      throw new GatewayError(
        'BAD_USER_INPUT',
        `Argument "ids" has ${ids.length} ids, but at most ${MAX_NODES} are allowed. Ask for them in several queries.`,
        { argument: 'ids' },
      );
    }
    return Promise.all(ids.map((id) => node(content, id)));
  }
}
