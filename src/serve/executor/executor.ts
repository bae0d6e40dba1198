import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { type ExecutionResult, execute, type GraphQLSchema, getVariableValues } from 'graphql';
import { LRUCache } from 'lru-cache';
import { CompiledQuery } from './compile.js';
import { type Compilable, decide, readCompilable } from './conditions.js';

type GatewayInterface = ApolloServerOptionsWithGateway<object>['gateway'];
type GatewayExecutor = NonNullable<Awaited<ReturnType<GatewayInterface['load']>>['executor']>;

/** What an executor reads of a request. */
export type ExecutorRequest = Pick<
  Parameters<GatewayExecutor>[0],
  'document' | 'operationName' | 'queryHash' | 'context'
> & { request: { variables?: { [name: string]: unknown } } };

/** Queries that are remembered. An app sends a handful; people who explore send many once. */
const REMEMBERED = 1_000;
/** What all of them may weigh together, in characters of query text: each costs some forty bytes of syntax tree. */
const REMEMBERED_WEIGHT = 500_000;
/** A compiled field weighs as much as so many characters. */
const FIELD_WEIGHT = 20;
/** A query is compiled when it comes this often: compiling costs more than executing once. */
const WORTH_COMPILING = 3;
/** Compiled fields of one query, over all outcomes of its conditions. One that needs more is left to graphql-js. */
const MAX_FIELDS = 1_000;

interface Remembered {
  key: string;
  /** Of its text alone. */
  weight: number;
  /** Compiled fields that its present weight accounts for. */
  fields: number;
  times: number;
  compilable: Compilable | null;
  /** By the outcome of its conditions. */
  compiled: Map<string, CompiledQuery>;
}

/** Executes operations; those that come again are compiled. */
export interface QueryExecutor {
  execute(request: ExecutorRequest): Promise<ExecutionResult>;
  /** How many queries are remembered now, and how many executions were compiled ones. */
  counters(): { remembered: number; compiled: number };
}

/** Same answers as graphql-js, with less work for each field of a query that comes again (docs/adr/012). */
export function createExecutor(schema: GraphQLSchema): QueryExecutor {
  const queries = new LRUCache<string, Remembered>({
    max: REMEMBERED,
    maxSize: REMEMBERED_WEIGHT,
  });
  const rootType = schema.getQueryType();
  let compiledExecutions = 0;

  const interpret = ({ document, operationName, request, context }: ExecutorRequest) =>
    execute({ schema, document, operationName, contextValue: context, variableValues: request.variables });

  const remember = ({ document, operationName, queryHash }: ExecutorRequest): Remembered => {
    const key = `${queryHash} ${operationName ?? ''}`;
    let query = queries.get(key);
    if (query === undefined) {
      const weight = (document.loc?.end ?? 0) + key.length;
      query = { key, weight, fields: 0, times: 0, compilable: null, compiled: new Map() };
      queries.set(key, query, { size: weight });
    }
    query.times += 1;
    if (query.times === WORTH_COMPILING) query.compilable = readCompilable(document, operationName);
    return query;
  };

  const compile = (compilable: Compilable, compiled: Remembered['compiled'], variables: object) => {
    const conditions = decide(compilable, { ...variables });
    if (conditions === null || !rootType) return null;
    const outcome = Object.values(conditions).join();
    const known = compiled.get(outcome);
    if (known !== undefined) return known;
    const { operation, fragments } = compilable;
    const query = new CompiledQuery({ schema, operation, fragments }, conditions, rootType);
    compiled.set(outcome, query);
    return query;
  };

  /** Fields are compiled when they are met, so only after executing it is known what a query costs. */
  const weigh = (query: Remembered): void => {
    const fields = sizeOf(query.compiled);
    if (fields === query.fields) return;
    query.fields = fields;
    if (fields > MAX_FIELDS) {
      query.compilable = null;
      query.compiled.clear();
      query.fields = 0;
    }
    queries.set(query.key, query, { size: query.weight + query.fields * FIELD_WEIGHT });
  };

  const run = (given: ExecutorRequest): ExecutionResult | Promise<ExecutionResult> => {
    const remembered = remember(given);
    const { compilable, compiled } = remembered;
    if (compilable === null) return interpret(given);
    const definitions = compilable.operation.variableDefinitions ?? [];
    const { coerced } = getVariableValues(schema, definitions, given.request.variables ?? {});
    // What is wrong with variables is for graphql-js to word.
    const query = coerced === undefined ? null : compile(compilable, compiled, coerced);
    if (coerced === undefined || query === null) return interpret(given);
    compiledExecutions += 1;
    const result = query.execute(given.context, coerced);
    weigh(remembered);
    return result;
  };

  return {
    execute: async (given) => run(given),
    counters: () => ({ remembered: queries.size, compiled: compiledExecutions }),
  };
}

function sizeOf(compiled: Remembered['compiled']): number {
  let fields = 0;
  for (const query of compiled.values()) fields += query.size;
  return fields;
}

/** The way in which Apollo takes an executor of one's own: as a gateway whose schema never changes. */
export function executorGateway(schema: GraphQLSchema): GatewayInterface {
  const executor = createExecutor(schema);
  return {
    load: async () => ({ executor: (request) => executor.execute(request) }),
    onSchemaLoadOrUpdate: (tell) => {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    stop: async () => {},
  };
}
