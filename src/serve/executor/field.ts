import type {
  FieldNode,
  GraphQLField,
  GraphQLFieldResolver,
  GraphQLObjectType,
  GraphQLResolveInfo,
} from 'graphql';
import type { FieldArguments } from './arguments.js';
import type { Completer } from './complete.js';
import { chain, type FieldSite, isThenable, type Path, type Run, step } from './run.js';
import type { ResponseField } from './selection.js';

/** What every field of an operation tells its resolver. */
export type OperationInfo = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'operation'>;

export interface CompiledFieldParts {
  key: string;
  parentType: GraphQLObjectType;
  field: GraphQLField<unknown, unknown>;
  nodes: readonly FieldNode[];
  args: FieldArguments;
  completer: Completer;
  operation: OperationInfo;
}

/** What resolvers are told as their fourth argument: an object of its own for each call, as graphql-js makes it. */
export function infoFor(parts: CompiledFieldParts, run: Run, path: Path): GraphQLResolveInfo {
  const { field, nodes, parentType, operation } = parts;
  return {
    fieldName: field.name,
    fieldNodes: nodes,
    returnType: field.type,
    parentType,
    path,
    schema: operation.schema,
    fragments: operation.fragments,
    rootValue: undefined,
    operation: operation.operation,
    variableValues: run.variables,
  };
}

/** `__typename`: known as soon as the type of the object is. */
export class TypenameField implements ResponseField {
  constructor(
    readonly key: string,
    private readonly typename: string,
  ) {}

  execute(): string {
    return this.typename;
  }
}

/** A field with a resolver, or one that is read from a property. */
export class CompiledField implements ResponseField, FieldSite {
  readonly key: string;
  readonly parent: string;
  readonly name: string;
  readonly nodes: readonly FieldNode[];
  private readonly args: FieldArguments;
  private readonly completer: Completer;
  private readonly resolver: GraphQLFieldResolver<unknown, unknown> | null;
  /** Whether values beneath this one need its path; that of a leaf is made when an error or a resolver asks for it. */
  private readonly deep: boolean;

  constructor(private readonly parts: CompiledFieldParts) {
    this.key = parts.key;
    this.parent = parts.parentType.name;
    this.name = parts.field.name;
    this.nodes = parts.nodes;
    this.args = parts.args;
    this.completer = parts.completer;
    this.resolver = parts.field.resolve ?? null;
    this.deep = parts.completer.deep;
  }

  execute(run: Run, source: unknown, parent: Path | undefined): unknown {
    const path = this.deep ? step(parent, this.key, this.parent) : undefined;
    try {
      const value =
        this.resolver === null
          ? this.read(run, source, parent, path)
          : this.resolve(this.resolver, run, source, path ?? step(parent, this.key, this.parent));
      if (isThenable(value)) return this.later(run, value, parent, path);
      const completed = this.completer.complete(run, value, path);
      if (typeof completed === 'object' && completed instanceof Promise) {
        return completed.then(undefined, (error) => this.fail(run, error, parent, path));
      }
      return completed;
    } catch (error) {
      return this.fail(run, error, parent, path);
    }
  }

  private resolve(
    resolver: GraphQLFieldResolver<unknown, unknown>,
    run: Run,
    source: unknown,
    path: Path,
  ): unknown {
    return resolver(source, this.args.of(run), run.context, infoFor(this.parts, run, path));
  }

  /** As graphql-js resolves fields that have no resolver: a property, or what a method of that name gives. */
  private read(run: Run, source: unknown, parent: Path | undefined, path: Path | undefined): unknown {
    const args = this.args.of(run);
    if ((typeof source !== 'object' || source === null) && typeof source !== 'function') return undefined;
    const object = source as { [name: string]: unknown };
    const value = object[this.name];
    if (typeof value !== 'function') return value;
    const info = infoFor(this.parts, run, path ?? step(parent, this.key, this.parent));
    return (object as { [name: string]: (...given: unknown[]) => unknown })[this.name]?.(
      args,
      run.context,
      info,
    );
  }

  private later(
    run: Run,
    value: PromiseLike<unknown>,
    parent: Path | undefined,
    path: Path | undefined,
  ): Promise<unknown> {
    return chain(value, (resolved) => this.completer.complete(run, resolved, path)).then(undefined, (error) =>
      this.fail(run, error, parent, path),
    );
  }

  private fail(run: Run, error: unknown, parent: Path | undefined, path: Path | undefined): null {
    return run.fail(error, this, this.completer.required, path ?? step(parent, this.key, this.parent));
  }
}
