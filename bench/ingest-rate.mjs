// How many JSONL articles a second the ingest takes. Not part of the test suite. Against an empty database:
//
//   npm run build && DATABASE_URL=postgres://... node bench/ingest-rate.mjs [articles]
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import { ingest } from '../dist/ingest/pipeline.js';
import { entities, migrations } from '../dist/schema.js';
import { createDataSource } from '../dist/store/data-source.js';
import { migrateUp } from '../dist/store/migrate.js';

const articles = Number(process.argv[2] ?? 20_000);
const folder = await mkdtemp(join(tmpdir(), 'broadsheet-rate-'));
const file = join(folder, 'articles.jsonl');
const dataSource = createDataSource({
  url: process.env.DATABASE_URL,
  poolSize: 4,
  statementTimeoutMs: 0,
  entities,
  migrations,
});

try {
  await writeArticles(file, articles);
  const megabytes = (await stat(file)).size / 1e6;
  console.log(`${articles} articles, ${(megabytes * 1000) / articles} KB each`);
  await dataSource.initialize();
  await migrateUp(dataSource);
  await measure('new');
  await measure('unchanged');
} finally {
  if (dataSource.isInitialized) await dataSource.destroy();
  await rm(folder, { recursive: true, force: true });
}

async function measure(name) {
  const before = process.cpuUsage();
  const report = await ingest({ dataSource, inputs: [file], now: () => new Date() });
  const { user, system } = process.cpuUsage(before);
  console.log(
    `${name}: ${Math.round((report.read * 1000) / report.elapsedMs)} a second,`,
    `${((user + system) / 1000 / report.read).toFixed(2)} ms of this process's CPU each,`,
    `${Math.round(process.resourceUsage().maxRSS / 1024)} MiB RSS at most,`,
    `refused ${report.refused}`,
  );
}

/** Lengths, names a story and share of markup are those of a daily newspaper; the words are noise of Zipf's kind. */
async function writeArticles(path, count) {
  const random = randomOf(7);
  const words = Array.from({ length: 20_000 }, () => noiseWord(random));
  const some = (length) =>
    Array.from({ length }, () => words[Math.floor(random() ** 3 * words.length)]).join(' ');
  const out = createWriteStream(path);
  for (let n = 0; n < count; n += 1) {
    if (!out.write(`${JSON.stringify(article(n, count, random, some))}\n`)) {
      await new Promise((resolve) => out.once('drain', resolve));
    }
  }
  await new Promise((resolve) => out.end(resolve));
}

function article(n, count, random, some) {
  const types = ['TOPIC', 'PERSON', 'ORGANISATION', 'PLACE', 'EVENT', 'SERIES'];
  const list = (most, make) => Array.from({ length: Math.floor(random() * (most + 1)) }, make);
  return {
    kind: 'article',
    sourceId: `s-${n}`,
    url: `https://www.paper.example/${n}/story`,
    publication: { name: `Paper ${n % 7}` },
    headline: some(8),
    byline: `By Author ${n % 400}`,
    authors: list(2, () => ({ name: `Author ${Math.floor(random() * 400)}` })),
    publishedAt: new Date(9e11 + n * 6e5).toISOString(),
    language: 'en',
    section: { name: `Section ${n % 12}`, type: 'SECTION' },
    tags: list(6, () => ({
      name: `Tag ${Math.floor(random() ** 2 * 3_000)}`,
      type: types[Math.floor(random() * types.length)],
    })),
    body: Array.from({ length: 5 + Math.floor(random() * 20) }, (_, at) => {
      const text = some(20 + Math.floor(random() * 30));
      return at % 5 === 4
        ? { type: 'paragraph', text, html: `<em>${text}</em>` }
        : { type: 'paragraph', text };
    }),
    related: list(2, () =>
      random() < 0.5
        ? { origin: 'SOURCE', headline: some(8), teaser: some(20) }
        : { origin: 'SOURCE', url: `https://paper.example/${Math.floor(random() * count)}/story` },
    ),
  };
}

function noiseWord(random) {
  const letters = 'eeeettaaooiinnsshhrrddlluc';
  const length = 2 + Math.floor(random() * 8);
  return Array.from({ length }, () => letters[Math.floor(random() * letters.length)]).join('');
}

/** The same numbers in every run. */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
