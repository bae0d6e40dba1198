import {
  GraphQLBoolean,
  GraphQLEnumType,
  type GraphQLFieldConfig,
  GraphQLFloat,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
  isListType,
  isNonNullType,
  responsePathAsArray,
} from 'graphql';

/** What decides how resolvers behave. */
export interface OddContext {
  seed: number;
  /** Of 100 values, how many are faulty. */
  faults: number;
  /** Of 100 values, how many are promises. */
  promises: number;
  /** Whether some promises are objects that only behave like one, which come later than promises do. */
  foreign: boolean;
}

type Wrap = (type: GraphQLOutputType) => GraphQLOutputType;
const list: Wrap = (type) => new GraphQLList(type);
const required: Wrap = (type) => new GraphQLNonNull(type as never);

const WRAPS: Wrap[] = [
  (type) => type,
  required,
  list,
  (type) => list(required(type)),
  (type) => required(list(type)),
  (type) => required(list(required(type))),
  (type) => list(list(type)),
  (type) => required(list(required(list(required(type))))),
];
export const WRAP_COUNT = WRAPS.length;
export const LEAVES = ['String', 'Int', 'Float', 'Boolean', 'ID', 'Odd', 'Colour'] as const;
export const COMPOSITES = ['A', 'B', 'C', 'Thing', 'Any'] as const;
/** r: has a resolver. d: is read from a property, which may be a method. */
export const STYLES = ['r', 'd'] as const;
const OBJECTS = ['A', 'B', 'C'];

/** A number below `limit`, each as likely, that depends on nothing but the text and the seed. */
function pick(context: OddContext, text: string, limit: number): number {
  let hash = 2166136261 ^ context.seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) % limit;
}

async function after(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await null;
}

/** A value that a resolver could give: right ones mostly, and every kind of wrong one. */
function outcomeOf(context: OddContext, type: GraphQLOutputType, key: string): unknown {
  const faulty = pick(context, `${key}?`, 100) < context.faults;
  const promised = pick(context, `${key}~`, 100) < context.promises;
  const make = () => (faulty ? fault(context, key) : rightValue(context, type, key));
  if (!promised) return make();
  const thenable = context.foreign && pick(context, `${key}^`, 10) === 0;
  const promise = after(pick(context, `${key}#`, 4)).then(make);
  // A list that fails halfway leaves its other items alone: that is no fault of who reads it.
  promise.catch(() => {});
  // biome-ignore lint/suspicious/noThenProperty: promises of other libraries are to be taken too.
  return thenable ? { then: promise.then.bind(promise) } : promise;
}

function fault(context: OddContext, key: string): unknown {
  switch (pick(context, `${key}!`, 8)) {
    case 0:
      return undefined;
    case 1:
      throw new Error(`thrown at ${key}`);
    case 2:
      return new Error(`given at ${key}`);
    case 3:
      throw `text thrown at ${key}`;
    case 4:
      return { wrong: 'object' };
    case 5:
      return 'wrong text';
    default:
      return null;
  }
}

function rightValue(context: OddContext, type: GraphQLOutputType, key: string): unknown {
  if (isNonNullType(type)) return rightValue(context, type.ofType, key);
  if (isListType(type)) {
    const items = Array.from({ length: pick(context, `${key}l`, 4) }, (_, at) => `${key}/${at}`);
    const values = () => items.map((item) => itemOf(context, type.ofType, item));
    return pick(context, `${key}s`, 5) === 0 ? new Set(values()) : values();
  }
  switch (type.name) {
    case 'Int':
      return pick(context, key, 3) === 0 ? '17' : pick(context, key, 1000);
    case 'Float':
      return pick(context, key, 1000) / 8;
    case 'Boolean':
      return pick(context, key, 2) === 0;
    case 'Colour':
      return ['r', 'g', 'unknown colour'][pick(context, key, 3)];
    case 'ID':
      return pick(context, key, 2) === 0 ? 12 : key;
    case 'Thing':
    case 'Any':
      return new Source(context, OBJECTS[pick(context, key, 3)] ?? 'A', key);
    case 'A':
    case 'B':
    case 'C':
      return new Source(context, type.name, key);
    default:
      return key;
  }
}

/** Inside a list nothing can be thrown: what would be is an error as an item. */
function itemOf(context: OddContext, type: GraphQLOutputType, key: string): unknown {
  try {
    return outcomeOf(context, type, key);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** An object of the newsroom of oddities; its properties are defined below, once the fields are known. */
class Source {
  readonly __typename: string | undefined;
  constructor(
    readonly context: OddContext,
    readonly kind: string,
    readonly key: string,
  ) {
    // Without a name its type is found out by `isTypeOf`.
    this.__typename = pick(context, `${key}t`, 4) === 0 ? undefined : kind;
  }
}

const Odd = new GraphQLScalarType({
  name: 'Odd',
  serialize: (value) => {
    const last = String(value).length % 7;
    if (last === 0) throw new Error('Odd cannot say this');
    if (last === 1) return null;
    if (last === 2) return { an: 'object' };
    return `odd ${value}`;
  },
});
const Colour = new GraphQLEnumType({
  name: 'Colour',
  values: { RED: { value: 'r' }, GREEN: { value: 'g' } },
});
const Box: GraphQLInputObjectType = new GraphQLInputObjectType({
  name: 'Box',
  fields: () => ({
    n: { type: GraphQLInt, defaultValue: 3 },
    words: { type: new GraphQLList(new GraphQLNonNull(GraphQLString)) },
    colour: { type: Colour, defaultValue: 'g' },
    inner: { type: Box },
  }),
});

const Thing: GraphQLInterfaceType = new GraphQLInterfaceType({
  name: 'Thing',
  fields: () => fields(),
  resolveType: (value: Source, context: OddContext, info) => {
    const key = `${value.key}${responsePathAsArray(info.path).join('.')}`;
    if (pick(context, `${key}w`, 100) < context.faults) {
      const wrong = ['Nope', 'Odd', 'Other', undefined, 5, Other][pick(context, `${key}v`, 6)];
      return wrong as never;
    }
    if (pick(context, `${key}p`, 100) < context.promises) return after(1).then(() => value.kind);
    return value.kind;
  },
});
const objects: Record<string, GraphQLObjectType> = Object.fromEntries(
  OBJECTS.map((name) => [
    name,
    new GraphQLObjectType<Source, OddContext>({
      name,
      interfaces: [Thing],
      fields: () => fields(),
      ...(name !== 'A' && {
        isTypeOf: (value, context, info) => {
          const is = value.kind === name && info.fieldName.length > 0;
          const sync = pick(context, `${value.key}i${name}`, 100) >= context.promises;
          return sync ? is : after(1).then(() => is);
        },
      }),
    }),
  ]),
);
const Other = new GraphQLObjectType({ name: 'Other', fields: { name: { type: GraphQLString } } });
const AnyThing = new GraphQLUnionType({ name: 'Any', types: () => Object.values(objects) });

function named(name: string): GraphQLOutputType {
  const all = { String: GraphQLString, Int: GraphQLInt, Float: GraphQLFloat, Boolean: GraphQLBoolean };
  const rest = { ID: GraphQLID, Odd, Colour, Thing, Any: AnyThing };
  const type = ({ ...all, ...rest, ...objects } as Record<string, GraphQLOutputType>)[name];
  if (type === undefined) throw new Error(`there is no type ${name}`);
  return type;
}

function seen(args: object, info: GraphQLResolveInfo): string {
  const { fieldName, fieldNodes, parentType, returnType, path, variableValues, operation, fragments } = info;
  return JSON.stringify([
    args,
    [fieldName, fieldNodes.length, `${parentType}`, `${returnType}`, responsePathAsArray(path)],
    [path.typename, variableValues, operation.kind, Object.keys(fragments), info.schema.description],
  ]);
}

function fields(): Record<string, GraphQLFieldConfig<Source, OddContext>> {
  const config: Record<string, GraphQLFieldConfig<Source, OddContext>> = {};
  for (const base of [...LEAVES, ...COMPOSITES]) {
    for (const [at, wrap] of WRAPS.entries()) {
      const type = wrap(named(base));
      const args = {
        n: { type: GraphQLInt, defaultValue: 7 },
        box: { type: Box },
        colours: { type: new GraphQLList(Colour) },
        must: { type: new GraphQLNonNull(GraphQLInt), defaultValue: 1 },
      };
      config[`${base}${at}r`] = {
        type,
        args,
        resolve: (_source, given, context, info) => outcomeOf(context, type, seen(given, info)),
      };
      config[`${base}${at}d`] = { type, args };
    }
  }
  return config;
}

for (const [name, { type }] of Object.entries(fields())) {
  if (!name.endsWith('d')) continue;
  Object.defineProperty(Source.prototype, name, {
    get(this: Source) {
      const key = `${this.key}.${name}`;
      if (pick(this.context, `${key}f`, 5) > 0) return outcomeOf(this.context, type, key);
      return (given: object, context: OddContext, info: GraphQLResolveInfo) =>
        outcomeOf(context, type, `${key}${seen(given, info)}`);
    },
  });
}

/** Every kind of type in every nullability, with resolvers that do everything that resolvers can do. */
export const oddSchema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: 'Query', fields: () => fields() }),
  mutation: new GraphQLObjectType({ name: 'Mutation', fields: () => fields() }),
  types: [...Object.values(objects), Other],
  description: 'odd',
});
