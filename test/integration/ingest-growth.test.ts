import { Readable } from 'node:stream';
import pg from 'pg';
import { expect, test } from 'vitest';
import { ingest } from '../../src/ingest/pipeline.js';
import { anArticle } from '../support/archive.js';
import { fillCrowd } from '../support/crowd.js';
import { connectTo, createTestDatabase, type TestDatabase } from '../support/database.js';
import { NOON } from '../support/sample.js';

/** New stories with everything that is looked up: taken slugs, people, tags, related stories by all of their names. */
const DRAFTS = Array.from({ length: 300 }, (_, n) =>
  anArticle({
    headline: n % 3 === 0 ? `Story ${n % 7}` : `Flood number ${n} in the north`,
    url: `https://news.example/flood/${n}`,
    authors: [{ name: `Reporter ${n % 20}` }],
    tags: [{ name: `Tag ${n % 3}`, type: 'TOPIC' }],
    related: [
      { origin: 'SOURCE', headline: `Flood number ${n + 1} in the north`, url: `https://news.example/${n}` },
      { origin: 'EDITORIAL', slug: `story-${n}` },
    ],
    body: [{ type: 'paragraph', text: `The water of the ${n}th river rose. `.repeat(12) }],
  }),
);

/** Rows and index entries that have been looked at. Sessions tell when they end. */
async function rowsRead({ url }: TestDatabase): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select tup_returned::float8 as read from pg_stat_database where datname = current_database()`,
    );
    return rows[0].read;
  } finally {
    await client.end();
  }
}

async function rowsOfIngest(stories: number): Promise<number> {
  const database = await createTestDatabase();
  try {
    const filled = await connectTo(database, 4, 0);
    await fillCrowd(filled, stories);
    await filled.query('vacuum analyze');
    await filled.destroy();
    const before = await rowsRead(database);
    const dataSource = await connectTo(database);
    const stdin = Readable.from([Buffer.from(DRAFTS.map((draft) => JSON.stringify(draft)).join('\n'))]);
    const report = await ingest({ dataSource, inputs: ['-'], stdin, now: () => NOON });
    expect(report).toMatchObject({ created: DRAFTS.length, refused: 0 });
    await dataSource.destroy();
    return (await rowsRead(database)) - before;
  } finally {
    await database.drop();
  }
}

test('what storing a batch reads of the archive does not grow with the archive', {
  timeout: 120_000,
}, async () => {
  const small = await rowsOfIngest(3_000);
  const large = await rowsOfIngest(60_000);
  expect(large).toBeLessThan(small * 1.2);
});
