/**
 * Mercurius as its documentation recommends it for speed: compiled queries (`jit`) and a loader on every edge, so
 * that an edge is one statement for all its parents; statements are prepared by name. Written by hand for these
 * operations: nothing is filtered, validated or paged backwards here.
 */
import { fastify } from 'fastify';
import mercurius from 'mercurius';
import pg from 'pg';
import { decodeCursor, encodeCursor } from '../operations/cursor.mjs';
import { listening } from './listening.mjs';
import { SCHEMA } from './mercurius-schema.mjs';

const TIMESTAMPTZ = 1184;
const INT8 = 20;
/** `2026-11-20 15:12:43.55+00` as the API writes it; sessions are in UTC. */
pg.types.setTypeParser(TIMESTAMPTZ, (text) =>
  text.endsWith('infinity')
    ? text
    : `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, -3).padEnd(3, '0')}Z`,
);
pg.types.setTypeParser(INT8, Number);

const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.POOL_SIZE),
  idleTimeoutMillis: 0,
});

const names = new Map();
async function rowsOf(text, values) {
  if (!names.has(text)) names.set(text, `s${names.size}`);
  return (await pool.query({ name: names.get(text), text, values })).rows;
}

const CARD = `a.id, a.slug, a.headline, a.standfirst, a.byline, a.language, a.published_at as "publishedAt",
  a.modified_at as "modifiedAt", a.sort_at as "sortAt", a.word_count as "wordCount",
  a.publication_id as "publicationId", a.section_tag_id as "sectionId"`;
const TAG = 'g.id, g.name, g.slug, g.type, g.description, g.parent_id as "parentId"';
const AUTHOR = 'u.id, u.name, u.slug, u.bio';

/** One page and one row more, which tells whether there is another page. */
function pageOf(rows, first) {
  const nodes = rows.length > first ? rows.slice(0, first) : rows;
  const end = nodes.at(-1);
  const endCursor = end ? encodeCursor(end.sortAt, end.id) : null;
  return { nodes, pageInfo: { hasNextPage: rows.length > first, endCursor } };
}

/** A loader for an edge to one thing, which the parent names by `key`. */
const toOne = (key, text) => async (queries) => {
  const ids = queries.map(({ obj }) => obj[key]);
  const found = new Map((await rowsOf(text, [ids])).map((row) => [row.id, row]));
  return ids.map((id) => found.get(id) ?? null);
};

/** A loader for an edge to several things; the rows name their `parent`. */
const toMany = (text, valuesOf, resultOf) => async (queries) => {
  const byParent = new Map(queries.map(({ obj }) => [obj.id, []]));
  const values = [[...byParent.keys()], ...valuesOf(queries[0].params)];
  for (const row of await rowsOf(text, values)) byParent.get(row.parent).push(row);
  return queries.map(({ obj, params }) => resultOf(byParent.get(obj.id), params, obj));
};

const uncached = (loader) => ({ loader, opts: { cache: false } });
const none = () => [];
const same = (rows) => rows;

const linkedTo = (kind) =>
  toMany(
    `select p.id as parent, ${CARD} from unnest($1::bigint[]) as p(id) cross join lateral (
       select article_id, sort_at from article_${kind}s where ${kind}_id = p.id
       order by sort_at desc, article_id desc limit $2) as l
     join articles as a on a.id = l.article_id order by l.sort_at desc, l.article_id desc`,
    ({ first }) => [first + 1],
    (rows, { first }) => pageOf(rows, first),
  );

/** Without `first` only the count is wanted, and no story is read. */
async function articlesOfTag(queries) {
  if (queries[0].params.first == null) return queries.map(({ obj }) => ({ tag: obj.id }));
  return linkedTo('tag')(queries);
}

const COUNT_UP_TO =
  'select count(*) as n from (select 1 from article_tags where tag_id = $1 limit $2) as counted';

const loaders = {
  Article: {
    publication: uncached(
      toOne('publicationId', 'select id, name, slug from publications where id = any($1)'),
    ),
    section: uncached(toOne('sectionId', `select ${TAG} from tags as g where g.id = any($1)`)),
    authors: uncached(
      toMany(
        `select l.article_id as parent, ${AUTHOR} from article_authors as l join authors as u on u.id = l.author_id
         where l.article_id = any($1) order by l.article_id, l.position`,
        none,
        same,
      ),
    ),
    tags: uncached(
      toMany(
        `select l.article_id as parent, ${TAG} from article_tags as l join tags as g on g.id = l.tag_id
         where l.article_id = any($1) order by l.article_id, l.position`,
        none,
        same,
      ),
    ),
    body: uncached(
      toMany('select id as parent, body from articles where id = any($1)', none, ([row]) => row.body),
    ),
    related: uncached(
      toMany(
        `select r.article_id as parent, r.headline as printed, r.teaser, ${CARD}
         from related_stories as r left join articles as a on a.id = r.target_id
         where r.article_id = any($1) and r.origin = any($2) order by r.article_id, r.position`,
        ({ origins }) => [origins],
        (rows, { first }) => ({
          nodes: rows.slice(0, first).map((row) => ({
            headline: row.printed ?? row.headline,
            teaser: row.teaser,
            article: row.id === null ? null : row,
          })),
        }),
      ),
    ),
  },
  Tag: {
    parent: uncached(toOne('parentId', `select ${TAG} from tags as g where g.id = any($1)`)),
    articles: uncached(articlesOfTag),
  },
  Author: { articles: uncached(linkedTo('author')) },
};

const PAGE = (where) =>
  `select ${CARD} from articles as a ${where} order by a.sort_at desc, a.id desc limit $1`;

const one = async (text, slug) => (await rowsOf(text, [slug]))[0] ?? null;

/** Read when the first field asks for it, and once. */
function articles(_root, { first, after }) {
  let page = null;
  const read = async () => {
    if (after == null) return pageOf(await rowsOf(PAGE(''), [first + 1]), first);
    const { sortAt, id } = decodeCursor(after);
    const where = 'where (a.sort_at, a.id) < ($2, $3)';
    return pageOf(await rowsOf(PAGE(where), [first + 1, sortAt, id]), first);
  };
  return {
    page: () => {
      page ??= read();
      return page;
    },
  };
}

const TOTAL = 'select count(*) as n from articles';
const NEAR = `select id, sort_at as "sortAt" from articles order by sort_at desc, id desc offset $1 limit $2`;
const FROM_THE_END = `select id, sort_at as "sortAt" from articles order by sort_at, id offset $1 limit 1`;

/** Walks the index to the middle and no further; the last page is found from the other end. */
async function pageCursors(_connection, { size, around }) {
  const [[{ n: total }], near] = await Promise.all([
    rowsOf(TOTAL, []),
    rowsOf(NEAR, [(around - 3) * size - 1, 4 * size + 1]),
  ]);
  const lastPage = Math.ceil(total / size);
  const [end] = await rowsOf(FROM_THE_END, [total - (lastPage - 1) * size]);
  const pages = [0, 1, 2, 3, 4].map((step) => {
    const row = near[step * size];
    return { page: around - 2 + step, after: encodeCursor(row.sortAt, row.id), isCurrent: step === 2 };
  });
  return { pages, last: { page: lastPage, after: encodeCursor(end.sortAt, end.id), isCurrent: false } };
}

const resolvers = {
  Query: {
    article: (_root, { slug }) => one(`select ${CARD} from articles as a where a.slug = $1`, slug),
    tag: (_root, { slug }) => one(`select ${TAG} from tags as g where g.slug = $1`, slug),
    author: (_root, { slug }) => one(`select ${AUTHOR} from authors as u where u.slug = $1`, slug),
    tags: async (_root, { first }) => ({
      nodes: await rowsOf(`select ${TAG} from tags as g order by g.article_count desc, g.id desc limit $1`, [
        first,
      ]),
    }),
    articles,
  },
  Block: { resolveType: ({ type }) => (type === 'heading' ? 'Heading' : 'Paragraph') },
  ArticleConnection: {
    nodes: (connection) => connection.nodes ?? connection.page().then(({ nodes }) => nodes),
    pageInfo: (connection) => connection.pageInfo ?? connection.page().then(({ pageInfo }) => pageInfo),
    pageCursors,
    totalCount: async ({ tag }, { cap }) => {
      const [{ n }] = await rowsOf(COUNT_UP_TO, [tag, cap + 1]);
      return { value: Math.min(n, cap), relation: n > cap ? 'AT_LEAST' : 'EQUAL' };
    },
  },
};

const app = fastify();
await app.register(mercurius, { schema: SCHEMA, resolvers, loaders, jit: 1, graphiql: false });
await app.listen({ host: '127.0.0.1', port: 0 });
listening(app.server);
