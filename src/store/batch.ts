/** A value, or a promise of it: hot paths stay synchronous when nothing has to be fetched. */
export type MaybePromise<T> = T | Promise<T>;

/** Calls `then` at once on a value, later on a promise. */
export function whenReady<T, R>(
  value: MaybePromise<T>,
  then: (value: T) => MaybePromise<R>,
): MaybePromise<R> {
  return value instanceof Promise ? value.then(then) : then(value);
}

/**
 * Collects the keys that are asked for until every resolver that can run has run, and fetches them with one
 * call. Waiting for the tick after the pending promise jobs is what makes sibling fields meet in one batch.
 */
export class Batch<K, V> {
  private pending: { keys: Set<K>; result: Promise<Map<K, V>> } | null = null;

  constructor(private readonly fetch: (keys: K[]) => Promise<Map<K, V>>) {}

  /** The fetched values by key, of this and every other call in the same batch. */
  load(keys: Iterable<K>): Promise<Map<K, V>> {
    this.pending ??= this.open();
    for (const key of keys) this.pending.keys.add(key);
    return this.pending.result;
  }

  private open(): { keys: Set<K>; result: Promise<Map<K, V>> } {
    const keys = new Set<K>();
    const result = Promise.resolve()
      .then(() => new Promise<void>((resolve) => process.nextTick(resolve)))
      .then(() => {
        this.pending = null;
        return this.fetch([...keys]);
      });
    return { keys, result };
  }
}
