import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ArticleFilter } from '../../src/content/article/article.filter.js';
import { exportArchive } from '../../src/export/export-archive.js';
import { Archive, anArticle, counts } from '../support/archive.js';
import { contentOf } from '../support/content.js';

let first: Archive;
let second: Archive;

beforeAll(async () => {
  [first, second] = await Promise.all([Archive.open(), Archive.open()]);
});
afterAll(() => Promise.all([first.close(), second.close()]));
beforeEach(async () => {
  await Promise.all([first.clear(), second.clear()]);
});

async function exported(archive: Archive, filter: ArticleFilter | null = null): Promise<string[]> {
  const lines: string[] = [];
  for await (const { json } of exportArchive({ dataSource: archive.dataSource, filter })) lines.push(json);
  return lines;
}

async function restore(lines: readonly string[]): Promise<void> {
  const report = await second.ingestText(lines.join('\n'));
  expect(report.refusals).toEqual([]);
}

async function expectSame(): Promise<void> {
  expect(await contentOf(second.dataSource)).toEqual(await contentOf(first.dataSource));
}

const harbour = { name: 'Harbour', type: 'SECTION' };

const NOUNS = [
  { kind: 'publication', name: 'The Lantern', url: 'https://lantern.example/', language: 'en' },
  { kind: 'author', name: 'Mara Voss', bio: 'Reports on the sea.', url: 'https://lantern.example/mara' },
  { kind: 'author', name: 'Mara Voss', slug: 'mara-voss-km', authorKind: 'PERSON' },
  { kind: 'author', name: 'Harbour Wire', authorKind: 'ORGANISATION' },
  { kind: 'tag', ...harbour, aliases: ['Port', 'Quays'], description: 'What floats.' },
  { kind: 'tag', name: 'Ferries', type: 'TOPIC', parent: harbour, aliases: ['Port'] },
  { kind: 'tag', name: 'Ferries', type: 'TOPIC', slug: 'boats' },
];

const STORIES = [
  anArticle({
    sourceId: 'lan-1',
    url: 'https://lantern.example/ferry?b=2&a=1',
    otherUrls: ['https://lantern.example/f/1', 'https://other.example/?id=7'],
    version: 3,
    slug: 'the-ferry',
    standfirst: 'Two cars aboard',
    byline: 'By Mara Voss and Harbour Wire',
    authors: [
      { name: 'Mara Voss', slug: 'mara-voss-km' },
      { name: 'Harbour Wire', kind: 'ORGANISATION' },
    ],
    publishedAt: '2024-02-29T06:00:00.123+07:00',
    section: harbour,
    tags: [
      { name: 'Ferries', type: 'TOPIC' },
      { name: 'Ann Lee', type: 'PERSON' },
    ],
    leadImage: { url: 'https://lantern.example/f.jpg', alt: 'A ferry', width: 640 },
    body: [
      { type: 'heading', text: 'Monday', level: 2 },
      { type: 'paragraph', text: 'It came back.', html: '<em>It</em> came <script>x</script>back.' },
      { type: 'list', ordered: false, items: [] },
      { type: 'list', ordered: true, items: ['one', 'two'] },
      { type: 'quote', text: 'At last', attribution: 'A captain' },
      { type: 'image', image: { url: 'https://lantern.example/2.jpg' } },
      { type: 'paragraph', text: '' },
    ],
    corrections: [
      { text: 'The ferry had two cars.', correctedAt: '2024-03-01T00:00:00Z' },
      { text: 'And a dog.' },
    ],
    related: [
      { origin: 'SOURCE', headline: 'Second boat promised', teaser: 'The board has' },
      { origin: 'EDITORIAL', slug: 'second-boat-promised' },
      { origin: 'SOURCE', url: 'https://elsewhere.example/x' },
    ],
  }),
  anArticle({ sourceId: 'lan-2', headline: 'Second boat promised', modifiedAt: '2024-03-05T10:00:00Z' }),
  anArticle({ headline: 'Only its words name it', language: null, publication: null, body: [] }),
  anArticle({ headline: 'ទូក​ត្រឡប់​មក​វិញ', slug: 'only-a-slug', language: 'km' }),
  anArticle({
    headline: 'Second boat promised',
    publication: { name: 'ពន្លឺ' },
    url: `https://x.example/${'a'.repeat(1500)}`,
  }),
];

describe('an export', () => {
  it('ingested into an empty archive gives the same archive, and the same export', async () => {
    await first.ingest(...NOUNS, ...STORIES);
    // A story that was changed once, long after: its time of modification is that of the ingest.
    first.now = new Date('2026-11-21T09:30:00.250Z');
    await first.ingest(
      { ...STORIES[0], headline: 'Ferry is back', version: 4 },
      { ...STORIES[2], standfirst: 'x' },
    );
    await first.ingestPaths([
      'sample/01-publications.jsonl',
      'sample/02-tags.jsonl',
      'sample/03-authors.jsonl',
      'sample/04-articles.jsonl',
    ]);
    const lines = await exported(first);
    await restore(lines);
    await expectSame();
    expect(await exported(second)).toEqual(lines);
    expect(lines.length).toBeGreaterThan(40);
  });

  it('writes nothing when it is ingested into the archive that it came from, nor do the sources after it elsewhere', async () => {
    await first.ingest(...NOUNS, ...STORIES);
    const lines = await exported(first);
    const before = await first.rowVersions();
    expect(counts(await first.ingestText(lines.join('\n')))).toMatchObject({
      created: 0,
      updated: 0,
      refused: 0,
    });
    expect(await first.rowVersions()).toEqual(before);
    await restore(lines);
    const restored = await second.rowVersions();
    expect(counts(await second.ingest(...STORIES))).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: STORIES.length,
    });
    expect(await second.rowVersions()).toEqual(restored);
  });

  it('that was edited is a new version of what was edited, and of nothing else', async () => {
    await first.ingest(...NOUNS, ...STORIES);
    const edited = (await exported(first)).map((line) =>
      line.replace('Two cars aboard', 'Three cars aboard'),
    );
    expect(counts(await first.ingestText(edited.join('\n')))).toMatchObject({ created: 0, updated: 1 });
    expect(await first.value(`select standfirst from articles where slug = 'the-ferry'`)).toBe(
      'Three cars aboard',
    );
  });

  it('of a filter holds its stories, those who wrote them, and their tags with all above', async () => {
    await first.ingest(...NOUNS, ...STORIES);
    const kinds = (lines: string[]) =>
      lines.map((line) => JSON.parse(line)).map(({ kind, slug }) => `${kind} ${slug}`);
    expect(kinds(await exported(first, { authors: ['mara-voss-km'] }))).toEqual([
      'publication the-lantern',
      'author mara-voss-km',
      'author harbour-wire',
      'tag harbour',
      'tag ann-lee',
      'tag boats',
      'article the-ferry',
    ]);
    expect(kinds(await exported(first, { and: [{ hasAuthor: false }, { languages: ['km'] }] }))).toEqual([
      'publication the-lantern',
      'article only-a-slug',
    ]);
    expect(await exported(first, { tags: { any: [] } })).toEqual([]);
    await expect(exported(first, { languages: ['not a language'] })).rejects.toThrow('not a language tag');
  });

  it('is of one moment, whatever is written meanwhile', async () => {
    await first.ingest(
      ...Array.from({ length: 120 }, (_, n) => anArticle({ sourceId: `${n}`, headline: `Story ${n}` })),
    );
    const lines: string[] = [];
    for await (const { json } of exportArchive({ dataSource: first.dataSource, filter: null })) {
      lines.push(json);
      if (lines.length === 10) {
        await first.ingest(
          anArticle({ sourceId: '99', headline: 'Changed' }),
          anArticle({ sourceId: 'new' }),
        );
        await first.rows(`delete from articles where headline = 'Story 100'`);
      }
    }
    expect(lines).toHaveLength(121);
    expect(lines.some((line) => line.includes('Changed'))).toBe(false);
  });

  it('gives the same archive whatever was in it', async () => {
    const text = fc.oneof(
      fc.constantFrom('Ferry', 'The Quay', 'ទូក', 'Øre', 'x', '  spaced  ', '<b>&amp;</b>', '"', 'a\nb'),
      fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
        .map((made) => `t${made.replaceAll('\0', '')}`),
    );
    const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
    const slug = fc.constantFrom('ferry', 'quay', 'x-1', 'ferry-2');
    const date = fc
      .date({ min: new Date('0800-01-01'), max: new Date('2900-01-01'), noInvalidDate: true })
      .map((when) => when.toISOString());
    const tag = fc.record({
      name: text,
      type: fc.constantFrom('TOPIC', 'SECTION', 'PLACE'),
      slug: optional(slug),
    });
    const address = fc
      .nat(6)
      .map((n) => `https://${n % 2 ? 'www.' : ''}lantern.example/story/${n >> 1}?utm_source=x`);
    const draft = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constant('article'),
          headline: text,
          sourceId: optional(fc.constantFrom('1', '2', '3')),
          url: optional(address),
          otherUrls: fc.array(address, { maxLength: 2 }),
          version: optional(fc.nat(3)),
          slug: optional(slug),
          publication: optional(fc.record({ name: text, language: optional(fc.constantFrom('en', 'km')) })),
          byline: optional(text),
          authors: fc.array(fc.record({ name: text, slug: optional(slug) }), { maxLength: 3 }),
          publishedAt: optional(date),
          modifiedAt: optional(date),
          language: optional(fc.constantFrom('en', 'km', 'und')),
          section: optional(tag),
          tags: fc.array(tag, { maxLength: 3 }),
          body: fc.array(fc.record({ type: fc.constant('paragraph'), text, html: optional(text) }), {
            maxLength: 3,
          }),
          related: fc.array(
            fc.record({
              origin: fc.constantFrom('SOURCE', 'EDITORIAL'),
              headline: text,
              slug: optional(slug),
            }),
            { maxLength: 2 },
          ),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('author'),
          name: text,
          slug: optional(slug),
          bio: optional(text),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('tag'),
          name: text,
          type: fc.constantFrom('TOPIC', 'SECTION'),
          slug: optional(slug),
          aliases: fc.array(text, { maxLength: 2 }),
        }),
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(draft, { minLength: 1, maxLength: 12 }), async (drafts) => {
        await Promise.all([first.clear(), second.clear()]);
        await first.ingest(...drafts);
        const lines = await exported(first);
        await restore(lines);
        await expectSame();
        expect(await exported(second)).toEqual(lines);
      }),
      { numRuns: 50 },
    );
  }, 120_000);
});
