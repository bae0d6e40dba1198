import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Archive, anArticle } from '../support/archive.js';

let archive: Archive;

beforeAll(async () => {
  archive = await Archive.open();
});
afterAll(() => archive.close());
beforeEach(() => archive.clear());

/** `source -> words of the related story -> publisher's id of the article it leads to`, in a fixed order. */
async function links(): Promise<unknown[]> {
  return archive.rows(
    `select p.source_id as from, r.origin, r.position, t.source_id as to from related_stories r
     join article_provenance p on p.article_id = r.article_id
     left join article_provenance t on t.article_id = r.target_id
     order by 1, 2, 3`,
  );
}

const teaser = (headline: string) => ({ origin: 'SOURCE', headline, teaser: 'Cut off in the mi' });
const naming = (...related: object[]) => anArticle({ sourceId: 'from', headline: 'The naming one', related });

describe('a related story', () => {
  const target = anArticle({
    sourceId: 'to',
    headline: 'Gov’t mulls “extension”',
    url: 'https://www.lantern.example/extension/',
    slug: 'the-extension',
  });

  it.each([
    ['headline', teaser("GOV'T MULLS 'EXTENSION'")],
    ['address', { origin: 'SOURCE', url: 'http://lantern.example/extension?utm_medium=rss' }],
    ['slug', { origin: 'EDITORIAL', slug: 'the-extension' }],
  ])('finds its article by %s, in either order of arrival', async (_by, story) => {
    const found = [{ from: 'from', origin: story.origin, position: 0, to: 'to' }];
    await archive.ingest(naming(story));
    expect(await links()).toEqual([{ ...found[0], to: null }]);
    await archive.ingest(target);
    expect(await links()).toEqual(found);
    await archive.clear();
    await archive.ingest(target);
    await archive.ingest(naming(story));
    expect(await links()).toEqual(found);
    await archive.clear();
    await archive.ingest(naming(story), target);
    expect(await links()).toEqual(found);
  });

  it('loses its article when that gets another headline, and finds the next', async () => {
    await archive.ingest(naming(teaser('Flood')));
    await archive.ingest(
      anArticle({ sourceId: 'new', headline: 'Flood', publishedAt: '2026-01-02T00:00:00Z' }),
      anArticle({ sourceId: 'old', headline: 'Flood', publishedAt: '2026-01-01T00:00:00Z' }),
    );
    const to = async () => (await links()).map((link) => (link as { to: string }).to);
    expect(await to()).toEqual(['new']);
    await archive.ingest(anArticle({ sourceId: 'new', headline: 'Drought' }));
    expect(await to()).toEqual(['old']);
    await archive.ingest(anArticle({ sourceId: 'old', headline: 'Rain' }));
    expect(await to()).toEqual([null]);
    await archive.ingest(anArticle({ sourceId: 'old', headline: 'Flood!' }));
    expect(await to()).toEqual(['old']);
  });

  it('prefers its own publication to a newer story elsewhere, and is never the story itself', async () => {
    await archive.ingest(
      anArticle({ sourceId: 'from', headline: 'Flood', related: [teaser('Flood')] }),
      anArticle({
        sourceId: 'elsewhere',
        headline: 'Flood',
        publication: { name: 'The Beacon' },
        publishedAt: '2026-01-02T00:00:00Z',
      }),
    );
    expect(await links()).toMatchObject([{ to: 'elsewhere' }]);
    await archive.ingest(
      anArticle({ sourceId: 'here', headline: 'Flood', publishedAt: '2020-01-02T00:00:00Z' }),
    );
    expect(await links()).toMatchObject([{ to: 'here' }]);
  });

  it('keeps the words of the source and looks by slug, then address, then headline', async () => {
    const url = 'https://lantern.example/by-url';
    await archive.ingest(
      naming({ origin: 'EDITORIAL', slug: 'by-slug', url, headline: 'By headline', teaser: 'Words' }),
      anArticle({ sourceId: 'headline', headline: 'By headline' }),
    );
    expect(await links()).toMatchObject([{ to: 'headline' }]);
    await archive.ingest(anArticle({ sourceId: 'url', url }));
    expect(await links()).toMatchObject([{ to: 'url' }]);
    await archive.ingest(anArticle({ sourceId: 'slug', slug: 'by-slug' }));
    expect(await links()).toMatchObject([{ to: 'slug' }]);
    expect(await archive.rows('select headline, teaser, url, slug_key from related_stories')).toEqual([
      { headline: 'By headline', teaser: 'Words', url, slug_key: 'by-slug' },
    ]);
  });
});

describe('links', () => {
  /** Few names for many stories, so that most of them are about each other. */
  const stories = fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 12 }),
      headline: fc.constantFrom('Flood', 'Fire', 'Ferry'),
      paper: fc.constantFrom('The Lantern', 'The Beacon'),
      related: fc.array(
        fc.oneof(
          fc.constantFrom('FLOOD', 'Fire!', 'ferry', 'Nothing').map(teaser),
          fc
            .integer({ min: 1, max: 12 })
            .map((n) => ({ origin: 'SOURCE', url: `http://lantern.example/${n}/` })),
          fc
            .integer({ min: 1, max: 12 })
            .map((n) => ({ origin: 'EDITORIAL', slug: `story-${n}`, headline: 'Fire' })),
        ),
        { maxLength: 3 },
      ),
    }),
    { selector: (story) => story.id, minLength: 2, maxLength: 8 },
  );

  it('do not depend on the order in which stories arrive, nor on how they are batched, nor on what they said before', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        stories.chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all, { minLength: all.length }),
            fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 8, maxLength: 8 }),
            fc.array(fc.constantFrom(...all), { maxLength: 3 }),
          ),
        ),
        async ([all, shuffled, sizes, again]) => {
          const drafts = (list: typeof all) =>
            list.map(({ id, headline, paper, related }) =>
              anArticle({
                sourceId: String(id),
                headline,
                publication: { name: paper },
                publishedAt: `2026-01-${10 + id}T00:00:00Z`,
                slug: `story-${id}`,
                url: `https://lantern.example/${id}`,
                related,
              }),
            );
          await archive.clear();
          await archive.ingest(...drafts(all));
          const expected = await links();
          await archive.clear();
          const former = again.map((story) => ({ ...story, headline: 'Fire' as const, related: [] }));
          await archive.ingest(...drafts(former));
          const rest = drafts([...shuffled, ...again]);
          for (const size of sizes) if (rest.length > 0) await archive.ingest(...rest.splice(0, size));
          await archive.ingest(...rest);
          expect(await links()).toEqual(expected);
        },
      ),
      { numRuns: 40 },
    );
  });
});
