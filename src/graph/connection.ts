import { GatewayError } from '../errors.js';
import type { MaybePromise } from '../store/batch.js';
import type { IdPage, ListSpec, Lists, PageRequest } from '../store/list-reader.js';
import { encodeCursor } from './cursor.js';
import type { PageArgs } from './page-args.js';
import { toPageRequest } from './page-args.js';

export const CountPrecision = { EXACT: 'EXACT', CAPPED: 'CAPPED', ESTIMATE: 'ESTIMATE' } as const;
export type CountPrecision = keyof typeof CountPrecision;

export const CountRelation = { EQUAL: 'EQUAL', AT_LEAST: 'AT_LEAST', APPROXIMATE: 'APPROXIMATE' } as const;
export type CountRelation = keyof typeof CountRelation;

/** Counting so far costs at most about two pages of 20, at a million articles: `npm run bench -- --growth`. */
export const DEFAULT_CAP = 1_000;
export const MAX_CAP = 1_000_000;

/** How many pages either side of `around` a page jump offers. */
const JUMP_REACH = 2;

export interface Count {
  value: number;
  relation: CountRelation;
}

export interface PageCursor {
  page: number;
  after: string | null;
  isCurrent: boolean;
}

export interface PageCursors {
  pages: PageCursor[];
  last: PageCursor | null;
}

export interface ConnectionOptions<Node> {
  lists: Lists;
  spec: ListSpec;
  /** Row id of the object that the list hangs on; null for a list of the whole archive. */
  parent: number | null;
  args: PageArgs;
  /** The nodes behind a page's ids; a row that went away in the meantime is left out. */
  nodes: (ids: number[]) => MaybePromise<(Node & { id: number })[]>;
  /** Length of the list, where the database keeps it exactly: then nothing is ever counted. */
  kept?: () => MaybePromise<number>;
}

interface Page<Node> {
  ids: IdPage;
  nodes: (Node & { id: number })[];
}

/**
 * One page of a list. Everything is read when it is asked for and at most once: a query that selects only
 * `totalCount` sends only the count, and one that does not select it never counts.
 */
export class Connection<Node> {
  private readonly request: PageRequest;
  private loaded: Promise<Page<Node>> | null = null;

  /** @throws GatewayError BAD_USER_INPUT when the paging arguments are wrong. */
  constructor(private readonly options: ConnectionOptions<Node>) {
    this.request = toPageRequest(options.args, options.spec.name, options.spec.order);
  }

  async readNodes(): Promise<Node[]> {
    return (await this.page()).nodes;
  }

  async readEdges(): Promise<{ cursor: string; node: Node }[]> {
    const { ids, nodes } = await this.page();
    const position = new Map(ids.ids.map((id, index) => [id, ids.positions[index] ?? []]));
    return nodes.map((node) => ({ cursor: this.cursor(position.get(node.id) ?? []), node }));
  }

  /** A probe for rows on the other side is sent only when it is asked for. */
  async readHasNext(): Promise<boolean> {
    const { range, backward } = this.request;
    return (!backward && (await this.page()).ids.more) || this.anyFrom(range.before);
  }

  async readHasPrevious(): Promise<boolean> {
    const { range, backward } = this.request;
    return (backward && (await this.page()).ids.more) || this.anyUpTo(range.after);
  }

  async readStartCursor(): Promise<string | null> {
    return this.cursorOrNull((await this.page()).ids.positions.at(0));
  }

  async readEndCursor(): Promise<string | null> {
    return this.cursorOrNull((await this.page()).ids.positions.at(-1));
  }

  async readCount(precision: CountPrecision, cap: number | null): Promise<Count> {
    const { lists, spec, parent } = this.options;
    if (cap !== null && (precision !== 'CAPPED' || cap < 1 || cap > MAX_CAP)) {
      throw new GatewayError(
        'BAD_USER_INPUT',
        `Argument "cap" is ${cap} with precision ${precision}. It goes with CAPPED and is 1 to ${MAX_CAP}; leave it out for ${DEFAULT_CAP}.`,
        { argument: 'cap' },
      );
    }
    if (precision === 'ESTIMATE') return this.estimate();
    if (precision === 'EXACT') return { value: await this.length(), relation: 'EQUAL' };
    const limit = cap ?? DEFAULT_CAP;
    const value = (await this.options.kept?.()) ?? (await lists.count(spec, limit + 1, parent));
    return value > limit ? { value: limit, relation: 'AT_LEAST' } : { value, relation: 'EQUAL' };
  }

  private async length(): Promise<number> {
    const { lists, spec, parent, kept } = this.options;
    return (await kept?.()) ?? lists.count(spec, null, parent);
  }

  /** Cursors of the pages around one and of the last page, for pages of `size` rows. */
  async readPageCursors(size: number, around: number): Promise<PageCursors> {
    const { lists, spec, parent } = this.options;
    checkJump(size, around);
    const total = await this.length();
    const lastPage = Math.ceil(total / size);
    if (lastPage === 0) return { pages: [], last: null };
    const current = Math.min(around, lastPage);
    const from = Math.max(1, current - JUMP_REACH);
    const to = Math.min(lastPage, current + JUMP_REACH);
    const numbers = [...range(from, to), lastPage]
      .filter((page) => page > 1)
      .map((page) => (page - 1) * size);
    const positions = await lists.positions(spec, [...new Set(numbers)], total, parent);
    const cursorOf = (page: number): PageCursor => ({
      page,
      after: this.cursorOrNull(positions.get((page - 1) * size)),
      isCurrent: page === current,
    });
    return { pages: range(from, to).map(cursorOf), last: cursorOf(lastPage) };
  }

  private async estimate(): Promise<Count> {
    const { lists, spec, parent, kept } = this.options;
    if (kept !== undefined) return { value: await kept(), relation: 'APPROXIMATE' };
    if (parent === null) return { value: await lists.estimate(spec), relation: 'APPROXIMATE' };
    const counted = await lists.count(spec, DEFAULT_CAP, parent);
    return { value: counted, relation: counted < DEFAULT_CAP ? 'EQUAL' : 'AT_LEAST' };
  }

  private page(): Promise<Page<Node>> {
    this.loaded ??= this.load();
    return this.loaded;
  }

  private async load(): Promise<Page<Node>> {
    const { lists, spec, parent, nodes } = this.options;
    const ids = await lists.page(spec, this.request, parent);
    return { ids, nodes: await nodes(ids.ids) };
  }

  private async anyUpTo(position: readonly string[] | null): Promise<boolean> {
    const { lists, spec, parent } = this.options;
    return position !== null && lists.any(spec, { after: null, before: position, inclusive: true }, parent);
  }

  private async anyFrom(position: readonly string[] | null): Promise<boolean> {
    const { lists, spec, parent } = this.options;
    return position !== null && lists.any(spec, { after: position, before: null, inclusive: true }, parent);
  }

  private cursor(position: readonly string[]): string {
    return encodeCursor(this.options.spec.name, this.options.spec.order, position);
  }

  private cursorOrNull(position: readonly string[] | undefined): string | null {
    return position === undefined ? null : this.cursor(position);
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function checkJump(size: number, around: number): void {
  if (size < 1 || size > 100) {
    throw new GatewayError('BAD_USER_INPUT', `Argument "size" is ${size}, but a page holds 1 to 100 items.`, {
      argument: 'size',
    });
  }
  if (around < 1) {
    throw new GatewayError(
      'BAD_USER_INPUT',
      `Argument "around" is ${around}, but pages are counted from 1.`,
      {
        argument: 'around',
      },
    );
  }
}
