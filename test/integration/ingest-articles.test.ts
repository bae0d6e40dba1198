import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Archive, anArticle, counts } from '../support/archive.js';

let archive: Archive;

beforeAll(async () => {
  archive = await Archive.open();
});
afterAll(() => archive.close());
beforeEach(() => archive.clear());

const later = new Date('2026-11-21T08:00:00.000Z');

interface ArticleRow {
  id: string;
  slug: string;
  headline: string;
  modified_at: Date;
}

const articles = () =>
  archive.rows<ArticleRow>('select id, slug, headline, modified_at from articles order by id');

describe('a new article', () => {
  it('is stored with everything that its draft says', async () => {
    await archive.ingest(
      anArticle({
        sourceId: 'lan-1',
        url: 'https://lantern.example/ferry',
        standfirst: 'After three weeks.',
        byline: 'By Mara Voss and Ilan Petit, on the quay',
        authors: [{ name: 'Mara Voss' }, { name: 'Ilan Petit' }, { name: 'MARA VOSS' }],
        publishedAt: '2024-02-29T23:30:00+07:00',
        section: { name: 'Harbour', type: 'SECTION' },
        tags: [
          { name: 'Ferries', type: 'TOPIC' },
          { name: 'Harbour', type: 'SECTION' },
        ],
        leadImage: { url: 'https://lantern.example/ferry.jpg', width: 800 },
        body: [
          { type: 'heading', text: 'Back', level: 2 },
          { type: 'paragraph', text: 'It is < back.', html: 'It is &lt; <b onclick="x()">back</b>.' },
          { type: 'list', ordered: false, items: ['One car', 'Two goats'] },
          { type: 'image', image: { url: 'https://lantern.example/goat.jpg', caption: 'Not in the text' } },
          { type: 'quote', text: 'At last', attribution: 'A goat' },
        ],
      }),
    );
    const [row] = await archive.rows(
      `select a.slug, a.url, a.headline_key, a.standfirst, a.byline, a.language, a.published_at, a.modified_at,
         a.sort_at, a.lead_image, a.word_count, jsonb_path_query_array(a.body::jsonb, '$[*].text') as texts, a.body->1 as paragraph, p.name as publication,
         p.slug as publication_slug, s.name as section
       from articles a join publications p on p.id = a.publication_id join tags s on s.id = a.section_tag_id`,
    );
    const published = new Date('2024-02-29T16:30:00.000Z');
    expect(row).toEqual({
      slug: 'ferry-returns-to-the-east-quay',
      url: 'https://lantern.example/ferry',
      headline_key: 'ferry returns to the east quay',
      standfirst: 'After three weeks.',
      byline: 'By Mara Voss and Ilan Petit, on the quay',
      language: 'en',
      published_at: published,
      modified_at: published,
      sort_at: published,
      lead_image: {
        url: 'https://lantern.example/ferry.jpg',
        alt: null,
        caption: null,
        credit: null,
        width: 800,
        height: null,
      },
      texts: ['Back', 'It is < back.', 'At last'],
      word_count: 10,
      paragraph: { type: 'paragraph', text: 'It is < back.', html: 'It is &lt; <b>back</b>.' },
      publication: 'The Lantern',
      publication_slug: 'the-lantern',
      section: 'Harbour',
    });
    const authors = await archive.rows(
      'select position, name, article_count from article_authors join authors on id = author_id order by position',
    );
    expect(authors).toEqual([
      { position: 0, name: 'Mara Voss', article_count: 1 },
      { position: 1, name: 'Ilan Petit', article_count: 1 },
    ]);
    const tags = await archive.rows(
      'select position, name, t.sort_at from article_tags t join tags on id = tag_id order by position',
    );
    expect(tags).toEqual([
      { position: 0, name: 'Harbour', sort_at: published },
      { position: 1, name: 'Ferries', sort_at: published },
    ]);
    const provenance = await archive.rows(
      'select source, format, source_id, source_url, run_id, ingested_at from article_provenance',
    );
    expect(provenance).toEqual([
      {
        source: 'stdin',
        format: 'jsonl',
        source_id: 'lan-1',
        source_url: 'https://lantern.example/ferry',
        run_id: '1',
        ingested_at: archive.now,
      },
    ]);
  });

  it('without a publication belongs to the default one, and else to "Unattributed"', async () => {
    await archive.ingest(anArticle({ sourceId: '1', publication: null }));
    const { Readable } = await import('node:stream');
    const line = JSON.stringify(anArticle({ sourceId: '1', publication: null }));
    await archive.ingestPaths(['-'], { stdin: Readable.from([line]), defaultPublication: 'The Beacon' });
    const rows = await archive.rows(
      'select p.slug, p.name, p.language from articles a join publications p on p.id = publication_id order by a.id',
    );
    expect(rows).toEqual([
      { slug: 'unattributed', name: 'Unattributed', language: 'und' },
      { slug: 'the-beacon', name: 'The Beacon', language: 'und' },
    ]);
  });

  it('without a language gets the one that its text shows, or und', async () => {
    const text =
      'The harbour board said on Tuesday that the ferry would return to its old berth before the winter.';
    await archive.ingest(
      anArticle({ sourceId: '1', language: null, body: [{ type: 'paragraph', text }] }),
      anArticle({
        sourceId: '2',
        language: null,
        headline: 'ទូកចម្លង',
        body: [{ type: 'paragraph', text: 'ទូកចម្លងបានត្រឡប់មកវិញនៅថ្ងៃចន្ទ ជាមួយរថយន្តពីរគ្រឿង' }],
      }),
      anArticle({ sourceId: '3', language: null, headline: '10', body: [] }),
    );
    const languages = await archive.rows('select language from articles order by id');
    expect(languages.map((row) => row.language)).toEqual(['en', 'km', 'und']);
  });

  it('gets a slug of its own where headlines are alike', async () => {
    const drafts = ['a', 'b', 'c'].map((sourceId) => anArticle({ sourceId, headline: 'Letters' }));
    await archive.ingest(...drafts);
    await archive.ingest(
      anArticle({ sourceId: 'd', headline: 'Letters' }),
      anArticle({ sourceId: 'e', headline: '!!!' }),
      anArticle({ sourceId: 'f', headline: 'Letters 2' }),
      anArticle({ sourceId: 'g', headline: 'Something else', slug: 'letters' }),
    );
    expect((await articles()).map(({ slug }) => slug)).toEqual([
      'letters',
      'letters-2',
      'letters-3',
      'letters-4',
      'story',
      'letters-2-2',
      'letters-5',
    ]);
  });
});

describe('the same article again', () => {
  const full = anArticle({
    sourceId: 'lan-1',
    url: 'https://lantern.example/ferry',
    authors: [{ name: 'Mara Voss' }],
    tags: [{ name: 'Ferries', type: 'TOPIC' }],
    related: [{ origin: 'SOURCE', headline: 'Other', teaser: 'Some' }],
  });

  it('is unchanged, and not a row is written', async () => {
    await archive.ingest(full);
    const before = await archive.rowVersions();
    archive.now = later;
    const { kind, ...rest } = full;
    const report = await archive.ingest({ ...rest, standfirst: null, kind });
    expect(counts(report)).toEqual({ read: 1, created: 0, updated: 0, unchanged: 1, refused: 0 });
    expect(await archive.rowVersions()).toEqual(before);
    expect(before.length).toBeGreaterThan(8);
  });

  it('but corrected is updated, and keeps the corrections of its latest version', async () => {
    const corrections = [{ text: 'The ferry is green.', correctedAt: '2024-03-01T09:30:00+07:00' }];
    await archive.ingest(anArticle({ sourceId: '1' }));
    expect(counts(await archive.ingest(anArticle({ sourceId: '1', corrections })))).toMatchObject({
      updated: 1,
    });
    expect(counts(await archive.ingest(anArticle({ sourceId: '1', corrections })))).toMatchObject({
      unchanged: 1,
    });
    expect(await archive.rows('select corrections from articles')).toEqual([
      { corrections: [{ text: 'The ferry is green.', correctedAt: '2024-03-01T02:30:00.000Z' }] },
    ]);
  });

  it('but changed is the same article with the same id and slug', async () => {
    await archive.ingest(full);
    const [before] = await articles();
    archive.now = later;
    const report = await archive.ingest({
      ...full,
      headline: 'Ferry is late again',
      publishedAt: '2026-01-01T00:00:00Z',
      authors: [{ name: 'Ilan Petit' }, { name: 'Mara Voss' }],
      tags: [{ name: 'Harbour', type: 'PLACE' }],
    });
    expect(counts(report)).toEqual({ read: 1, created: 0, updated: 1, unchanged: 0, refused: 0 });
    expect(await articles()).toEqual([
      { id: before?.id, slug: before?.slug, headline: 'Ferry is late again', modified_at: later },
    ]);
    const links = await archive.rows(
      `select name, l.sort_at, article_count from article_authors l join authors on id = author_id
       union all select name, l.sort_at, article_count from article_tags l join tags on id = tag_id order by name`,
    );
    const sort_at = new Date('2026-01-01T00:00:00.000Z');
    expect(links).toEqual([
      { name: 'Harbour', sort_at, article_count: 1 },
      { name: 'Ilan Petit', sort_at, article_count: 1 },
      { name: 'Mara Voss', sort_at, article_count: 1 },
    ]);
    expect(await archive.value(`select article_count from tags where name = 'Ferries'`)).toBe(0);
    expect(await archive.value('select count(*)::int from related_stories')).toBe(1);
  });

  it('keeps the related stories that did not change', async () => {
    const stories = [
      { origin: 'SOURCE', headline: 'Stays' },
      { origin: 'SOURCE', headline: 'Goes' },
    ];
    await archive.ingest({ ...full, related: stories });
    const idOf = () => archive.value(`select id from related_stories where headline = 'Stays'`);
    const before = await idOf();
    await archive.ingest({ ...full, related: [stories[0], { origin: 'SOURCE', headline: 'Comes' }] });
    expect(await idOf()).toBe(before);
    const headlines = await archive.rows('select headline from related_stories order by position');
    expect(headlines.map((row) => row.headline)).toEqual(['Stays', 'Comes']);
  });

  it('never goes back to an older version', async () => {
    const version = (modifiedAt: string, headline: string) => ({ ...full, modifiedAt, headline });
    await archive.ingest(version('2026-03-02T00:00:00Z', 'Second'));
    const report = await archive.ingest(version('2026-03-01T00:00:00Z', 'First'));
    expect(counts(report)).toMatchObject({ unchanged: 1 });
    expect((await articles())[0]?.headline).toBe('Second');
    await archive.ingest(version('2026-03-03T00:00:00Z', 'Third'));
    expect((await articles())[0]).toMatchObject({
      headline: 'Third',
      modified_at: new Date('2026-03-03T00:00:00.000Z'),
    });
  });
});

describe('a version of the same moment', () => {
  it('replaces the stored one, even where the database would round that moment up', async () => {
    const modifiedAt = '2026-03-02T00:00:00.1239Z';
    await archive.ingest(anArticle({ sourceId: '1', modifiedAt }));
    const report = await archive.ingest(anArticle({ sourceId: '1', modifiedAt, headline: 'Changed' }));
    expect(counts(report)).toMatchObject({ updated: 1 });
  });
});

describe('identity', () => {
  it.each([
    ['http://LANTERN.example/ferry/?utm_source=x&fbclid=1#top'],
    ['https://www.lantern.example/ferry'],
  ])('is the address, spelt %s', async (url) => {
    await archive.ingest(anArticle({ url: 'https://lantern.example/ferry' }));
    const report = await archive.ingest(anArticle({ url, headline: 'Changed' }));
    expect(counts(report)).toMatchObject({ created: 0, updated: 1 });
  });

  it('is the publisher’s id within its publication, before the address', async () => {
    const url = 'https://lantern.example/ferry';
    await archive.ingest(
      anArticle({ sourceId: '1', url }),
      anArticle({ sourceId: '2', url: 'https://lantern.example/other' }),
    );
    const report = await archive.ingest(
      anArticle({ sourceId: '2', url, headline: 'Two' }),
      anArticle({ sourceId: '1', headline: 'Of another paper', publication: { name: 'The Beacon' } }),
    );
    expect(counts(report)).toMatchObject({ created: 1, updated: 1 });
    expect((await articles()).map(({ headline }) => headline)).toEqual([
      'Ferry returns to the east quay',
      'Two',
      'Of another paper',
    ]);
  });

  it('is every address that the story ever had', async () => {
    const [first, second] = ['https://lantern.example/a', 'https://lantern.example/b'];
    await archive.ingest(anArticle({ sourceId: '1', url: first }));
    await archive.ingest(anArticle({ sourceId: '1', url: second }));
    const report = await archive.ingest(anArticle({ url: first, headline: 'Found' }));
    expect(counts(report)).toMatchObject({ updated: 1, created: 0 });
  });

  it('is the slug that a draft asks for, where it has no other name', async () => {
    await archive.ingest(anArticle({ slug: 'ferry' }));
    const report = await archive.ingest(anArticle({ slug: 'ferry', headline: 'Changed' }));
    expect(counts(report)).toMatchObject({ updated: 1 });
    expect(await articles()).toMatchObject([{ slug: 'ferry', headline: 'Changed' }]);
  });

  it('is the content, where there is nothing else', async () => {
    expect(counts(await archive.ingest(anArticle()))).toMatchObject({ created: 1 });
    expect(counts(await archive.ingest(anArticle()))).toMatchObject({ unchanged: 1 });
    expect(counts(await archive.ingest(anArticle({ byline: 'By nobody' })))).toMatchObject({ created: 1 });
  });

  it('holds within one batch as it does between runs', async () => {
    const versions = [1, 2, 3].map((n) => anArticle({ sourceId: '1', headline: `Version ${n}` }));
    const report = await archive.ingest(...versions, versions[2] ?? {});
    expect(counts(report)).toEqual({ read: 4, created: 1, updated: 2, unchanged: 1, refused: 0 });
    expect(await articles()).toMatchObject([{ slug: 'version-1', headline: 'Version 3' }]);
  });

  it('takes ids and addresses of any length', async () => {
    // Random, because what compresses well would fit into an index entry after all.
    const noise = randomBytes(1_500).toString('hex');
    const long = anArticle({
      sourceId: noise,
      url: `https://lantern.example/${noise}`,
      related: [{ origin: 'SOURCE', url: `https://lantern.example/related/${noise}` }],
    });
    expect(counts(await archive.ingest(long))).toMatchObject({ created: 1, refused: 0 });
    expect(counts(await archive.ingest(long))).toMatchObject({ unchanged: 1 });
  });
});
