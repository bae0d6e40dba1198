import {
  defaultTypeResolver,
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';
import { CompositeCompleter } from './complete.js';
import { chain, isThenable, type Path, type Run } from './run.js';
import type { Selection } from './selection.js';

interface Known {
  type: GraphQLObjectType;
  selection: Selection;
}

/** Values of an interface or a union: each tells its object type, whose fields are compiled when it is first met. */
export class AbstractCompleter extends CompositeCompleter {
  private readonly known = new Map<unknown, Known>();

  constructor(
    private readonly type: GraphQLAbstractType,
    private readonly schema: GraphQLSchema,
    ...rest: ConstructorParameters<typeof CompositeCompleter>
  ) {
    super(...rest);
  }

  protected override finish(run: Run, value: unknown, path: Path | undefined): unknown {
    const resolveType = this.type.resolveType ?? defaultTypeResolver;
    const name = resolveType(value, run.context, this.infoAt(run, path as Path), this.type);
    if (isThenable(name)) return chain(name, (found) => this.as(found, run, value, path));
    return this.as(name, run, value, path);
  }

  private as(name: unknown, run: Run, value: unknown, path: Path | undefined): unknown {
    let known = this.known.get(name);
    if (known === undefined) {
      const type = this.typeOf(name, value);
      known = { type, selection: this.select(type) };
      this.known.set(name, known);
    }
    return this.completeObject(run, known.type, known.selection, value, path);
  }

  /** @throws GraphQLError in the words of graphql-js when the name is not that of a possible object type. */
  private typeOf(name: unknown, value: unknown): GraphQLObjectType {
    const abstract = this.type.name;
    const field = `field "${this.site.parent}.${this.site.name}"`;
    if (name === null || name === undefined) {
      throw this.error(
        `Abstract type "${abstract}" must resolve to an Object type at runtime for ${field}. Either the "${abstract}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`,
      );
    }
    if (isObjectType(name)) {
      throw new GraphQLError(
        'Support for returning GraphQLObjectType from resolveType was removed in graphql-js@16.0.0 please return type name instead.',
      );
    }
    if (typeof name !== 'string') {
      throw new GraphQLError(
        `Abstract type "${abstract}" must resolve to an Object type at runtime for ${field} with value ${inspect(value)}, received "${inspect(name)}".`,
      );
    }
    const type = this.schema.getType(name);
    const resolved = `Abstract type "${abstract}" was resolved to a`;
    if (type === undefined) {
      throw this.error(`${resolved} type "${name}" that does not exist inside the schema.`);
    }
    if (!isObjectType(type)) throw this.error(`${resolved} non-object type "${name}".`);
    if (!this.schema.isSubType(this.type, type)) {
      throw this.error(`Runtime Object type "${name}" is not a possible type for "${abstract}".`);
    }
    return type;
  }

  private error(message: string): GraphQLError {
    return new GraphQLError(message, { nodes: this.site.nodes });
  }
}
