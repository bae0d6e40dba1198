import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.js';
import { createLogger } from '../../src/logger.js';
import { createGateway, type Gateway as Instance } from '../../src/serve/server.js';
import { fillCrowd } from '../support/crowd.js';
import { connectTo, createTestDatabase, type TestDatabase } from '../support/database.js';

const CACHE = 8 * 1024 * 1024;
/** How long after a commit an answer may still be the old one, in milliseconds. */
const BOUND = 100;

interface Running {
  instance: Instance;
  // biome-ignore lint/suspicious/noExplicitAny: answers have the shape of their query.
  read(query: string): Promise<any>;
  stop(): Promise<void>;
}

interface Story {
  headline: string;
  bodyText: string;
  authors: { name: string }[];
  tags: { name: string; slug: string }[];
  publication: { name: string };
  section: { name: string } | null;
}

let database: TestDatabase;
let writer: pg.Client;
const instances: Running[] = [];

async function startInstance(): Promise<Running> {
  const dataSource = await connectTo(database, 4);
  const instance = await createGateway({
    config: { ...loadConfig({}), host: '127.0.0.1', port: 0, entityCacheBytes: CACHE },
    dataSource,
    logger: createLogger('silent'),
  });
  const { url } = await instance.listen();
  return {
    instance,
    read: async (query) => {
      const reply = await fetch(`${url.replace('localhost', '127.0.0.1')}graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      const { data, errors } = (await reply.json()) as { data: unknown; errors?: unknown };
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
    stop: async () => {
      await instance.close();
      await dataSource.destroy();
    },
  };
}

beforeAll(async () => {
  database = await createTestDatabase();
  const dataSource = await connectTo(database, 1);
  await fillCrowd(dataSource, 40);
  await dataSource.destroy();
  writer = new pg.Client({ connectionString: database.url });
  writer.on('error', () => {});
  await writer.connect();
  instances.push(await startInstance(), await startInstance());
});
afterAll(async () => {
  await writer?.end();
  for (const running of instances) await running.stop();
  await database?.drop();
});

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks every instance until each answers `wanted`; the milliseconds that took. */
async function settle(ask: (running: Running) => Promise<unknown>, wanted: unknown): Promise<number> {
  const started = performance.now();
  for (;;) {
    const answers = await Promise.all(instances.map(ask));
    if (answers.every((answer) => JSON.stringify(answer) === JSON.stringify(wanted)))
      return performance.now() - started;
    if (performance.now() - started > 5_000) {
      throw new Error(`still ${JSON.stringify(answers)} and not ${JSON.stringify(wanted)}`);
    }
  }
}

describe('rows that are kept', () => {
  it('are served again without being read', async () => {
    const [first] = instances;
    const query =
      '{ articles(first: 10) { nodes { headline authors { name } tags { name } publication { name } } } }';
    await first?.read(query);
    const before = first?.instance.counters() ?? {};
    await first?.read(query);
    const after = first?.instance.counters() ?? {};
    for (const name of ['article', 'author', 'tag', 'publication']) {
      expect(after[name]?.misses).toBe(before[name]?.misses);
      expect(after[name]?.hits).toBeGreaterThan(before[name]?.hits ?? 0);
      expect(after[name]?.bytes).toBeGreaterThan(0);
    }
  });

  const story = async (running: Running) =>
    (
      await running.read(
        '{ article(slug: "story-7") { headline authors { name } tags { name slug } publication { name } bodyText section { name } } }',
      )
    ).article;

  it.each<[string, string, (story: Story) => unknown, unknown]>([
    ['a headline', `update articles set headline = 'New' where slug = 'story-7'`, (s) => s.headline, 'New'],
    [
      'a text',
      `update articles set body = '[{"type": "paragraph", "text": "Told", "html": null}]' where slug = 'story-7'`,
      (s) => s.bodyText,
      'Told',
    ],
    [
      'an author',
      `update authors set name = 'Renamed' where id in (select author_id from article_authors where article_id = 7)`,
      (s) => s.authors,
      [{ name: 'Renamed' }],
    ],
    [
      'a tag',
      `update tags set name = 'Retitled' where slug = 'tag-4'; insert into article_tags select 7, 8, id, sort_at from tags, (select sort_at from articles where id = 7) a where slug = 'tag-4' on conflict do nothing`,
      (s) => s.tags.find((tag) => tag.slug === 'tag-4')?.name,
      'Retitled',
    ],
    [
      'a publication',
      `update publications set name = 'The New Paper'`,
      (s) => s.publication.name,
      'The New Paper',
    ],
    ['its authors', 'delete from article_authors where article_id = 7', (s) => s.authors, []],
    [
      'its section',
      `update articles set section_tag_id = null where slug = 'story-7'`,
      (s) => s.section,
      null,
    ],
  ])('are read anew on every instance when %s changes', async (_what, sql, seen, wanted) => {
    await Promise.all(instances.map(story));
    await writer.query(sql);
    const took = await settle(async (running) => seen(await story(running)), wanted);
    expect(took).toBeLessThan(BOUND + 400);
  });

  it('are found by their slug of now', async () => {
    const bySlug = (slug: string) => (running: Running) =>
      running.read(`{ article(slug: "${slug}") { slug } }`).then(({ article }) => article?.slug ?? null);
    await settle(bySlug('story-11'), 'story-11');
    await writer.query(`update articles set slug = 'story-11-moved' where slug = 'story-11'`);
    await settle(bySlug('story-11'), null);
    await writer.query(`update articles set slug = 'story-11' where slug = 'story-12'`);
    await settle(bySlug('story-11'), 'story-11');
    await settle(bySlug('story-12'), null);
  });

  it('are dropped when one transaction touches more than a notification can name', async () => {
    const names = (running: Running) =>
      running
        .read('{ articles(first: 100) { nodes { standfirst } } }')
        .then(
          ({ articles }) => new Set(articles.nodes.map((n: { standfirst: string }) => n.standfirst)).size,
        );
    await writer.query(
      `insert into articles (publication_id, slug, headline, headline_key, language, modified_at, sort_at, body, word_count)
         select 1, 'bulk-' || i, 'Bulk', 'bulk', 'en', now(), '-infinity', '[]', 0 from generate_series(1, 3000) as i`,
    );
    await Promise.all(instances.map(names));
    await writer.query(`update articles set standfirst = 'The same for all'`);
    await settle(names, 1);
    await writer.query(`delete from articles where slug like 'bulk-%'`);
  });

  it('are never stale after the bound, whatever many writers do', async () => {
    const writers = await Promise.all(
      [1, 2, 3].map(async () => {
        const client = new pg.Client({ connectionString: database.url });
        await client.connect();
        return client;
      }),
    );
    /** The numbers that each article was given, by the clock after each commit. */
    const committed = new Map<number, { number: number; at: number }[]>();
    const end = Date.now() + 3_000;
    let [reads, stale] = [0, 0];
    const write = async (client: pg.Client, nth: number) => {
      for (let number = nth; Date.now() < end; number += writers.length) {
        const id = 1 + (number % 5) * writers.length + nth;
        await client.query('update articles set word_count = $1 where id = $2', [number, id]);
        committed.set(id, [...(committed.get(id) ?? []), { number, at: performance.now() }]);
        await wait(5);
      }
    };
    const read = async (running: Running) => {
      while (Date.now() < end) {
        const asked = performance.now();
        const settled = new Map(
          [...committed].map(([id, given]) => [id, given.findLast(({ at }) => asked - at > BOUND)]),
        );
        const { nodes } = await running.read(
          `{ nodes(ids: [${[...committed.keys()].map((id) => `"${Buffer.from(`article:${id}`).toString('base64url')}"`).join(',')}]) { id ... on Article { wordCount } } }`,
        );
        for (const node of nodes as { id: string; wordCount: number }[]) {
          const id = Number(Buffer.from(node.id, 'base64url').toString().split(':')[1]);
          const known = settled.get(id);
          if (known === undefined) continue;
          reads++;
          if (node.wordCount < known.number) stale++;
        }
      }
    };
    await Promise.all([...writers.map(write), ...instances.map(read), ...instances.map(read)]);
    await Promise.all(writers.map((client) => client.end()));
    expect(stale).toBe(0);
    expect(reads).toBeGreaterThan(50);
  });

  it('are not served while the listening connection is down, and again when it is back', async () => {
    const [first] = instances;
    const headline = async () =>
      (await first?.read('{ article(slug: "story-9") { headline } }'))?.article.headline;
    await headline();
    const { rows } = await writer.query(
      `select pid from pg_stat_activity where datname = current_database() and application_name like '% changes'`,
    );
    expect(rows).toHaveLength(2);
    const [hits, misses] = [
      first?.instance.counters().article?.hits ?? 0,
      first?.instance.counters().article?.misses ?? 0,
    ];
    for (const { pid } of rows) await writer.query('select pg_terminate_backend($1)', [pid]);
    await writer.query(`update articles set headline = 'Missed' where slug = 'story-9'`);
    await settle(
      (running) =>
        running.read('{ article(slug: "story-9") { headline } }').then(({ article }) => article.headline),
      'Missed',
    );
    expect(first?.instance.counters().article?.misses).toBeGreaterThan(misses);
    for (let tries = 0; tries < 100; tries++) {
      await headline();
      if ((first?.instance.counters().article?.hits ?? 0) > hits + 3) break;
      await wait(50);
    }
    expect(first?.instance.counters().article?.hits).toBeGreaterThan(hits + 3);
  });

  it('take no more memory than they were given', async () => {
    const [first] = instances;
    await first?.read('{ articles(first: 100) { nodes { bodyText authors { name } } } }');
    const counters = Object.values(first?.instance.counters() ?? {});
    expect(counters.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(CACHE);
  });
});
