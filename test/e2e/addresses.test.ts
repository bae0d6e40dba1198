import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ingest } from '../../src/ingest/pipeline.js';
import { anArticle } from '../support/archive.js';
import { type Gateway, startGateway } from '../support/gateway.js';
import { NOON } from '../support/sample.js';

let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway({ sample: false });
  const drafts = [
    anArticle({
      sourceId: '1',
      url: 'https://lantern.example/old-ferry',
      otherUrls: ['https://lan.example/x7'],
    }),
    anArticle({ sourceId: '1', url: 'https://www.lantern.example/ferry?id=7', headline: 'Ferry, again' }),
    anArticle({
      sourceId: '2',
      url: 'https://lantern.example/goat',
      headline: 'Goat',
      publication: { name: 'B' },
    }),
  ];
  const stdin = Readable.from(drafts.map((draft) => `${JSON.stringify(draft)}\n`));
  await ingest({ dataSource: gateway.dataSource, inputs: ['-'], stdin, now: () => NOON });
});
afterAll(() => gateway?.stop());

it.each([
  ['https://www.lantern.example/ferry?id=7', 'Ferry, again'],
  ['http://m.lantern.example/ferry/amp?utm_source=x&id=7#comments', 'Ferry, again'],
  ['https://lantern.example/old-ferry/index.html', 'Ferry, again'],
  ['https://lan.example/x7/', 'Ferry, again'],
  ['https://lantern.example/goat', 'Goat'],
  ['https://lantern.example/ferry?id=8', undefined],
  ['https://lantern.example/', undefined],
])('article(url: "%s") finds what was known by it', async (url, headline) => {
  const query = 'query ($url: URL!) { article(url: $url) { headline } }';
  const { article } = await gateway.read(query, { url });
  expect(article?.headline).toBe(headline);
});
