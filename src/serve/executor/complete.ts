import {
  GraphQLBoolean,
  GraphQLError,
  GraphQLID,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  GraphQLString,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';
import { chain, type FieldSite, forget, isThenable, type Path, type Run, step } from './run.js';
import type { Selection } from './selection.js';

/** Gives the info of a field by its path; only types that are found out while executing ask for it. */
export type InfoAt = (run: Run, path: Path) => GraphQLResolveInfo;

/** Turns what a resolver gave into what the answer holds. */
export abstract class Completer {
  /** Whether values of this type need their path: they have fields or items of their own. */
  abstract readonly deep: boolean;

  constructor(
    protected readonly site: FieldSite,
    readonly required: boolean,
  ) {}

  /**
   * The value for the answer, or a native promise of it.
   * @throws what the resolver gave as an error, or why the value is not of the type; where it happened is added above
   */
  complete(run: Run, value: unknown, path: Path | undefined): unknown {
    if (value === null || value === undefined) {
      if (!this.required) return null;
      throw new Error(`Cannot return null for non-nullable field ${this.site.parent}.${this.site.name}.`);
    }
    if (typeof value === 'object' && value instanceof Error) throw value;
    return this.finish(run, value, path);
  }

  protected abstract finish(run: Run, value: unknown, path: Path | undefined): unknown;
}

/** Scalars whose values of this JavaScript type are sent as they are. */
function plainTypeOf(type: GraphQLLeafType): string | null {
  if (type === GraphQLString || type === GraphQLID) return 'string';
  return type === GraphQLBoolean ? 'boolean' : null;
}

export class LeafCompleter extends Completer {
  readonly deep = false;
  private readonly plain: string | null;

  constructor(
    site: FieldSite,
    required: boolean,
    private readonly type: GraphQLLeafType,
  ) {
    super(site, required);
    this.plain = plainTypeOf(type);
  }

  protected override finish(_run: Run, value: unknown): unknown {
    if (typeof value === this.plain) return value;
    const serialized = this.type.serialize(value);
    if (serialized === null || serialized === undefined) {
      throw new Error(
        `Expected \`${inspect(this.type)}.serialize(${inspect(value)})\` to return non-nullable value, returned: ${inspect(serialized)}`,
      );
    }
    return isThenable(serialized) ? Promise.resolve(serialized) : serialized;
  }
}

export class ListCompleter extends Completer {
  readonly deep = true;

  constructor(
    site: FieldSite,
    required: boolean,
    private readonly item: Completer,
  ) {
    super(site, required);
  }

  protected override finish(run: Run, value: unknown, path: Path | undefined): unknown {
    if (typeof value !== 'object' || value === null || !isIterable(value)) {
      throw new GraphQLError(
        `Expected Iterable, but did not find one for field "${this.site.parent}.${this.site.name}".`,
      );
    }
    const items: unknown[] = [];
    let waiting = false;
    try {
      for (const entry of value) {
        const item = this.completeItem(run, entry, path, items.length);
        items.push(item);
        if (typeof item === 'object' && item instanceof Promise) waiting = true;
      }
    } catch (error) {
      if (waiting) forget(items);
      throw error;
    }
    return waiting ? Promise.all(items) : items;
  }

  private completeItem(run: Run, entry: unknown, parent: Path | undefined, index: number): unknown {
    const { item } = this;
    const path = item.deep ? step(parent, index, undefined) : undefined;
    try {
      const completed = isThenable(entry)
        ? chain(entry, (value) => item.complete(run, value, path))
        : item.complete(run, entry, path);
      if (typeof completed !== 'object' || !(completed instanceof Promise)) return completed;
      return completed.then(undefined, (error) => this.fail(run, error, parent, index, path));
    } catch (error) {
      return this.fail(run, error, parent, index, path);
    }
  }

  private fail(
    run: Run,
    error: unknown,
    parent: Path | undefined,
    index: number,
    path: Path | undefined,
  ): null {
    return run.fail(error, this.site, this.item.required, path ?? step(parent, index, undefined));
  }
}

function isIterable(value: object): value is Iterable<unknown> {
  return typeof (value as { [Symbol.iterator]?: unknown })[Symbol.iterator] === 'function';
}

/** What has fields of its own: objects, and abstract types whose values are objects of one of several types. */
export abstract class CompositeCompleter extends Completer {
  readonly deep = true;

  constructor(
    site: FieldSite,
    required: boolean,
    protected readonly select: (type: GraphQLObjectType) => Selection,
    protected readonly infoAt: InfoAt,
  ) {
    super(site, required);
  }

  /** Checks that a value is of its object type, where the type can tell, and completes its fields. */
  protected completeObject(
    run: Run,
    type: GraphQLObjectType,
    selection: Selection,
    value: unknown,
    path: Path | undefined,
  ): unknown {
    if (!type.isTypeOf) return selection.execute(run, value, path);
    const check = (is: unknown) => {
      if (is) return selection.execute(run, value, path);
      throw new GraphQLError(`Expected value of type "${type.name}" but got: ${inspect(value)}.`, {
        nodes: this.site.nodes,
      });
    };
    const is = type.isTypeOf(value, run.context, this.infoAt(run, path as Path));
    return isThenable(is) ? chain(is, check) : check(is);
  }
}

export class ObjectCompleter extends CompositeCompleter {
  private selection: Selection | null = null;

  constructor(
    private readonly type: GraphQLObjectType,
    ...rest: ConstructorParameters<typeof CompositeCompleter>
  ) {
    super(...rest);
  }

  protected override finish(run: Run, value: unknown, path: Path | undefined): unknown {
    this.selection ??= this.select(this.type);
    return this.completeObject(run, this.type, this.selection, value, path);
  }
}
