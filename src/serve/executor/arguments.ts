import {
  type ArgumentNode,
  BREAK,
  type FieldNode,
  type GraphQLField,
  getArgumentValues,
  Kind,
  visit,
} from 'graphql';
import type { Run } from './run.js';

export type Arguments = { readonly [name: string]: unknown };

const NONE: Arguments = Object.freeze({});

/**
 * The arguments of one field of a query. Resolvers of every parent object are handed the same frozen object: without
 * variables it is made once for the query, with variables once for each execution.
 */
export class FieldArguments {
  private readonly fixed: Arguments | null;

  /** @param slot the place in `Run.args` that is this field's own */
  constructor(
    private readonly field: GraphQLField<unknown, unknown>,
    private readonly node: FieldNode,
    private readonly slot: number,
  ) {
    this.fixed = field.args.length === 0 ? NONE : this.coerceNow();
  }

  /** @throws GraphQLError as graphql-js words it, when a variable holds what the argument cannot be. */
  of(run: Run): Arguments {
    if (this.fixed !== null) return this.fixed;
    const known = run.args[this.slot];
    if (known !== undefined) return known;
    const args = Object.freeze(getArgumentValues(this.field, this.node, run.variables));
    run.args[this.slot] = args;
    return args;
  }

  private coerceNow(): Arguments | null {
    if (this.node.arguments?.some(hasVariable)) return null;
    try {
      return freezeDeep(getArgumentValues(this.field, this.node, {}), new Set(defaultsOf(this.field)));
    } catch {
      // Each execution then throws it again, where its error gets a path.
      return null;
    }
  }
}

function hasVariable(argument: ArgumentNode): boolean {
  let found = false;
  visit(argument, {
    [Kind.VARIABLE]: () => {
      found = true;
      return BREAK;
    },
  });
  return found;
}

function defaultsOf(field: GraphQLField<unknown, unknown>): unknown[] {
  return field.args.map((argument) => argument.defaultValue);
}

/** Freezes lists and input objects; what a scalar made, and default values that belong to the schema, stay as they are. */
function freezeDeep<T extends object>(value: T, spared: ReadonlySet<unknown>): T {
  for (const inner of Object.values(value)) {
    if (isContainer(inner) && !spared.has(inner) && !Object.isFrozen(inner)) freezeDeep(inner, spared);
  }
  return Object.freeze(value);
}

function isContainer(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || prototype === Object.prototype;
}
