import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.js';
import { createLogger } from '../../src/logger.js';
import { createGateway } from '../../src/serve/server.js';
import { type Gateway, type GraphqlAnswer, startGateway } from '../support/gateway.js';
import { operations } from '../support/operations.js';

interface Served {
  app: Awaited<ReturnType<typeof createGateway>>['app'];
  close(): Promise<void>;
  /** How many statements its requests have sent. */
  statements: number;
}

let base: Gateway;
let plain: Served;
let compiled: Served;
beforeAll(async () => {
  base = await startGateway();
  plain = await serve(false);
  compiled = await serve(true);
});
afterAll(async () => {
  await plain?.close();
  await compiled?.close();
  await base?.stop();
});

async function serve(compiledQueries: boolean): Promise<Served> {
  const gateway = await createGateway({
    config: { ...loadConfig({}), host: '127.0.0.1', port: 0 },
    dataSource: base.dataSource,
    logger: createLogger('silent', { write: () => {} }),
    compiledQueries,
    onStatement: () => {
      served.statements += 1;
    },
  });
  const served: Served = { app: gateway.app, close: () => gateway.close(), statements: 0 };
  return served;
}

/** The answer, without the id of the request, which is another one each time. */
async function ask({ app }: Served, query: string, variables?: Record<string, unknown>) {
  const reply = await app.inject({ method: 'POST', url: '/graphql', payload: { query, variables } });
  return { status: reply.statusCode, text: reply.body.replace(/"requestId":"[^"]*"/g, '"requestId":"*"') };
}

/** Byte for byte, from the first time, when nothing is compiled yet, to the sixth. */
async function expectSame(query: string, variables?: Record<string, unknown>): Promise<GraphqlAnswer> {
  const expected = await ask(plain, query, variables);
  for (let time = 1; time <= 6; time++) {
    expect(await ask(compiled, query, variables), `the ${time}. time`).toEqual(expected);
  }
  return JSON.parse(expected.text) as GraphqlAnswer;
}

describe('a gateway that compiles queries', () => {
  it.each(operations)('answers $name as one that does not', async ({ query, variables }) => {
    const { data, errors } = await expectSame(query, variables);
    expect(errors).toBeUndefined();
    expect(Object.values(data).some((value) => value !== null)).toBe(true);
  });

  it('sends no more statements for it', async () => {
    for (const { query, variables } of operations) {
      plain.statements = 0;
      compiled.statements = 0;
      await ask(plain, query, variables);
      await ask(compiled, query, variables);
      expect(compiled.statements).toBe(plain.statements);
    }
  });

  it.each([
    ['an argument out of range', '{ articles(first: 101) { nodes { slug } } tags { nodes { slug } } }', {}],
    ['the same by variable', 'query ($n: Int) { articles(first: $n) { nodes { slug } } }', { n: 101 }],
    ['a variable of another type', 'query ($n: Int) { articles(first: $n) { nodes { slug } } }', { n: 'x' }],
    ['a variable that is missing', 'query ($id: ID!) { node(id: $id) { id } }', {}],
    [
      'no date',
      'query ($d: DateTime) { articles(filter: {published: {from: $d}}) { nodes { slug } } }',
      { d: 'x' },
    ],
    ['a cursor that is none', '{ articles(after: "x") { nodes { slug } pageInfo { endCursor } } }', {}],
    ['a field that is none', '{ articles { nodes { nonsense } } }', {}],
    ['half a query', '{ articles {', {}],
    ['an operation of another name', 'query A { __typename } query B { __typename }', {}],
    ['a mutation', 'mutation { __typename }', {}],
    ['a directive that is none', '{ __typename @nonsense }', {}],
    [
      'an error deep inside',
      '{ articles(first: 3) { nodes { slug excerpt(length: 9999) related { nodes { kind } } } } }',
      {},
    ],
    ['an id that is none', '{ node(id: "x") { id } nodes(ids: ["x"]) { id } }', {}],
  ])('words %s in the same way', async (_what, query, variables) => {
    await expectSame(query, variables);
  });

  it('still tells its schema', async () => {
    const { data } = await expectSame('{ __schema { queryType { name } } __type(name: "Article") { name } }');
    expect(data.__schema.queryType.name).toBe('Query');
  });

  it('includes and leaves out by variables, in any order', async () => {
    const query = `query ($with: Boolean!, $without: Boolean = true) {
      articles(first: 2) { nodes { ...story @include(if: $with) headline @skip(if: $without) __typename } }
    }
    fragment story on Article { slug section { name } }`;
    for (const variables of [
      { with: true },
      { with: false },
      { with: true, without: false },
      { with: true },
    ]) {
      await expectSame(query, variables);
    }
  });

  it('answers many at once as it answers one', async () => {
    const [{ query, variables } = { query: '', variables: {} }] = operations;
    const expected = await ask(plain, query, variables);
    const answers = await Promise.all(Array.from({ length: 40 }, () => ask(compiled, query, variables)));
    expect(new Set(answers.map(({ text }) => text))).toEqual(new Set([expected.text]));
  });
});
