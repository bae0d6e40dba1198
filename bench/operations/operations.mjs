import pg from 'pg';
import { encodeCursor } from './cursor.mjs';

/** Stories on a page. */
export const SIZE = 20;
/** Where the capped count stops. */
export const CAP = 1000;

const iso = (column) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const column = (sql) => async (client) => (await client.query(sql)).rows;

/** Rows around the middle of the archive, as places to start a page from. */
async function middlePlaces(client) {
  const { rows } = await client.query(
    `select id, ${iso('sort_at')} as "sortAt", place::integer from (
       select id, sort_at, row_number() over (order by sort_at desc, id desc) as place from articles
     ) as numbered, (select count(*) / 2 as half from articles) as middle
     where place between half and half + 1000 and (place - half) % 50 = 0 order by place`,
  );
  return rows.map(({ id, sortAt, place }) => ({ after: encodeCursor(sortAt, id), skip: place }));
}

async function middlePages(client) {
  const { rows } = await client.query('select count(*)::integer as total from articles');
  const last = Math.ceil(rows[0].total / SIZE);
  return Array.from({ length: 10 }, (_, n) => ({ around: Math.floor(last / 2) + n, last }));
}

/**
 * What is measured. `samples` gives what varies between requests, as it would between readers: an app asks for
 * many stories, tags and authors, but there is one front page. `growing` narrows it to what compares between
 * archives of different sizes.
 */
export const OPERATIONS = [
  {
    name: 'front-page',
    title: 'front page: 20 stories with authors, tags, section',
    samples: async () => [{}],
  },
  {
    name: 'article-page',
    title: 'article page: body, authors, tags, 6 related with authors',
    samples: column(
      `select slug from articles where id in (select article_id from related_stories where position = 5)
       order by md5(slug) limit 200`,
    ),
  },
  {
    name: 'tag-page',
    title: 'tag page: the tag and its 20 newest stories',
    samples: column(
      `select slug from (select slug from tags order by article_count desc, id limit 300) as common
       order by md5(slug) limit 100`,
    ),
    growing: column('select slug from tags order by article_count desc, id limit 1'),
    growingTitle: 'tag page of the most common tag',
  },
  {
    name: 'author-page',
    title: 'author page: the author and 20 newest stories',
    samples: column('select slug from authors where article_count >= 20 order by md5(slug) limit 100'),
    growing: column('select slug from authors where article_count >= 20 order by md5(slug) limit 100'),
  },
  {
    name: 'nested-lists',
    title: '50 tags with 10 stories each, with authors',
    samples: async () => [{}],
    growing: async () => [{}],
  },
  {
    name: 'middle-page',
    title: 'the page in the middle of the archive',
    samples: middlePlaces,
    growing: middlePlaces,
  },
  {
    name: 'page-jump',
    title: 'page jump: where the pages around the middle start',
    samples: middlePages,
  },
  {
    name: 'capped-count',
    title: `count of a common tag's stories, up to ${CAP}`,
    samples: column('select slug from tags order by article_count desc, id limit 20'),
    growing: column('select slug from tags order by article_count desc, id limit 1'),
    growingTitle: `count of the most common tag's stories, up to ${CAP}`,
  },
];

OPERATIONS[0].growing = OPERATIONS[0].samples;

/**
 * The requests' variables for an archive.
 * @param {string} url of its database
 * @param {'samples' | 'growing'} which
 * @returns {Promise<Map<string, object[]>>} by operation
 */
export async function samplesFor(url, operations, which = 'samples') {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`set timezone = 'UTC'`);
    const all = new Map();
    for (const operation of operations) all.set(operation.name, await operation[which](client));
    return all;
  } finally {
    await client.end();
  }
}
