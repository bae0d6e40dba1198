/**
 * Server CPU of executing one operation in this process, by graphql-js and compiled, without HTTP and without a
 * database: rows are synthetic and at hand, as they are when the entity cache holds them.
 *
 *   node bench/executor.mjs [--operation front-page] [--rounds 9] [--times 400] [--dist ../dist]
 *
 * Rounds alternate; figures are medians of milliseconds CPU for one execution. Run `npm run build` first.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    operation: { type: 'string', default: 'front-page' },
    rounds: { type: 'string', default: '9' },
    times: { type: 'string', default: '400' },
    dist: { type: 'string', default: '../dist' },
  },
});
const dist = new URL(`${options.dist.replace(/\/$/, '')}/`, import.meta.url);
const { execute, parse } = createRequire(new URL('serve/schema.js', dist))('graphql');
const { buildGatewaySchema } = await import(new URL('serve/schema.js', dist));
const { createExecutor } = await import(new URL('serve/executor/executor.js', dist));

const article = (id) => ({
  id,
  publicationId: 1,
  slug: `story-${id}`,
  url: `https://paper.example/story-${id}`,
  headline: `The council votes for a bridge, part ${id}`,
  standfirst: 'After nine years of talk the river gets a second crossing.',
  byline: 'By Ana Reed',
  language: 'en',
  sectionTagId: 1 + (id % 5),
  publishedAt: '2026-03-01T08:00:00.000Z',
  modifiedAt: '2026-03-01T09:00:00.000Z',
  leadImage: {
    url: 'https://paper.example/bridge.jpg',
    alt: 'The river',
    credit: 'Ana Reed',
    width: null,
    height: null,
  },
  wordCount: 640 + id,
  authorIds: [1 + (id % 7), 8 + (id % 3)],
  tagIds: [1 + (id % 5), 6 + (id % 9), 15 + (id % 4), 20],
});
const author = (id) => ({ id, slug: `author-${id}`, name: `Author ${id}`, bio: null, articleCount: 12 });
const tag = (id) => ({
  id,
  slug: `tag-${id}`,
  name: `Tag ${id}`,
  type: ['TOPIC', 'PLACE', 'PERSON', 'TOPIC'][id % 4],
  aliases: [],
  childIds: [30, 31, 32],
  description: null,
  parentId: null,
  articleCount: 30,
});
const body = Array.from({ length: 12 }, (_, at) =>
  at % 4 === 3
    ? { type: 'heading', text: 'What it costs', level: 2 }
    : { type: 'paragraph', text: 'The bridge will carry two lanes and a path. '.repeat(6), html: null },
);
const text = (id) => ({ id, body });
const related = (id) => ({
  key: id,
  origin: 'COMPUTED',
  place: id,
  headline: `What the ferries say, part ${id}`,
  teaser: null,
  url: null,
  targetId: id,
  score: 0.5,
  reasons: [{ kind: 'SHARED_TAG', tagId: 1 + (id % 5), terms: [], weight: 1 }],
});
const publication = (id) => ({ id, slug: 'paper', name: 'The Paper', language: 'en' });
const many = (make) => {
  const kept = new Map();
  const byId = (id) => kept.get(id) ?? kept.set(id, make(id)).get(id);
  return { byId, byIds: (ids) => ids.map(byId) };
};
const context = {
  articles: { ...many(article), resolve: async () => null, bySlug: async () => article(1), text },
  authors: many(author),
  tags: { ...many(tag), byName: async () => tag(1) },
  publications: many(publication),
  related: { of: async () => [2, 3, 4, 5, 6, 7, 8].map(related) },
  lists: {
    page: async (_spec, request) => {
      const ids = Array.from({ length: request.limit ?? request.size ?? 20 }, (_, at) => at + 1);
      return { ids, positions: ids.map((id) => ['2026-03-01 08:00:00', String(id)]), more: true };
    },
    any: async () => true,
    count: async () => 1000,
  },
  requestId: 'bench',
};

const folder = new URL('../schema/operations/', import.meta.url);
const read = (file) => readFileSync(new URL(file, folder), 'utf8');
const query = read(`${options.operation}.graphql`);
let variables = {};
try {
  variables = JSON.parse(read(`${options.operation}.variables.json`));
} catch {
  // An operation without variables has no file of them.
}
const schema = buildGatewaySchema();
const document = parse(query);
const executor = createExecutor(schema);
const contestants = {
  'graphql-js': () => execute({ schema, document, contextValue: context, variableValues: variables }),
  compiled: () =>
    executor.execute({ document, operationName: null, queryHash: 'bench', request: { variables }, context }),
};

const answers = [];
for (const run of Object.values(contestants)) {
  for (let time = 0; time < 5; time++) answers.push(JSON.stringify(await run()));
}
if (new Set(answers).size !== 1) throw new Error('graphql-js and the compiled query answer differently');
if (answers[0].includes('"errors"')) throw new Error(`the operation fails: ${answers[0].slice(0, 300)}`);

const median = (figures) => figures.toSorted((a, b) => a - b)[figures.length >> 1];
const figures = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
const times = Number(options.times);
for (let round = -2; round < Number(options.rounds); round++) {
  for (const [name, run] of Object.entries(contestants)) {
    const before = process.cpuUsage();
    for (let time = 0; time < times; time++) await run();
    const { user, system } = process.cpuUsage(before);
    if (round >= 0) figures[name].push((user + system) / 1000 / times);
  }
}
const [plain, compiled] = Object.values(figures).map(median);
process.stdout.write(
  `${options.operation}: ${answers[0].length} bytes, ${times} times, ${options.rounds} rounds\n`,
);
for (const [name, all] of Object.entries(figures)) {
  process.stdout.write(
    `${name.padEnd(12)} ${median(all).toFixed(4)} ms CPU (${Math.min(...all).toFixed(4)} to ${Math.max(...all).toFixed(4)})\n`,
  );
}
process.stdout.write(`compiled takes ${((compiled / plain) * 100).toFixed(0)} % of graphql-js\n`);
