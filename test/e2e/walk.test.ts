import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillCrowd } from '../support/crowd.js';
import { type Gateway, startGateway } from '../support/gateway.js';

const STORIES = 90;

/** A list, how a query reaches it, and how the rows behind it are told without the pager. */
interface Walked {
  name: string;
  /** GraphQL with `LIST` where the arguments and the selection go. */
  query: string;
  /** Path to the connection in the answer. */
  path: string[];
  arguments?: string;
  /** What names a row in the answer, as SQL and as a GraphQL selection. */
  key: string;
  sql: string;
}

const PUBLISHED_DESC = 'order by a.published_at desc nulls last, a.id desc';
const PUBLISHED_ASC = 'order by a.published_at asc nulls last, a.id asc';
const TAGGED = (slug: string) =>
  `exists (select 1 from article_tags l join tags t on t.id = l.tag_id where l.article_id = a.id and t.slug = '${slug}')`;
const WRITTEN = `exists (select 1 from article_authors l join authors w on w.id = l.author_id where l.article_id = a.id and w.slug = 'author-4')`;

function articles(name: string, args: string, where: string, order: string): Walked {
  return {
    name: `articles ${name}`,
    query: '{ articles LIST }',
    path: ['articles'],
    arguments: args,
    key: 'slug',
    sql: `select a.slug as key from articles a where ${where} ${order}`,
  };
}

function nested(noun: string, slug: string, orderBy: string, where: string, order: string): Walked {
  return {
    name: `${noun}.articles ${orderBy}`,
    query: `{ ${noun}(slug: "${slug}") { articles LIST } }`,
    path: [noun, 'articles'],
    arguments: `orderBy: ${orderBy}`,
    key: 'slug',
    sql: `select a.slug as key from articles a where ${where} ${order}`,
  };
}

const ORDERS: [string, string][] = [
  ['PUBLISHED_DESC', PUBLISHED_DESC],
  ['PUBLISHED_ASC', PUBLISHED_ASC],
  ['MODIFIED_DESC', 'order by a.modified_at desc, a.id desc'],
  ['HEADLINE_ASC', 'order by a.headline_key collate "C", a.id'],
];

const lists: Walked[] = [
  ...ORDERS.map(([name, order]) => articles(name, `orderBy: ${name}`, 'true', order)),
  articles(
    'with a section and its subsections',
    'filter: {section: "tag-2"}',
    'a.section_tag_id in (2, 3)',
    PUBLISHED_DESC,
  ),
  articles(
    'with any tag, oldest first',
    'orderBy: PUBLISHED_ASC, filter: {tags: {any: ["tag-5", "tag-6"]}}',
    `(${TAGGED('tag-5')} or ${TAGGED('tag-6')})`,
    PUBLISHED_ASC,
  ),
  articles(
    'with all and none',
    'filter: {tags: {all: ["tag-5"], none: ["tag-7"]}, languages: ["en", "km"]}',
    `${TAGGED('tag-5')} and not ${TAGGED('tag-7')} and a.language in ('en', 'km')`,
    PUBLISHED_DESC,
  ),
  articles(
    'with or and not',
    'filter: {or: [{authors: ["author-4"]}, {not: {hasAuthor: true}}], publications: ["north"]}',
    `(${WRITTEN} or not exists (select 1 from article_authors l where l.article_id = a.id)) and a.publication_id = 1`,
    PUBLISHED_DESC,
  ),
  articles(
    'in a stretch of time',
    'orderBy: PUBLISHED_ASC, filter: {published: {from: "2020-01-01T00:00:00.001Z", before: "2020-01-01T00:00:00.004Z"}}',
    `a.published_at >= '2020-01-01T00:00:00.001Z' and a.published_at < '2020-01-01T00:00:00.004Z'`,
    PUBLISHED_ASC,
  ),
  ...ORDERS.flatMap(([name, order]) => [
    nested('tag', 'tag-6', name, TAGGED('tag-6'), order),
    nested('author', 'author-4', name, WRITTEN, order),
    nested('publication', 'south', name, 'a.publication_id = 2', order),
  ]),
  ...(['authors', 'tags'] as const).flatMap((noun): Walked[] => [
    {
      name: noun,
      query: `{ ${noun} LIST }`,
      path: [noun],
      key: 'slug',
      sql: `select slug as key from ${noun} order by name_key collate "C", id`,
    },
    {
      name: `${noun} by count`,
      query: `{ ${noun} LIST }`,
      path: [noun],
      arguments: 'orderBy: ARTICLE_COUNT_DESC',
      key: 'slug',
      sql: `select slug as key from ${noun} order by article_count desc, id desc`,
    },
  ]),
  {
    name: 'tags of a type by prefix',
    query: '{ tags LIST }',
    path: ['tags'],
    arguments: 'filter: {types: [TOPIC], namePrefix: "Tág 2"}',
    key: 'slug',
    sql: `select slug as key from tags where type = 'TOPIC' and name_key like 'tag 2%' order by name_key collate "C", id`,
  },
  {
    name: 'publications',
    query: '{ publications LIST }',
    path: ['publications'],
    key: 'slug',
    sql: 'select slug as key from publications order by name_key, id',
  },
  {
    name: 'article.related as stored',
    query: '{ article(slug: "story-33") { related LIST } }',
    path: ['article', 'related'],
    arguments: 'origins: [EDITORIAL, SOURCE]',
    key: 'origin headline article { slug }',
    sql: '',
  },
  {
    name: 'article.related of a story without a date',
    query: '{ article(slug: "story-32") { related LIST } }',
    path: ['article', 'related'],
    key: 'origin headline article { slug }',
    sql: '',
  },
  {
    name: 'article.related',
    query: '{ article(slug: "story-33") { related LIST } }',
    path: ['article', 'related'],
    key: 'origin headline article { slug }',
    sql: '',
  },
];

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({ sample: false });
  await fillCrowd(gateway.dataSource, STORIES);
});
afterAll(() => gateway?.stop());

interface Page {
  keys: string[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

async function readPage(list: Walked, paging: string): Promise<Page> {
  const args = [list.arguments, paging].filter(Boolean).join(', ');
  const selection = `(${args}) { edges { cursor node { ${list.key} } } nodes { ${list.key} } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;
  const data = await gateway.read(list.query.replace('LIST', selection));
  const connection = list.path.reduce((value, name) => value[name], data);
  const keys: string[] = connection.edges.map((edge: { node: object }) => JSON.stringify(edge.node));
  expect(connection.nodes.map((node: object) => JSON.stringify(node))).toEqual(keys);
  expect(connection.pageInfo.startCursor).toBe(connection.edges.at(0)?.cursor ?? null);
  expect(connection.pageInfo.endCursor).toBe(connection.edges.at(-1)?.cursor ?? null);
  return { keys, pageInfo: connection.pageInfo };
}

async function walk(list: Walked, size: number, backward: boolean): Promise<string[]> {
  const pages: string[][] = [];
  let paging = backward ? `last: ${size}` : `first: ${size}`;
  for (let page = 0; page <= STORIES; page++) {
    const { keys, pageInfo } = await readPage(list, paging);
    pages.push(keys);
    const [behind, ahead] = backward
      ? [pageInfo.hasNextPage, pageInfo.hasPreviousPage]
      : [pageInfo.hasPreviousPage, pageInfo.hasNextPage];
    expect(behind).toBe(page > 0);
    if (!ahead) return (backward ? pages.reverse() : pages).flat();
    expect(keys).toHaveLength(size);
    paging = backward
      ? `last: ${size}, before: "${pageInfo.startCursor}"`
      : `first: ${size}, after: "${pageInfo.endCursor}"`;
  }
  throw new Error('the walk does not end');
}

async function expected(list: Walked): Promise<string[]> {
  if (list.sql === '') return (await readPage(list, 'first: 100')).keys;
  const rows: { key: string }[] = await gateway.dataSource.query(list.sql);
  return rows.map(({ key }) => JSON.stringify({ slug: key }));
}

describe('a walk through', () => {
  it.each(lists)('$name sees every row once, in order, from either end', async (list) => {
    const rows = await expected(list);
    expect(rows.length).toBeGreaterThan(1);
    expect(new Set(rows).size).toBe(rows.length);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.boolean(), async (size, backward) => {
        expect(await walk(list, size, backward)).toEqual(rows);
      }),
      {
        numRuns: 4,
        examples: [
          [7, false],
          [7, true],
        ],
      },
    );
  });

  it.each(lists)('$name may turn round at any cursor', async (list) => {
    const rows = await expected(list);
    await fc.assert(
      fc.asyncProperty(fc.nat(rows.length - 1), fc.integer({ min: 1, max: 9 }), async (at, size) => {
        const { pageInfo } = await readPage(list, `first: ${at + 1}`);
        const cursor = pageInfo.endCursor;
        const after = await readPage(list, `first: ${size}, after: "${cursor}"`);
        expect(after.keys).toEqual(rows.slice(at + 1, at + 1 + size));
        expect(after.pageInfo).toMatchObject({
          hasPreviousPage: true,
          hasNextPage: at + 1 + size < rows.length,
        });
        const before = await readPage(list, `last: ${size}, before: "${cursor}"`);
        expect(before.keys).toEqual(rows.slice(Math.max(0, at - size), at));
        expect(before.pageInfo).toMatchObject({ hasPreviousPage: at > size, hasNextPage: true });
      }),
      { numRuns: 3 },
    );
  });

  it.each(lists)('$name counts and numbers its pages', async (list) => {
    const rows = await expected(list);
    const args = list.arguments === undefined ? '' : `(${list.arguments})`;
    const selection = `${args} { exact: totalCount { value relation } some: totalCount(precision: CAPPED, cap: 2) { value relation } roughly: totalCount(precision: ESTIMATE) { relation } pageCursors(size: 4, around: 2) { pages { page after isCurrent } last { page after } } }`;
    const data = await gateway.read(list.query.replace('LIST', selection));
    const connection = list.path.reduce((value, name) => value[name], data);
    expect(connection.exact).toEqual({ value: rows.length, relation: 'EQUAL' });
    expect(connection.some).toEqual({ value: 2, relation: rows.length > 2 ? 'AT_LEAST' : 'EQUAL' });
    const { pages, last } = connection.pageCursors;
    expect(last.page).toBe(Math.ceil(rows.length / 4));
    expect(pages.filter((page: { isCurrent: boolean }) => page.isCurrent)).toHaveLength(1);
    for (const { page, after } of [...pages, last]) {
      const found = await readPage(list, after === null ? 'first: 4' : `first: 4, after: "${after}"`);
      expect(found.keys).toEqual(rows.slice((page - 1) * 4, page * 4));
    }
  });
});
