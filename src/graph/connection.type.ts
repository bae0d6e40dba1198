import { Arg, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { MaybePromise } from '../store/batch.js';
import {
  Connection,
  type Count,
  CountPrecision,
  CountRelation,
  DEFAULT_CAP,
  MAX_CAP,
  type PageCursor,
  type PageCursors,
} from './connection.js';

registerEnumType(CountPrecision, {
  name: 'CountPrecision',
  description: 'How exact a count has to be: exact counts read the whole list, the others do not.',
  valuesConfig: {
    EXACT: { description: 'Count every item. The cost grows with the list.' },
    CAPPED: { description: 'Count up to `cap` and stop. The cost is bounded.' },
    ESTIMATE: { description: "The database's expectation: cheap at any size, and only roughly right." },
  },
});

registerEnumType(CountRelation, {
  name: 'CountRelation',
  description: 'What a count says about the list.',
  valuesConfig: {
    EQUAL: { description: 'The list has exactly `value` items.' },
    AT_LEAST: { description: 'The list has `value` items or more: counting stopped at the cap.' },
    APPROXIMATE: { description: 'The list has about `value` items.' },
  },
});

@ObjectType('PageInfo', { description: 'Where a page lies in its list.' })
class PageInfoType {
  constructor(private readonly connection: Connection<unknown>) {}

  @Field(() => Boolean, { description: 'Whether the list goes on behind this page, in list order.' })
  hasNextPage(): MaybePromise<boolean> {
    return this.connection.readHasNext();
  }

  @Field(() => Boolean, { description: 'Whether the list has items in front of this page, in list order.' })
  hasPreviousPage(): MaybePromise<boolean> {
    return this.connection.readHasPrevious();
  }

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the first item; null when the page is empty.',
  })
  startCursor(): MaybePromise<string | null> {
    return this.connection.readStartCursor();
  }

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last item, for `after`; null when the page is empty.',
  })
  endCursor(): MaybePromise<string | null> {
    return this.connection.readEndCursor();
  }
}

@ObjectType('Count', { simpleResolvers: true, description: 'How many items a list has over all its pages.' })
class CountType implements Count {
  @Field(() => Int, { description: 'The number; see `relation` for what it means.' })
  value!: number;

  @Field(() => CountRelation, { description: 'Whether `value` is exact, a lower bound or an estimate.' })
  relation!: CountRelation;
}

@ObjectType('PageCursor', { simpleResolvers: true, description: 'A numbered page and the way to it.' })
class PageCursorType implements PageCursor {
  @Field(() => Int, { description: 'Number of the page, from 1.' })
  page!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Pass as `after`, with `first` equal to `size`. Null for page 1, which needs none.',
  })
  after!: string | null;

  @Field(() => Boolean, { description: 'Whether this is the page that `around` asked for.' })
  isCurrent!: boolean;
}

@ObjectType('PageCursors', {
  simpleResolvers: true,
  description: 'Numbered pages of a list, for page links like 1 … 7 8 9 … 42.',
})
class PageCursorsType implements PageCursors {
  @Field(() => [PageCursorType], { description: 'The pages around the current one; empty when the list is.' })
  pages!: PageCursor[];

  @Field(() => PageCursorType, { nullable: true, description: 'The last page; null when the list is empty.' })
  last!: PageCursor | null;
}

/**
 * The connection and edge types of a noun: the same five members for every list.
 * @param noun name of the node type in the schema
 * @param plural what the description calls the nodes
 */
export function connectionType<Node>(noun: string, plural: string, node: () => unknown) {
  @ObjectType(`${noun}Edge`, {
    simpleResolvers: true,
    description: `One of the ${plural} of a list, with its place there.`,
  })
  class EdgeType {
    @Field(() => String, { description: 'The place of this item in the list, for `after` and `before`.' })
    cursor!: string;

    @Field(() => node() as never, { description: 'The item itself.' })
    node!: Node;
  }

  @ObjectType(`${noun}Connection`, { description: `A page of a list of ${plural}.` })
  class ConnectionType extends Connection<Node> {
    @Field(() => [EdgeType], { description: 'The items with their cursors.' })
    edges(): MaybePromise<EdgeType[]> {
      return this.readEdges();
    }

    @Field(() => [node() as never], { description: 'The items alone, for when no cursors are needed.' })
    nodes(): MaybePromise<Node[]> {
      return this.readNodes();
    }

    @Field(() => PageInfoType, { description: 'Where this page lies in the list.' })
    pageInfo(): PageInfoType {
      return new PageInfoType(this);
    }

    @Field(() => CountType, {
      description: 'Number of items over all pages. Nothing is counted unless this is selected.',
    })
    totalCount(
      @Arg('precision', () => CountPrecision, {
        defaultValue: CountPrecision.EXACT,
        description: 'How exact the count has to be.',
      })
      precision: CountPrecision,
      @Arg('cap', () => Int, {
        nullable: true,
        description: `With CAPPED: where counting stops, 1 to ${MAX_CAP}; ${DEFAULT_CAP} when left out.`,
      })
      cap: number | null,
    ): MaybePromise<CountType> {
      return this.readCount(precision, cap ?? null);
    }

    @Field(() => PageCursorsType, {
      description: 'Numbered pages, for jumping into the middle of a list and paging on from there.',
    })
    pageCursors(
      @Arg('size', () => Int, { description: 'Items on a page: 1 to 100; use the same number as `first`.' })
      size: number,
      @Arg('around', () => Int, {
        nullable: true,
        description: 'Number of the page that the reader is on, from 1; page 1 when left out.',
      })
      around: number | null,
    ): MaybePromise<PageCursorsType> {
      return this.readPageCursors(size, around ?? 1);
    }
  }
  return ConnectionType;
}
