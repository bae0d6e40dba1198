import fc from 'fast-check';
import {
  type ExecutionResult,
  execute,
  GraphQLInt,
  GraphQLList,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  parse,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createExecutor, type QueryExecutor } from '../../../src/serve/executor/executor.js';
import { oddContext, oddQuery, oddVariables } from '../../support/odd-queries.js';
import { type OddContext, oddSchema } from '../../support/odd-schema.js';

// graphql-js leaves promises of a list that fails halfway without a handler. Ours must not, which is counted below.
const unhandled: unknown[] = [];
const keep = (reason: unknown) => unhandled.push(reason);
const others = process.listeners('unhandledRejection');
beforeAll(() => {
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', keep);
});
afterAll(async () => {
  await new Promise(setImmediate);
  process.removeListener('unhandledRejection', keep);
  for (const other of others) process.on('unhandledRejection', other);
});

const RUNS = 1_500;
const CALM: OddContext = { seed: 1, faults: 0, promises: 0, foreign: false };
const KNOWN = { yes: false, maybe: true, unset: true };

/** Brings a query to where it is compiled. */
async function warmUp(executor: QueryExecutor, text: string): Promise<void> {
  const { compiled } = ask(text, KNOWN, CALM);
  await executor.execute(compiled);
  await executor.execute(compiled);
}

/** An answer as a client sees it, with the order of its keys; errors with their places. */
function sent({ data, errors }: ExecutionResult) {
  return {
    data: JSON.stringify(data),
    errors: errors?.map(({ message, path, locations }) => ({ message, path, locations })),
  };
}

function ask(text: string, variables: Record<string, unknown>, context: OddContext) {
  const document = parse(text);
  return {
    compiled: {
      document,
      operationName: null,
      queryHash: text,
      request: { variables },
      context: { ...context },
    },
    plain: { schema: oddSchema, document, variableValues: variables, contextValue: context },
  };
}

describe('a compiled query', () => {
  it('answers as graphql-js does, whatever resolvers do', async () => {
    let compared = 0;
    let faultless = 0;
    await fc.assert(
      fc.asyncProperty(
        oddQuery,
        fc.array(fc.tuple(oddVariables, oddContext), { minLength: 2, maxLength: 3 }),
        async (text, rounds) => {
          const executor = createExecutor(oddSchema);
          await warmUp(executor, text);
          for (const [variables, context] of rounds) {
            const { compiled, plain } = ask(text, variables, context);
            const expected = sent(await execute(plain));
            expect(sent(await executor.execute(compiled))).toEqual(expected);
            if (expected.errors === undefined) faultless += 1;
          }
          compared += executor.counters().compiled;
        },
      ),
      { numRuns: RUNS },
    );
    // What is compared has to be compiled queries, and not only errors.
    expect(compared).toBeGreaterThan(RUNS);
    expect(faultless).toBeGreaterThan(RUNS / 10);
  }, 300_000);

  it('leaves no promise without a handler, whatever fails beside it', async () => {
    await new Promise(setImmediate);
    unhandled.splice(0);
    const sample = fc.sample(fc.tuple(oddQuery, fc.nat()), { numRuns: 300, seed: 7 });
    for (const [text, seed] of sample) {
      const executor = createExecutor(oddSchema);
      await warmUp(executor, text);
      const context = { seed, faults: 30, promises: 50, foreign: true };
      await executor.execute(ask(text, KNOWN, context).compiled);
    }
    await new Promise(setImmediate);
    expect(unhandled).toEqual([]);
  });

  it('hands out arguments that nobody can change, the same ones to every parent', async () => {
    const given: object[] = [];
    const arguments_ = { n: { type: GraphQLInt }, words: { type: new GraphQLList(GraphQLString) } };
    const Item: GraphQLObjectType = new GraphQLObjectType({
      name: 'Item',
      fields: {
        said: {
          type: GraphQLString,
          args: arguments_,
          resolve: (_item, args) => {
            given.push(args);
            return null;
          },
        },
      },
    });
    const items = { type: new GraphQLList(Item), resolve: () => [{}, {}, {}] };
    const executor = createExecutor(
      new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields: { items } }) }),
    );
    const text = 'query ($n: Int) { items { said(n: 1, words: ["a"]) other: said(n: $n) } }';
    for (const n of [1, 2, 3, 4, 5]) {
      given.splice(0);
      await executor.execute(ask(text, { n }, CALM).compiled);
    }
    const [fixed, variable] = given as [{ words: string[] }, object];
    expect(given).toEqual([fixed, variable, fixed, variable, fixed, variable]);
    expect(new Set(given)).toEqual(new Set([fixed, variable]));
    expect(fixed).toEqual({ n: 1, words: ['a'] });
    expect(variable).toEqual({ n: 5 });
    expect(() => fixed.words.push('b')).toThrow(TypeError);
    expect(Object.isFrozen(variable)).toBe(true);
  });
});

describe('an executor', () => {
  const count = async (text: string, variables: Record<string, unknown> = KNOWN) => {
    const executor = createExecutor(oddSchema);
    for (let time = 0; time < 5; time++) await executor.execute(ask(text, variables, CALM).compiled);
    return executor.counters().compiled;
  };

  it('compiles a query when it comes the third time', async () => {
    expect(await count('{ String0r }')).toBe(3);
    expect(await count('query ($yes: Boolean!) { String0r @skip(if: $yes) }')).toBe(3);
  });

  it.each([
    ['a mutation', 'mutation { String0r }', KNOWN],
    ['what asks for the schema', '{ String0r __schema { description } }', KNOWN],
    [
      'what asks for a type, in a fragment',
      '{ ...f } fragment f on Query { __type(name: "A") { name } }',
      KNOWN,
    ],
    ['a directive of another kind', '{ String0r @defer }', KNOWN],
    ['an operation that cannot be told', 'query A { String0r } query B { ID0r }', KNOWN],
    ['wrong variables', 'query ($n: Int!) { String0r(n: $n) }', { n: 'x' }],
    ['a condition that is null', 'query ($c: Boolean = true) { String0r @skip(if: $c) }', { c: null }],
  ])('leaves %s to graphql-js', async (_what, text, variables) => {
    expect(await count(text, variables)).toBe(0);
  });

  it('leaves a query to graphql-js when it turns out to be huge', async () => {
    const inner = Array.from({ length: 500 }, (_, at) => `f${at}: String0r`).join(' ');
    const text = `{ a: A1r { ${inner} } b: B1r { ${inner} } c: C1r { ${inner} } }`;
    expect(await count(text)).toBe(1);
  });

  it('remembers a bounded number of queries, and of long ones fewer', async () => {
    const executor = createExecutor(oddSchema);
    const ten = ask('{ String0r A0r { ID0r } }', KNOWN, CALM).compiled;
    for (let at = 0; at < 10_000; at++) {
      for (let time = 0; time < 3; time++) await executor.execute({ ...ten, queryHash: `q${at}` });
    }
    expect(executor.counters()).toEqual({ remembered: 1_000, compiled: 10_000 });
    const long = ask(`{ String0r } #${'x'.repeat(50_000)}`, KNOWN, CALM).compiled;
    for (let at = 0; at < 100; at++) await executor.execute({ ...long, queryHash: `long${at}` });
    expect(executor.counters().remembered).toBeLessThan(10);
  });
});
