import fc from 'fast-check';
import { type ExecutionResult, execute, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createExecutor } from '../../../src/serve/executor/executor.js';
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

/** An answer as a client sees it, with the order of its keys; errors with their places. */
function sent({ data, errors }: ExecutionResult) {
  return {
    data: JSON.stringify(data),
    errors: errors?.map(({ message, path, locations }) => ({ message, path, locations })),
  };
}

function byPlace({ errors }: ReturnType<typeof sent>): string[] {
  return (errors ?? []).map((error) => JSON.stringify(error)).sort();
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
    let faulty = 0;
    await fc.assert(
      fc.asyncProperty(
        oddQuery,
        fc.array(fc.tuple(oddVariables, oddContext), { minLength: 2, maxLength: 3 }),
        async (text, rounds) => {
          const executor = createExecutor(oddSchema);
          const [warm] = rounds;
          if (warm === undefined) return;
          const { compiled } = ask(text, ...warm);
          await executor.execute(compiled);
          await executor.execute(compiled);
          for (const [variables, context] of rounds) {
            const { compiled, plain } = ask(text, variables, context);
            const expected = sent(await execute(plain));
            const actual = sent(await executor.execute(compiled));
            expect(actual.data).toEqual(expected.data);
            if (context.foreign) expect(byPlace(actual)).toEqual(byPlace(expected));
            else expect(actual.errors).toEqual(expected.errors);
            if (expected.errors) faulty += 1;
          }
          compared += executor.counters().compiled;
        },
      ),
      { numRuns: 1_500 },
    );
    console.log(compared, faulty);
  }, 120_000);
});
