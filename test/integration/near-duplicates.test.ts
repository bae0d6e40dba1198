import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Archive, anArticle, counts } from '../support/archive.js';

let archive: Archive;

beforeAll(async () => {
  archive = await Archive.open();
});
afterAll(() => archive.close());
beforeEach(() => archive.clear());

const words = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => `word${from + n}`).join(' ');
const WIRE = words(0, 300);

const story = (sourceId: string, text: string, more: Record<string, unknown> = {}) =>
  anArticle({
    sourceId,
    headline: `Story ${sourceId}`,
    publication: { name: `Paper ${sourceId}` },
    body: [{ type: 'paragraph', text }],
    ...more,
  });

interface Pair {
  article_id: number;
  other_id: number;
  similarity: number;
}

const pairs = () =>
  archive.rows<Pair>(
    `select article_id::int, other_id::int, similarity from article_duplicates where reason = 'TEXT' order by 1, 2`,
  );

it('the same wire story in several papers stays several articles, and the pairs are recorded', async () => {
  const cut = words(0, 200);
  const drafts = [story('a', WIRE), story('b', `The lead of b. ${WIRE}`), story('c', words(1_000, 300))];
  await archive.ingest(...drafts);
  await archive.ingest(story('d', cut));
  expect(await archive.value('select count(*)::int from articles')).toBe(4);
  const found = await pairs();
  expect(found.map((pair) => [pair.article_id, pair.other_id])).toEqual([
    [2, 1],
    [4, 1],
    [4, 2],
  ]);
  expect(found[0]?.similarity).toBeGreaterThan(0.8);
  expect(found[1]?.similarity).toBeLessThan(0.9);
});

it('a second run records nothing, a new text of an article records anew', async () => {
  const drafts = [story('a', WIRE), story('b', WIRE), story('c', words(1_000, 300))];
  await archive.ingest(...drafts);
  const before = await archive.rowVersions();
  expect(counts(await archive.ingest(...drafts))).toMatchObject({ unchanged: 3 });
  expect(await archive.rowVersions()).toEqual(before);
  await archive.ingest(story('a', WIRE, { byline: 'By the same text' }));
  expect(await pairs()).toMatchObject([{ article_id: 2, other_id: 1, similarity: 1 }]);
  await archive.ingest(story('a', words(1_000, 300)));
  expect(await pairs()).toMatchObject([{ article_id: 3, other_id: 1, similarity: 1 }]);
  await archive.ingest(story('a', 'Too short to tell.'));
  expect(await pairs()).toEqual([]);
  expect(await archive.value('select count(*)::int from article_fingerprints')).toBe(2);
});

it('what a draft named together stays so, whatever the texts are', async () => {
  await archive.ingest(story('a', WIRE), story('b', WIRE, { url: 'https://b.example/x' }));
  await archive.ingest(story('a', WIRE, { url: 'https://b.example/x' }));
  await archive.ingest(story('a', words(1_000, 300)));
  expect(await archive.rows('select reason from article_duplicates')).toEqual([{ reason: 'NAME' }]);
});

it('a text that hundreds share costs and records a bounded number of pairs for each', async () => {
  const drafts = Array.from({ length: 400 }, (_, n) =>
    story(`s-${n}`, WIRE, { publication: { name: 'One' } }),
  );
  await archive.ingest(...drafts);
  const most = await archive.value(
    'select max(n)::int from (select count(*) as n from article_duplicates group by article_id) as each',
  );
  expect(most).toBe(8);
  const alone = await archive.value(
    `select count(*)::int from articles a where not exists (
       select from article_duplicates d where a.id in (d.article_id, d.other_id))`,
  );
  expect(alone).toBe(0);
});

it('near-duplicates of one article are found by indexes from either side', async () => {
  const plan = await archive.rows<{ 'QUERY PLAN': string }>(
    `explain select other_id from article_duplicates where article_id = 1
     union all select article_id from article_duplicates where other_id = 1`,
  );
  const text = plan.map((row) => row['QUERY PLAN']).join('\n');
  expect(text).toContain('article_duplicates_pk');
  expect(text).toContain('article_duplicates_other_idx');
});
