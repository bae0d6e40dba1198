import { ArgsType, Field, Int } from 'type-graphql';
import { GatewayError } from '../errors.js';
import type { Order } from '../store/keyset.js';
import type { PageRequest } from '../store/list-reader.js';
import { decodeCursor } from './cursor.js';

export const DEFAULT_PAGE = 20;
export const MAX_PAGE = 100;

/** The four paging arguments that every list takes. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many from the start (or after \`after\`): 1 to ${MAX_PAGE}. Without \`first\` and \`last\` it is ${DEFAULT_PAGE}.`,
  })
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Start behind this cursor: the `endCursor` of the page before gives the next page.',
  })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: `How many from the end (or before \`before\`): 1 to ${MAX_PAGE}. Never together with \`first\`. The order stays the same.`,
  })
  last?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'End in front of this cursor: with `last`, the `startCursor` of a page gives the page before it.',
  })
  before?: string | null;
}

function checkSize(argument: 'first' | 'last', size: number | null | undefined): void {
  if (size === null || size === undefined || (size >= 1 && size <= MAX_PAGE)) return;
  throw new GatewayError(
    'BAD_USER_INPUT',
    `Argument "${argument}" is ${size}, but a page holds 1 to ${MAX_PAGE} items. Ask for at most ${MAX_PAGE} and follow pageInfo to the next page.`,
    { argument },
  );
}

/**
 * What the paging arguments ask for.
 * @throws GatewayError BAD_USER_INPUT when both directions are asked for, a size is out of bounds, or a cursor
 *   is not one of this list and order.
 */
export function toPageRequest(args: PageArgs, list: string, order: Order): PageRequest {
  const { first, last, after, before } = args;
  if (first != null && last != null) {
    throw new GatewayError(
      'BAD_USER_INPUT',
      'Arguments "first" and "last" were both given. Use first (with after) to page forward or last (with before) to page backward.',
      { argument: 'last' },
    );
  }
  checkSize('first', first);
  checkSize('last', last);
  return {
    backward: last != null,
    limit: first ?? last ?? DEFAULT_PAGE,
    range: {
      after: after == null ? null : decodeCursor('after', after, list, order),
      before: before == null ? null : decodeCursor('before', before, list, order),
    },
  };
}
