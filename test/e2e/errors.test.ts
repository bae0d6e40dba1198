import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillCrowd } from '../support/crowd.js';
import { type Gateway, startGateway } from '../support/gateway.js';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({ sample: false });
  await fillCrowd(gateway.dataSource, 12);
});
afterAll(() => gateway?.stop());

function post(body: string, headers: Record<string, string> = {}) {
  return fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
}

describe('a mistake of the client', () => {
  it.each([
    [
      'both directions',
      '{ articles(first: 1, last: 1) { nodes { slug } } }',
      /"first" and "last" were both given/,
    ],
    ['too many', '{ articles(first: 101) { nodes { slug } } }', /"first" is 101, but a page holds 1 to 100/],
    ['none', '{ articles(last: 0) { nodes { slug } } }', /"last" is 0/],
    ['less than none', '{ articles(first: -3) { nodes { slug } } }', /"first" is -3/],
    ['not a cursor', '{ articles(after: "x") { nodes { slug } } }', /"after" is not a cursor/],
    [
      'two names',
      '{ article(id: "a", slug: "b") { slug } }',
      /exactly one of id, slug, url, but id and slug were given/,
    ],
    ['no name', '{ tag { slug } }', /exactly one of id, slug, but none was given/],
    ['a cap without CAPPED', '{ articles { totalCount(cap: 5) { value } } }', /goes with CAPPED/],
    ['a cap of none', '{ articles { totalCount(precision: CAPPED, cap: 0) { value } } }', /"cap" is 0/],
    ['pages of no size', '{ articles { pageCursors(size: 0) { last { page } } } }', /"size" is 0/],
    ['page 0', '{ articles { pageCursors(size: 5, around: 0) { last { page } } } }', /"around" is 0/],
    ['an endless excerpt', '{ articles { nodes { excerpt(length: 9999) } } }', /1 to 2000 characters/],
    ['too many ids', `{ nodes(ids: [${'"x",'.repeat(101)}]) { id } }`, /at most 100 are allowed/],
    [
      'a language that is none',
      '{ articles(filter: {languages: ["not a language"]}) { nodes { slug } } }',
      /BCP 47/,
    ],
    [
      'a filter too deep',
      '{ articles(filter: {not: {not: {not: {not: {not: {hasAuthor: true}}}}}}) { nodes { slug } } }',
      /At most 5 levels/,
    ],
  ])('(%s) is BAD_USER_INPUT and says what is allowed', async (_what, query, message) => {
    const { errors } = await gateway.ask(query);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.message).toMatch(message);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', requestId: expect.any(String) });
  });

  it.each([
    ['{ articles {', 'GRAPHQL_PARSE_FAILED'],
    ['{ nonsense }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      '{ articles(filter: {published: {from: "yesterday"}}) { nodes { slug } } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['{ article(url: "javascript:alert(1)") { slug } }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('%s is %s', async (query, code) => {
    const { errors } = await gateway.ask(query);
    expect(errors?.[0]?.extensions).toMatchObject({ code, requestId: expect.any(String) });
    expect(JSON.stringify(errors)).not.toContain('stacktrace');
  });

  it('in a variable is BAD_USER_INPUT', async () => {
    const query =
      'query ($from: DateTime) { articles(filter: {published: {from: $from}}) { nodes { slug } } }';
    for (const from of ['2026-02-31T00:00:00Z', '2026-01-01', 5, 'x']) {
      const { errors } = await gateway.ask(query, { from });
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
    const { data } = await gateway.ask(query, { from: '2020-01-01T01:30:00+02:00' });
    expect(data.articles.nodes.length).toBeGreaterThan(0);
  });

  it.each([
    ['is no JSON', '{', {}, 400],
    ['is empty', '', {}, 400],
    ['is plain text', '{}', { 'content-type': 'text/plain' }, 400],
    ['is XML', '<query/>', { 'content-type': 'application/xml' }, 415],
    ['says nothing', '{}', {}, 400],
    ['is a batch', '[{"query":"{__typename}"}]', {}, 400],
    ['is too large', JSON.stringify({ query: `{ __typename ${'#'.repeat(300_000)} }` }), {}, 413],
    ['pollutes a prototype', '{"query":"{__typename}","__proto__":{"x":1}}', {}, 400],
  ])('in the request (it %s) has the form of a GraphQL answer', async (_what, body, headers, status) => {
    const reply = await post(body, headers);
    expect(reply.status).toBe(status);
    const answer = (await reply.json()) as { errors: { extensions: object }[] };
    expect(answer.errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      requestId: reply.headers.get('x-request-id'),
    });
  });
});

describe('what does not exist', () => {
  it('is null and no error', async () => {
    const data = await gateway.read(`{
      a: article(slug: "no-such") { slug } b: article(id: "no-such") { slug } c: article(url: "https://x.example/") { slug }
      d: author(slug: "\u0e01") { slug } e: tag(slug: "no-such") { slug } f: publication(slug: "") { slug }
      g: node(id: "YXJ0aWNsZToxMDAwMDAw") { id } h: nodes(ids: ["x", "YXJ0aWNsZToxMDAwMDAw"]) { id }
      i: articles(filter: {tags: {any: ["no-such"]}}) { totalCount { value } nodes { slug } pageInfo { hasNextPage endCursor } pageCursors(size: 5) { pages { page } last { page } } }
    }`);
    expect(data).toEqual({
      a: null,
      b: null,
      c: null,
      d: null,
      e: null,
      f: null,
      g: null,
      h: [null, null],
      i: {
        totalCount: { value: 0 },
        nodes: [],
        pageInfo: { hasNextPage: false, endCursor: null },
        pageCursors: { pages: [], last: null },
      },
    });
  });

  it('is null for any text that Postgres cannot hold', async () => {
    const data = await gateway.read(
      'query ($s: String, $id: ID!) { article(slug: $s) { slug } author(slug: $s) { slug } tag(slug: $s) { slug } publication(slug: $s) { slug } node(id: $id) { id } authors(filter: {namePrefix: $s}) { nodes { slug } } }',
      { s: 'a\0b', id: '\ud800' },
    );
    expect(data).toMatchObject({ article: null, author: null, tag: null, publication: null, node: null });
  });
});

describe('a fault of ours', () => {
  it('is masked, and logged with the id that the client was given', async () => {
    await gateway.dataSource.query('alter table publications rename to publications_gone');
    const reply = await post(JSON.stringify({ query: '{ publications { nodes { name } } }' }), {
      'x-request-id': 'trace-7',
    });
    await gateway.dataSource.query('alter table publications_gone rename to publications');
    const text = await reply.text();
    expect(text).not.toContain('relation');
    expect(JSON.parse(text).errors[0].extensions).toEqual({
      code: 'INTERNAL_SERVER_ERROR',
      requestId: 'trace-7',
    });
    expect(
      gateway.log.filter((line) => line.includes('trace-7') && line.includes('publications')),
    ).toHaveLength(1);
  });

  it('does not take a hostile request id into the log', async () => {
    const reply = await post('{"query":"{__typename}"}', { 'x-request-id': '{"level":60}' });
    expect(reply.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  });
});

describe('a database that', () => {
  it('takes too long ends the query with QUERY_TOO_COMPLEX', async () => {
    const lock = gateway.dataSource.createQueryRunner();
    await lock.startTransaction();
    await lock.query('lock table publications in access exclusive mode');
    const waiting = gateway.ask('{ publications { nodes { name } } }');
    const [victim] = await poll<{ pid: number }>(() =>
      lock.query(
        `select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      ),
    );
    await lock.query('select pg_cancel_backend($1)', [victim?.pid]);
    const { errors } = await waiting;
    await lock.rollbackTransaction();
    await lock.release();
    expect(errors?.[0]?.extensions.code).toBe('QUERY_TOO_COMPLEX');
  });

  it('cuts its connections costs at most the requests in flight', async () => {
    await gateway.read('{ articles { nodes { slug } } }');
    const cut = gateway.dataSource.createQueryRunner();
    await cut.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await cut.release();
    await poll(async () => {
      const { data } = await gateway.ask('{ articles { nodes { slug } } }');
      return data?.articles ? [true] : [];
    });
  });
});

/** Asks again until there is something, for two seconds at most. */
async function poll<T>(ask: () => Promise<T[]>): Promise<T[]> {
  const end = Date.now() + 2_000;
  for (;;) {
    const found = await ask();
    if (found.length > 0) return found;
    if (Date.now() > end) throw new Error('nothing happened within two seconds');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
