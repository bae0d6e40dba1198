import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../support/gateway.js';

const STORIES = 10_000;
/** This many were published in one and the same millisecond. */
const TOGETHER = 3_000;
/** Every seventh story comes, goes or changes while lists are walked; the others stay as they are. */
const CHURN = 7;

/** Orders, and one filter of each family, as arguments of `articles` and as a condition for the stories that stay. */
const ORDERS = ['PUBLISHED_DESC', 'PUBLISHED_ASC', 'MODIFIED_DESC', 'HEADLINE_ASC'];
const FILTERS: [string, string][] = [
  ['{tags: {any: ["t-1", "t-2"]}}', 'id % 5 in (1, 2)'],
  ['{tags: {all: ["t-1"]}}', 'id % 5 = 1'],
  ['{tags: {none: ["t-3"]}}', 'id % 5 <> 3'],
  ['{authors: ["w-1", "w-2"]}', 'id % 11 in (1, 2)'],
  ['{publications: ["south"]}', 'id % 2 = 1'],
  ['{section: "t-4"}', 'id % 5 = 4'],
  ['{languages: ["km"]}', 'id % 3 = 1'],
  [
    '{published: {from: "2024-01-01T00:00:00Z", before: "2025-01-01T00:00:00Z"}}',
    `published_at >= '2024-01-01Z' and published_at < '2025-01-01Z'`,
  ],
  ['{hasAuthor: false}', 'id % 11 = 0'],
  ['{or: [{languages: ["km"]}, {not: {tags: {any: ["t-1"]}}}]}', '(id % 3 = 1 or id % 5 <> 1)'],
];

const walks = [
  ...ORDERS.map((order) => ({ args: `orderBy: ${order}`, where: 'true' })),
  ...FILTERS.map(([filter, where]) => ({ args: `filter: ${filter}`, where })),
].flatMap((walk) => [
  { ...walk, backward: false },
  { ...walk, backward: true },
]);

let gateway: Gateway;
let writer: pg.Client;
let stopped = false;
let writing: Promise<number>;

/** Stories in the shape that the conditions above tell; ids are given so that the conditions can speak of them. */
const INSERT = `
  with made as (
    insert into articles (id, publication_id, slug, headline, headline_key, language, section_tag_id, published_at,
      modified_at, sort_at, body, word_count)
    overriding system value
    select i, 1 + i % 2, 's-' || i, 'S', 's ' || i % 40, (array['en', 'km', 'fr'])[1 + i % 3],
      case when i % 5 = 4 then 4 end, at, '2026-01-01'::timestamptz + i % 50 * interval '1 ms',
      coalesce(at, '-infinity'), '[]', 0
    from (select i, case when i % 13 = 0 then null when i <= ${TOGETHER} then '2024-05-05T05:05:05.005Z'::timestamptz
      else '2023-01-01Z'::timestamptz + (i / 3) * interval '3 hours' end as at
      from generate_series($1::int, $2::int) as i where i % $3 = 0) as moments
    returning id, sort_at
  ), tagged as (
    insert into article_tags (article_id, position, tag_id, sort_at)
      select id, 0, 1 + (id + 4) % 5, sort_at from made
  )
  insert into article_authors (article_id, position, author_id, sort_at)
    select id, 0, id % 11, sort_at from made where id % 11 <> 0`;

/** Deletes, inserts again, moves in time, retitles and retags the stories that churn, until it is told to stop. */
async function churn(): Promise<number> {
  let changes = 0;
  for (
    let at = CHURN;
    !stopped;
    at = at + CHURN * 13 > STORIES ? CHURN + ((at + CHURN) % (CHURN * 13)) : at + CHURN * 13
  ) {
    const id = Math.max(CHURN, at - (at % CHURN));
    await writer.query('delete from articles where id = $1', [id]);
    await writer.query(INSERT, [id, id, 1]);
    await writer.query(
      `update articles set published_at = now(), sort_at = now(), modified_at = now(), headline_key = 'zz' where id = $1`,
      [id],
    );
    await writer.query(
      `update articles set published_at = '2024-05-05T05:05:05.005Z', sort_at = '2024-05-05T05:05:05.005Z', modified_at = '2026-01-01Z', headline_key = 's 1' where id = $1`,
      [id],
    );
    changes += 4;
  }
  return changes;
}

beforeAll(async () => {
  gateway = await startGateway({ sample: false });
  const { dataSource } = gateway;
  await dataSource.query(
    `insert into publications (slug, name, name_key, language) values ('north', 'N', 'n', 'en'), ('south', 'S', 's', 'km')`,
  );
  await dataSource.query(
    `insert into authors (slug, name, name_key) select 'w-' || i, 'W', 'w ' || i from generate_series(1, 10) as i`,
  );
  await dataSource.query(
    `insert into tags (slug, name, name_key, type) select 't-' || i, 'T', 't ' || i, 'TOPIC' from generate_series(1, 5) as i`,
  );
  await dataSource.query(INSERT, [1, STORIES, 1]);
  await dataSource.query('vacuum analyze');
  writer = new pg.Client({ connectionString: gateway.database.url });
  await writer.connect();
  writing = churn();
}, 60_000);
afterAll(async () => {
  stopped = true;
  await writing;
  await writer?.end();
  await gateway?.stop();
});

async function walk(args: string, backward: boolean): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < STORIES; page++) {
    const place = cursor === null ? '' : backward ? `, before: "${cursor}"` : `, after: "${cursor}"`;
    const size = backward ? 'last: 100' : 'first: 100';
    const { articles } = await gateway.read(
      `{ articles(${args}, ${size}${place}) { nodes { slug } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    );
    seen.push(...articles.nodes.map((node: { slug: string }) => node.slug));
    const { pageInfo } = articles;
    if (!(backward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage)) return seen;
    cursor = backward ? pageInfo.startCursor : pageInfo.endCursor;
  }
  throw new Error('the walk does not end');
}

describe(`a walk through ${STORIES} stories, ${TOGETHER} of one millisecond, while others come, go and change`, () => {
  it.each(walks)('$args, backward: $backward, sees every story that stays exactly once', async ({
    args,
    where,
    backward,
  }) => {
    const seen = await walk(args, backward);
    const staying: { slug: string }[] = await gateway.dataSource.query(
      `select slug from articles where id % ${CHURN} <> 0 and ${where}`,
    );
    expect(staying.length).toBeGreaterThan(100);
    const times = new Map<string, number>();
    for (const slug of seen) times.set(slug, (times.get(slug) ?? 0) + 1);
    const wrong = staying
      .filter(({ slug }) => times.get(slug) !== 1)
      .map(({ slug }) => `${slug}: ${times.get(slug) ?? 0}`);
    expect(wrong).toEqual([]);
    const stays = new Set(staying.map(({ slug }) => slug));
    const strangers = seen.filter((slug) => !stays.has(slug) && Number(slug.slice(2)) % CHURN !== 0);
    expect(strangers).toEqual([]);
  });

  it('was disturbed all the time', async () => {
    stopped = true;
    expect(await writing).toBeGreaterThan(100);
  });
});
