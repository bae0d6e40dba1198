import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArticleFilter } from '../../src/content/article/article.filter.js';
import { fillCrowd } from '../support/crowd.js';
import { type Gateway, startGateway } from '../support/gateway.js';

interface Story {
  slug: string;
  publication: string;
  language: string;
  publishedAt: Date | null;
  section: string | null;
  tags: string[];
  authors: string[];
}

const STORIES = 60;
/** tag-2 lies in tag-1, tag-3 in tag-2; every other tag stands alone. */
const WITHIN: Record<string, string[]> = {
  'tag-1': ['tag-1', 'tag-2', 'tag-3'],
  'tag-2': ['tag-2', 'tag-3'],
};
const covered = (slug: string): string[] => WITHIN[slug] ?? [ALIASES[slug] ?? slug];
const ALIASES: Record<string, string> = { 'the-fifth': 'tag-5', 'The  Fifth!': 'tag-5' };

let gateway: Gateway;
let stories: Story[];
beforeAll(async () => {
  gateway = await startGateway({ sample: false });
  await fillCrowd(gateway.dataSource, STORIES);
  await gateway.dataSource.query(
    `insert into tag_names (slug, tag_id, name, name_key, kind) values ('the-fifth', 5, 'The Fifth', 'the fifth', 'ALIAS')`,
  );
  stories = await gateway.dataSource.query(`
    select a.slug, p.slug as publication, a.language, a.published_at as "publishedAt", s.slug as section,
      array(select t.slug from article_tags l join tags t on t.id = l.tag_id where l.article_id = a.id) as tags,
      array(select w.slug from article_authors l join authors w on w.id = l.author_id where l.article_id = a.id) as authors
    from articles a join publications p on p.id = a.publication_id left join tags s on s.id = a.section_tag_id`);
});
afterAll(() => gateway?.stop());

/** The same filter, read in the plainest way: one story at a time. */
function holds(filter: ArticleFilter, story: Story): boolean {
  const has = (names: string[]) =>
    names.some((name) => covered(name).some((slug) => story.tags.includes(slug)));
  const { tags, authors, publications, section, languages, published, hasAuthor, and, or, not } = filter;
  const at = story.publishedAt?.getTime();
  return (
    (tags?.any == null || has(tags.any)) &&
    (tags?.all ?? []).every((name) => has([name])) &&
    !has(tags?.none ?? []) &&
    (authors == null || authors.some((slug) => story.authors.includes(slug))) &&
    (publications == null || publications.includes(story.publication)) &&
    (section == null || (story.section !== null && covered(section).includes(story.section))) &&
    (languages == null || languages.includes(story.language)) &&
    (published?.from == null || (at !== undefined && at >= Date.parse(published.from))) &&
    (published?.before == null || (at !== undefined && at < Date.parse(published.before))) &&
    (hasAuthor == null || story.authors.length > 0 === hasAuthor) &&
    (and ?? []).every((part) => holds(part, story)) &&
    (or == null || or.some((part) => holds(part, story))) &&
    (not == null || !holds(not, story))
  );
}

/** Mostly absent: many conditions side by side leave no story. */
const maybe = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
const slugs = (kind: string, most: number) =>
  fc.array(
    fc.integer({ min: 1, max: most + 1 }).map((n) => `${kind}-${n}`),
    { maxLength: 3 },
  );
const tagName = fc.oneof(
  fc.integer({ min: 1, max: 12 }).map((n) => `tag-${n}`),
  fc.constantFrom(...Object.keys(ALIASES)),
);
const tagNames = fc.array(tagName, { maxLength: 3 });
const moment = fc.integer({ min: -1, max: 7 }).map((ms) => new Date(Date.UTC(2020, 0, 1) + ms).toISOString());
const depth = fc.createDepthIdentifier();
const { filter } = fc.letrec<{ filter: ArticleFilter }>((tie) => ({
  filter: fc.record(
    {
      tags: maybe(fc.record({ any: maybe(tagNames), all: maybe(tagNames), none: maybe(tagNames) })),
      authors: maybe(slugs('author', 9)),
      publications: maybe(fc.subarray(['north', 'south', 'nowhere'])),
      section: maybe(tagName),
      languages: maybe(fc.subarray(['en', 'km', 'fr', 'de'])),
      published: maybe(fc.record({ from: maybe(moment), before: maybe(moment) })),
      hasAuthor: maybe(fc.boolean()),
      and: fc.oneof(
        { depthIdentifier: depth, maxDepth: 3 },
        fc.constant(undefined),
        fc.array(tie('filter'), { maxLength: 2 }),
      ),
      or: fc.oneof(
        { depthIdentifier: depth, maxDepth: 3 },
        fc.constant(undefined),
        fc.array(tie('filter'), { maxLength: 2 }),
      ),
      not: fc.oneof({ depthIdentifier: depth, maxDepth: 3 }, fc.constant(undefined), tie('filter')),
    },
    { requiredKeys: [] },
  ),
}));

const QUERY = `query ($filter: ArticleFilter, $orderBy: ArticleOrder!) {
  articles(first: 100, filter: $filter, orderBy: $orderBy) { totalCount { value } nodes { slug } }
}`;

describe('any filter', () => {
  it('holds the stories that it says, in every order, and counts them', async () => {
    let telling = 0;
    await fc.assert(
      fc.asyncProperty(
        filter,
        fc.constantFrom('PUBLISHED_DESC', 'PUBLISHED_ASC', 'HEADLINE_ASC'),
        async (wanted, orderBy) => {
          const { data, errors } = await gateway.ask(QUERY, { filter: wanted, orderBy });
          if (errors) {
            expect(errors[0]?.message).toMatch(/more than 50 conditions|levels are allowed/);
            return;
          }
          const expected = stories.filter((story) => holds(wanted, story)).map((story) => story.slug);
          expect(data.articles.nodes.map((node: Story) => node.slug).sort()).toEqual(expected.sort());
          expect(data.articles.totalCount.value).toBe(expected.length);
          if (expected.length > 0 && expected.length < STORIES) telling++;
        },
      ),
      { numRuns: 300 },
    );
    // The property would say nothing if nearly every filter held all stories or none.
    expect(telling).toBeGreaterThan(20);
  });

  it('on a nested list holds the same stories among those of the parent', async () => {
    const nested = `query ($filter: ArticleFilter) { tags(first: 100) { nodes { slug articles(first: 100, filter: $filter) { totalCount { value } nodes { slug } } } } }`;
    await fc.assert(
      fc.asyncProperty(filter, async (wanted) => {
        const { data, errors } = await gateway.ask(nested, { filter: wanted });
        if (errors) return;
        for (const tag of data.tags.nodes) {
          const expected = stories.filter((story) => story.tags.includes(tag.slug) && holds(wanted, story));
          expect(tag.articles.nodes.map((node: Story) => node.slug).sort()).toEqual(
            expected.map((story) => story.slug).sort(),
          );
          expect(tag.articles.totalCount.value).toBe(expected.length);
        }
      }),
      { numRuns: 60 },
    );
  });
});
