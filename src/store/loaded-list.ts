import type { Order, Position, Range } from './keyset.js';
import type { IdPage, ListSpec, Lists, PageRequest } from './list-reader.js';

/**
 * A short list that is read whole, such as the stories related to one article: the same pages, cursors and
 * counts as a `ListReader` gives, without further statements. The id of a row is its number, from 1.
 */
export class LoadedList implements Lists {
  /** @param load the positions of all rows, in list order */
  constructor(private readonly load: () => Promise<readonly Position[]>) {}

  async page({ order }: ListSpec, { range, backward, limit }: PageRequest): Promise<IdPage> {
    const rows = (await this.numbered()).filter((row) => within(order, range, row.position));
    const kept = backward ? rows.slice(-limit) : rows.slice(0, limit);
    return {
      ids: kept.map((row) => row.id),
      positions: kept.map((row) => row.position),
      more: rows.length > limit,
    };
  }

  async any({ order }: ListSpec, range: Range): Promise<boolean> {
    return (await this.load()).some((position) => within(order, range, position));
  }

  async count(_spec: ListSpec, cap: number | null): Promise<number> {
    const { length } = await this.load();
    return cap === null ? length : Math.min(cap, length);
  }

  async estimate(): Promise<number> {
    return (await this.load()).length;
  }

  async positions(_spec: ListSpec, numbers: number[]): Promise<Map<number, Position>> {
    const wanted = new Set(numbers);
    return new Map(
      (await this.numbered()).filter(({ id }) => wanted.has(id)).map((row) => [row.id, row.position]),
    );
  }

  private async numbered(): Promise<{ id: number; position: Position }[]> {
    return (await this.load()).map((position, index) => ({ id: index + 1, position }));
  }
}

function within(order: Order, { after, before, inclusive = false }: Range, position: Position): boolean {
  const least = inclusive ? 0 : 1;
  if (after !== null && compare(order, position, after) < least) return false;
  return before === null || compare(order, before, position) >= least;
}

/** Positive when `a` comes behind `b` in the order. */
function compare(order: Order, a: Position, b: Position): number {
  const sign = order.direction === 'asc' ? 1 : -1;
  for (const [index, key] of order.keys.entries()) {
    const [left, right] = [a[index] ?? '', b[index] ?? ''];
    if (left === right) continue;
    const numeric = key.type !== 'text' && key.type !== 'timestamptz';
    const bigger = numeric ? Number(left) > Number(right) : left > right;
    return bigger ? sign : -sign;
  }
  return 0;
}
