import {
  type FieldNode,
  type GraphQLError,
  locatedError,
  type ResponsePath,
  responsePathAsArray,
} from 'graphql';
import type { Arguments } from './arguments.js';

export type Path = ResponsePath;

/** What is known of a field before anything is executed; errors name it. */
export interface FieldSite {
  readonly parent: string;
  readonly name: string;
  readonly nodes: readonly FieldNode[];
}

/** One execution: what its resolvers share, and the errors met so far. */
export class Run {
  readonly errors: GraphQLError[] = [];
  /** Coerced arguments by the slot of their field; filled when the field is first met. */
  readonly args: (Arguments | undefined)[] = [];
  private readonly nulled = new Set<Path | undefined>();

  constructor(
    readonly context: unknown,
    readonly variables: { [name: string]: unknown },
  ) {}

  /** Keeps an error, unless its place or a place above it is null already because of another one. */
  report(error: GraphQLError, path: Path | undefined): void {
    if (this.nulled.has(undefined)) return;
    for (let step = path; step !== undefined; step = step.prev) if (this.nulled.has(step)) return;
    this.nulled.add(path);
    this.errors.push(error);
  }

  /**
   * The end of a value that could not be completed: null, with its error kept, where null is allowed.
   * @throws GraphQLError with its place where it is not: the value above has to be null.
   */
  fail(raw: unknown, site: FieldSite, required: boolean, path: Path): null {
    const error = locatedError(raw, site.nodes, responsePathAsArray(path));
    if (required) throw error;
    this.report(error, path);
    return null;
  }
}

export function step(prev: Path | undefined, key: string | number, typename: string | undefined): Path {
  return { prev, key, typename };
}

/** As graphql-js tells promises: by what can be done with them. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return false;
  return typeof (value as { then?: unknown }).then === 'function';
}

/** What comes after a promise, as a native promise whatever library the first one is of. */
export function chain(value: PromiseLike<unknown>, then: (value: unknown) => unknown): Promise<unknown> {
  const next = value.then(then);
  return next instanceof Promise ? next : Promise.resolve(next);
}

/** Rejections of promises that nobody will look at any more. */
export function forget(values: readonly unknown[]): void {
  for (const value of values) if (value instanceof Promise) value.catch(() => {});
}
