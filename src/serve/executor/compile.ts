import {
  type ExecutionResult,
  type FieldNode,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { AbstractCompleter } from './abstract.js';
import { FieldArguments } from './arguments.js';
import { type Completer, type InfoAt, LeafCompleter, ListCompleter, ObjectCompleter } from './complete.js';
import {
  CompiledField,
  type CompiledFieldParts,
  infoFor,
  type OperationInfo,
  TypenameField,
} from './field.js';
import { type FieldSite, type Path, Run } from './run.js';
import { type ResponseField, Selection } from './selection.js';

type Fields = ReturnType<typeof collectFields>;

/** Values of the variables that `@skip` and `@include` of an operation look at. */
export type Conditions = { readonly [variable: string]: boolean };

/** A query operation, compiled for one outcome of its conditions. Beneath each field when that is first met. */
export class CompiledQuery {
  private slots = 0;
  private fields = 0;
  private readonly root: Selection;

  constructor(
    private readonly info: OperationInfo,
    private readonly conditions: Conditions,
    rootType: GraphQLObjectType,
  ) {
    const { schema, fragments, operation } = info;
    const fields = collectFields(schema, { ...fragments }, conditions, rootType, operation.selectionSet);
    this.root = this.selection(rootType, fields);
  }

  /** How many fields have been compiled so far: what this costs in memory. */
  get size(): number {
    return this.fields;
  }

  /** The answer, at once when no resolver gave a promise. Errors are part of it. */
  execute(
    context: unknown,
    variables: { [name: string]: unknown },
  ): ExecutionResult | Promise<ExecutionResult> {
    const run = new Run(context, variables);
    const failed = (error: unknown): ExecutionResult => {
      run.report(error as GraphQLError, undefined);
      return { errors: run.errors, data: null };
    };
    try {
      const data = this.root.execute(run, undefined, undefined);
      return data instanceof Promise ? data.then((all) => answer(run, all), failed) : answer(run, data);
    } catch (error) {
      return failed(error);
    }
  }

  private selection(type: GraphQLObjectType, fields: Fields): Selection {
    const compiled: ResponseField[] = [];
    for (const [key, nodes] of fields) {
      const field = this.field(key, type, nodes);
      if (field !== null) compiled.push(field);
    }
    this.fields += compiled.length;
    return new Selection(compiled);
  }

  private field(
    key: string,
    parentType: GraphQLObjectType,
    nodes: readonly FieldNode[],
  ): ResponseField | null {
    const [node] = nodes;
    if (node === undefined) return null;
    if (node.name.value === '__typename') return new TypenameField(key, parentType.name);
    const field = parentType.getFields()[node.name.value];
    if (field === undefined) return null;
    const site: FieldSite = { parent: parentType.name, name: field.name, nodes };
    const args = new FieldArguments(field, node, this.slots++);
    const known = { key, parentType, field, nodes, args, operation: this.info };
    const infoAt: InfoAt = (run, path) => infoFor(parts, run, fieldPath(path));
    const completer = this.completer(field.type, site, infoAt);
    const parts: CompiledFieldParts = { ...known, completer };
    return new CompiledField(parts);
  }

  private completer(declared: GraphQLOutputType, site: FieldSite, infoAt: InfoAt): Completer {
    const required = isNonNullType(declared);
    const type = isNonNullType(declared) ? declared.ofType : declared;
    if (isListType(type)) return new ListCompleter(site, required, this.completer(type.ofType, site, infoAt));
    if (isLeafType(type)) return new LeafCompleter(site, required, type);
    const select = (object: GraphQLObjectType) => this.subselection(object, site);
    if (isAbstractType(type)) {
      return new AbstractCompleter(type, this.info.schema, site, required, select, infoAt);
    }
    if (isObjectType(type)) return new ObjectCompleter(type, site, required, select, infoAt);
    throw new TypeError(`Field ${site.parent}.${site.name} has a type of no known kind.`);
  }

  private subselection(type: GraphQLObjectType, { nodes }: FieldSite): Selection {
    const { schema, fragments } = this.info;
    return this.selection(type, collectSubfields(schema, { ...fragments }, this.conditions, type, nodes));
  }
}

function answer(run: Run, data: { [key: string]: unknown }): ExecutionResult {
  return run.errors.length === 0 ? { data } : { errors: run.errors, data };
}

/** The path of the field that a list's item belongs to. */
function fieldPath(path: Path): Path {
  let at = path;
  while (typeof at.key === 'number' && at.prev !== undefined) at = at.prev;
  return at;
}
