import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fillCrowd } from '../support/crowd.js';
import { type Gateway, startGateway } from '../support/gateway.js';

const STORIES = 100_000;
/** Rows that a sort may hold: pages and candidates, never the archive. */
const MOST_SORTED = 3_000;
const LARGE = ['articles', 'article_tags', 'article_authors', 'related_stories', 'article_keys'];

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Plan Rows': number;
  Plans?: Plan[];
}

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({ sample: false });
  await fillCrowd(gateway.dataSource, STORIES);
  await gateway.dataSource.query('vacuum analyze');
}, 240_000);
afterAll(() => gateway?.stop());

/** What a plan does that grows with the archive. */
function growing(plan: Plan): string[] {
  const own: string[] = [];
  const { 'Node Type': type, 'Relation Name': table = '', 'Plan Rows': rows } = plan;
  if (type === 'Seq Scan' && LARGE.includes(table)) own.push(`Seq Scan on ${table}`);
  const input = plan.Plans?.[0]?.['Plan Rows'] ?? rows;
  if (type === 'Sort' && input > MOST_SORTED) own.push(`Sort of ${input} rows`);
  return [...own, ...(plan.Plans ?? []).flatMap(growing)];
}

async function plansOf(query: string): Promise<{ sql: string; faults: string[] }[]> {
  gateway.forget();
  await gateway.read(query);
  const sent = gateway.statements.map((sql, index) => ({ sql, values: gateway.values[index] ?? [] }));
  const plans: { sql: string; faults: string[] }[] = [];
  for (const { sql, values } of sent) {
    if (sql.startsWith('explain')) continue;
    const [row] = await gateway.dataSource.query(`explain (format json) ${sql}`, [...values]);
    plans.push({ sql, faults: growing(row['QUERY PLAN'][0].Plan) });
  }
  return plans;
}

const STORY =
  'slug headline publishedAt authors { name } tags { name } section { name } publication { name }';
const page = (args: string) =>
  `{ articles(${args}) { nodes { ${STORY} } pageInfo { hasNextPage hasPreviousPage } } }`;
const nested = (parent: string, args: string) =>
  `{ ${parent} { articles(${args}) { nodes { ${STORY} } pageInfo { hasNextPage } } } }`;

async function middle(orderBy: string): Promise<string> {
  const { articles } = await gateway.read(
    `{ articles(orderBy: ${orderBy}) { pageCursors(size: 20, around: 2500) { pages { after isCurrent } } } }`,
  );
  return articles.pageCursors.pages.find((link: { isCurrent: boolean }) => link.isCurrent).after;
}

describe('no statement reads or sorts the archive:', () => {
  it.each([
    ['the front page', page('first: 20')],
    ['the oldest stories', page('first: 20, orderBy: PUBLISHED_ASC')],
    ['the end of the archive', page('last: 20')],
    ['what changed last', page('first: 20, orderBy: MODIFIED_DESC')],
    ['by headline', page('first: 20, orderBy: HEADLINE_ASC')],
    [
      'one story',
      `{ article(slug: "story-5000") { ${STORY} bodyText related(first: 6) { nodes { headline article { ${STORY} } } } } }`,
    ],
    ['a story by its address', '{ article(url: "https://news.example/5000") { slug } }'],
    ['a tag', nested('tag(slug: "tag-6")', 'first: 20')],
    ['a tag, oldest first', nested('tag(slug: "tag-6")', 'first: 20, orderBy: PUBLISHED_ASC')],
    ['an author', nested('author(slug: "author-4")', 'first: 20')],
    ['a publication', nested('publication(slug: "north")', 'first: 20')],
    [
      'many lists',
      `{ tags(first: 11) { nodes { articles(first: 10) { nodes { ${STORY} } pageInfo { hasNextPage } } } } }`,
    ],
    ['stories of a section', page('first: 20, filter: {section: "tag-2"}')],
    ['stories with a tag', page('first: 20, filter: {tags: {any: ["tag-6"]}}')],
    ['stories with two tags', page('first: 20, filter: {tags: {all: ["tag-6", "tag-7"]}}')],
    ['stories without a tag', page('first: 20, filter: {tags: {none: ["tag-6"]}}')],
    ['stories by some authors', page('first: 20, filter: {authors: ["author-4", "author-5"]}')],
    ['stories in a language', page('first: 20, filter: {languages: ["km"]}')],
    ['stories of a paper', page('first: 20, filter: {publications: ["south"]}')],
    [
      'stories of a time',
      page(
        'first: 20, filter: {published: {from: "2020-01-01T00:00:00.002Z", before: "2020-01-01T00:00:00.004Z"}}',
      ),
    ],
    ['unsigned stories', page('first: 20, filter: {hasAuthor: false}')],
    [
      'authors and tags',
      '{ authors(first: 5) { nodes { name } } tags(first: 5, orderBy: ARTICLE_COUNT_DESC) { nodes { name } } }',
    ],
    [
      'a capped count',
      '{ tag(slug: "tag-6") { articles { totalCount(precision: CAPPED, cap: 1000) { value } } } }',
    ],
  ])('%s', async (_what, query) => {
    for (const { sql, faults } of await plansOf(query)) expect(faults, sql).toEqual([]);
  });

  it.each([
    'PUBLISHED_DESC',
    'PUBLISHED_ASC',
    'MODIFIED_DESC',
    'HEADLINE_ASC',
  ])('the middle of the archive by %s', async (orderBy) => {
    const after = await middle(orderBy);
    for (const { sql, faults } of await plansOf(page(`first: 20, orderBy: ${orderBy}, after: "${after}"`))) {
      expect(faults, sql).toEqual([]);
    }
  });

  it('a jump to the middle reads an index alone', async () => {
    for (const orderBy of ['PUBLISHED_DESC', 'PUBLISHED_ASC']) {
      const plans = await plansOf(
        `{ articles(orderBy: ${orderBy}) { pageCursors(size: 20, around: 2500) { last { after } } } }`,
      );
      for (const { sql, faults } of plans.filter((plan) => plan.sql.includes('row_number')))
        expect(faults, sql).toEqual([]);
    }
  });

  it('would be found out', () => {
    const scan: Plan = { 'Node Type': 'Seq Scan', 'Relation Name': 'articles', 'Plan Rows': 5 };
    const sort: Plan = { 'Node Type': 'Sort', 'Plan Rows': 5, Plans: [{ ...scan, 'Plan Rows': 100_000 }] };
    expect(growing(sort)).toEqual(['Sort of 100000 rows', 'Seq Scan on articles']);
  });
});

describe('a filter that no index serves', () => {
  /** Nobody's story has all of this, so that every story of the archive has to be looked at. */
  const RARE = `{
    or: [
      { not: { tags: { any: ["tag-4", "tag-5"] } }, authors: ["author-1", "author-2"] }
      { hasAuthor: false, not: { or: [{ languages: ["en", "fr"] }, { tags: { any: ["tag-6", "tag-7", "tag-8"] } }] } }
    ]
    not: { publications: ["north", "south"] }
  }`;
  const query = `{ articles(first: 20, filter: ${RARE}) { nodes { slug } } }`;
  let hasty: Gateway;
  beforeAll(async () => {
    // Less than the filter takes on this machine, and more than a plain query on a new connection.
    await gateway.read(query);
    const begun = performance.now();
    await gateway.read(query);
    const took = performance.now() - begun;
    hasty = await startGateway({
      database: gateway.database,
      statementTimeoutMs: Math.max(5, Math.round(took * 0.7)),
    });
  });
  afterAll(() => hasty?.stop());

  it('ends at the statement timeout with a typed error, and not with silence', async () => {
    const answer = await hasty.ask(query);
    expect(answer.data).toBeNull();
    expect(answer.errors?.[0]?.extensions.code).toBe('QUERY_TOO_COMPLEX');
    expect(answer.errors?.[0]?.message).toMatch(/narrow|fewer|smaller/i);
  });

  it('is answered where there is time', async () => {
    expect(await gateway.read(query)).toEqual({ articles: { nodes: [] } });
  });

  it('leaves the gateway as it was', async () => {
    const plain = () => hasty.read('{ articles(first: 1) { nodes { slug } } }');
    expect(await vi.waitFor(plain, 10_000)).toMatchObject({ articles: { nodes: [{}] } });
  });
});
