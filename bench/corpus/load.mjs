import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { newsroomFor } from './newsroom.mjs';
import { randomFrom } from './random.mjs';
import { storiesFor } from './stories.mjs';
import { bodyOf } from './text.mjs';

/** Different texts; an archive of more stories uses them again. Every story has its own copy of its text. */
const BODIES = 5000;
const LOADED_AT = '2026-11-21T00:00:00.000Z';

const STAGE = `
create unlogged table bench_body (id integer primary key, body jsonb, word_count integer);
create unlogged table bench_story (
  id bigint, publication_id bigint, slug text, url text, headline text, headline_key text, standfirst text,
  byline text, language text, section_tag_id bigint, published_at timestamptz(3), modified_at timestamptz(3),
  lead_image jsonb, body_id integer);
create unlogged table bench_related (article_id bigint, position smallint, target_id bigint);
`;

/** What is copied row by row, and how a story becomes rows of it. */
const STREAMS = {
  bench_story: (story) => [
    [
      story.id,
      story.publication,
      story.slug,
      story.url,
      story.headline,
      story.headlineKey,
      story.standfirst,
      story.byline,
      story.language,
      story.section,
      story.published,
      story.modified,
      story.image,
      1 + ((story.id * 7919) % BODIES),
    ],
  ],
  article_authors: (story) =>
    story.authors.map((author, position) => [story.id, position, author, story.published ?? '-infinity']),
  article_tags: (story) =>
    story.tags.map((tag, position) => [story.id, position, tag, story.published ?? '-infinity']),
  bench_related: (story) => story.related.map((target, position) => [story.id, position, target]),
};

/** Set by set, from what was copied. Texts are copied as they are stored: nothing is compressed twice. */
const SETS = {
  articles: `
    insert into articles (id, publication_id, slug, url, headline, headline_key, standfirst, byline, language,
      section_tag_id, published_at, modified_at, sort_at, lead_image, body, word_count)
    overriding system value
    select s.id, s.publication_id, s.slug, s.url, s.headline, s.headline_key, s.standfirst, s.byline, s.language,
      s.section_tag_id, s.published_at, s.modified_at, coalesce(s.published_at, '-infinity'), s.lead_image,
      b.body, b.word_count
    from bench_story as s join bench_body as b on b.id = s.body_id order by s.id`,
  'related stories': `
    insert into related_stories (article_id, origin, position, headline, headline_key, teaser, target_id)
    select r.article_id, 'SOURCE', r.position, s.headline, s.headline_key, s.standfirst, s.id
    from bench_related as r join bench_story as s on s.id = r.target_id order by r.article_id, r.position`,
  provenance: `
    insert into article_provenance (article_id, source, format, source_id, content_hash, ingested_at)
    select id, 'bench.jsonl', 'jsonl', 'bench-' || id, encode(sha256(slug::bytea), 'hex'), '${LOADED_AT}'
    from bench_story order by id`,
  'article keys': `
    insert into article_keys (key, kind, article_id) select url, 'URL', id from bench_story order by id`,
  'tag counts': `
    update tags set article_count = c.n
    from (select tag_id, count(*)::integer as n from article_tags group by tag_id) as c where c.tag_id = tags.id`,
  'author counts': `
    update authors set article_count = c.n
    from (select author_id, count(*)::integer as n from article_authors group by author_id) as c
    where c.author_id = authors.id`,
  'publication counts': `
    update publications set article_count = c.n
    from (select publication_id, count(*)::integer as n from articles group by publication_id) as c
    where c.publication_id = publications.id`,
  'numbers for what comes next': `
    select setval(pg_get_serial_sequence('articles', 'id'), (select max(id) from articles)),
      setval(pg_get_serial_sequence('authors', 'id'), (select max(id) from authors)),
      setval(pg_get_serial_sequence('tags', 'id'), (select max(id) from tags)),
      setval(pg_get_serial_sequence('publications', 'id'), (select max(id) from publications))`,
};

/**
 * Fills a migrated, empty database. Its indexes stay as the migration made them; triggers and foreign key
 * checks rest meanwhile, which is what takes a load of a million stories from hours to minutes.
 * @param {string} url
 * @param {number} articles
 * @param {(line: string) => void} tell
 * @returns {Promise<{ seconds: number, rate: number, bytes: number }>} rate in articles a second, with everything
 */
export async function loadCorpus(url, articles, tell) {
  const started = performance.now();
  const step = async (name, work) => {
    const before = performance.now();
    await work();
    const seconds = (performance.now() - before) / 1000;
    if (seconds > 5) tell(`  ${name}: ${seconds.toFixed(0)} s`);
  };
  const newsroom = newsroomFor(articles);
  await withClient(url, async (client) => {
    await client.query(STAGE);
    await step('people, tags and texts', () => copyNewsroom(client, newsroom));
    await step('stories', () => copyStories(url, storiesFor(articles, newsroom)));
    await client.query('analyze bench_story, bench_related');
    for (const [name, sql] of Object.entries(SETS)) await step(name, () => client.query(sql));
    await client.query('drop table bench_body, bench_story, bench_related');
    await step('vacuum and analyze', () => client.query('vacuum (analyze)'));
    await client.query('checkpoint');
  });
  const seconds = (performance.now() - started) / 1000;
  const bytes = await withClient(url, sizeOf);
  return { seconds, rate: articles / seconds, bytes };
}

/** Size of the database on disk, in bytes. */
async function sizeOf(client) {
  const { rows } = await client.query('select pg_database_size(current_database())::float8 as bytes');
  return rows[0].bytes;
}

async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      `set session_replication_role = replica; set synchronous_commit = off; set timezone = 'UTC'`,
    );
    return await work(client);
  } finally {
    await client.end();
  }
}

async function copyNewsroom(client, { publications, authors, tags }) {
  await copyAll(client, 'publications (id, slug, name, name_key, url, language)', publications, (p) => [
    p.id,
    p.slug,
    p.name,
    p.nameKey,
    p.url,
    p.language,
  ]);
  await copyAll(client, 'authors (id, slug, name, name_key, bio)', authors, (a) => [
    a.id,
    a.slug,
    a.name,
    a.nameKey,
    a.bio,
  ]);
  await copyAll(client, 'tags (id, slug, name, name_key, type, parent_id)', tags, (t) => [
    t.id,
    t.slug,
    t.name,
    t.nameKey,
    t.type,
    t.parentId,
  ]);
  const random = randomFrom('bodies');
  const bodies = (function* () {
    for (let id = 1; id <= BODIES; id += 1) yield { id, ...bodyOf(random) };
  })();
  await copyAll(client, 'bench_body', bodies, (b) => [b.id, JSON.stringify(b.blocks), b.words]);
}

async function copyAll(client, into, items, rowOf) {
  const copy = new Copy(client, into);
  for (const item of items) await copy.add([rowOf(item)]);
  await copy.end();
}

/** Everything in one pass, each table over a connection of its own. */
async function copyStories(url, stories) {
  const clients = await Promise.all(
    Object.keys(STREAMS).map(async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(
        `set session_replication_role = replica; set synchronous_commit = off; set timezone = 'UTC'`,
      );
      return client;
    }),
  );
  const writers = Object.entries(STREAMS).map(([table, rowsOf], index) => ({
    copy: new Copy(clients[index], table),
    rowsOf,
  }));
  for (const story of stories) {
    for (const { copy, rowsOf } of writers) {
      const waiting = copy.add(rowsOf(story));
      if (waiting) await waiting;
    }
  }
  await Promise.all(writers.map(({ copy }) => copy.end()));
  await Promise.all(clients.map((client) => client.end()));
}

const ESCAPES = { '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r' };

function fieldOf(value) {
  if (value === null) return '\\N';
  return typeof value === 'string' ? value.replace(/[\\\n\t\r]/g, (one) => ESCAPES[one]) : String(value);
}

/** Rows into one COPY, in chunks. */
class Copy {
  chunk = '';

  constructor(client, into) {
    this.stream = client.query(copyFrom(`copy ${into} from stdin`));
    this.failure = new Promise((_, reject) => this.stream.on('error', reject));
    this.failure.catch(() => {});
  }

  /** @returns {Promise<void> | null} a promise when the database has to catch up */
  add(rows) {
    for (const row of rows) this.chunk += `${row.map(fieldOf).join('\t')}\n`;
    if (this.chunk.length < 256 * 1024) return null;
    const ready = this.stream.write(this.chunk);
    this.chunk = '';
    return ready ? null : Promise.race([once(this.stream, 'drain'), this.failure]);
  }

  async end() {
    const finished = new Promise((resolve) => this.stream.on('finish', resolve));
    this.stream.end(this.chunk);
    await Promise.race([finished, this.failure]);
  }
}
