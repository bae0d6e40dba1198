import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillCrowd } from '../support/crowd.js';
import { type Gateway, startGateway } from '../support/gateway.js';
import { operations } from '../support/operations.js';

/** SQL statements that each operation sends on the sample newsroom. More than this is a lost batch. */
const STATEMENTS: Record<string, number> = {
  // ids of the page, cards, authors, tags (sections are tags)
  'front-page': 4,
  // id by slug, card, text, publication, authors, tags, parents of tags, related stored and computed, their cards, their authors
  'article-page': 11,
  // id by slug, author, page of ids, cards, authors, sections; the count is kept with the author
  'author-page': 6,
  // id by name, tag, parent and children, page of ids, cards, authors; the count is kept with the tag
  'tag-page': 6,
  // tag by name, names in the filter, tag, children, page of ids, count, cards, authors, sections
  'section-front': 9,
  // id by slug, card, related stored and computed, their tags, their cards
  'related-stories': 6,
  // names in the filter, page of ids, count, cards, publications, tags
  'filtered-list': 6,
  // page of ids, count, count again for the page links, boundaries, cards
  'page-links': 5,
  // page of ids, tags, their pages of ids, cards, authors
  'topics-overview': 5,
  // page of ids, publications, their pages of ids, cards, texts
  publications: 5,
  // id by key, card, provenance
  'story-by-address': 3,
  // page of ids, count, authors, their pages of ids, cards
  staff: 5,
};

describe('the operations on the sample newsroom', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway?.stop());

  it.each(operations)('$name answers with data and a known number of statements', async ({
    name,
    query,
    variables,
  }) => {
    gateway.forget();
    const data = await gateway.read(query, variables);
    for (const value of Object.values(data)) expect(value).not.toBeNull();
    expect(JSON.stringify(data)).toContain('"slug":');
    expect(gateway.statements).toHaveLength(STATEMENTS[name] ?? 0);
  });
});

describe('the number of statements', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ sample: false });
    await fillCrowd(gateway.dataSource, 200);
  });
  afterAll(() => gateway?.stop());

  async function count(query: string): Promise<number> {
    gateway.forget();
    await gateway.read(query);
    return gateway.statements.length;
  }

  it('is the same for 5 and for 100 articles with authors, tags and related stories', async () => {
    const page = (first: number) => `{ articles(first: ${first}) {
      totalCount { value } pageInfo { hasNextPage hasPreviousPage }
      edges { cursor node { headline bodyText provenance { format } publication { name }
        authors { name articles(first: 2) { nodes { headline } } } tags { name parent { name } }
        related(first: 6) { nodes { headline reasons { tag { name } } article { headline authors { name } tags { name } } } }
      } } } }`;
    const few = await count(page(5));
    expect(await count(page(100))).toBe(few);
    expect(few).toBeLessThanOrEqual(18);
  });

  it('does not depend on how many parents a nested list has', async () => {
    const tags = (first: number) => `{ tags(first: ${first}, orderBy: ARTICLE_COUNT_DESC) { nodes { name
      articles(first: 3, filter: {languages: ["km"]}) {
        totalCount { value } pageInfo { hasNextPage hasPreviousPage } nodes { headline authors { name } }
      }
    } } }`;
    const one = await count(tags(1));
    expect(await count(tags(11))).toBe(one);
  });

  it('is one a list where one field is asked for under several names', async () => {
    const tags = (first: number) => `{ tags(first: ${first}) { nodes {
      newest: articles(first: 3) { totalCount { value } nodes { headline authors { name } } }
      oldest: articles(first: 2, orderBy: PUBLISHED_ASC) { nodes { headline } }
      again: articles(first: 3) { nodes { slug } }
      khmer: articles(first: 2, filter: {languages: ["km"]}) { nodes { headline } }
    } } }`;
    await count(tags(11));
    // newest and again are one question.
    expect(gateway.statements.filter((sql) => sql.includes('lateral'))).toHaveLength(3);
  });

  it('is none where nothing is selected that needs one', async () => {
    expect(await count('{ articles { __typename } }')).toBe(0);
    expect(await count('{ articles { totalCount { value } } }')).toBe(1);
    expect(await count('{ articles { nodes { slug } } }')).toBe(2);
    expect(await count('{ articles(first: 3) { pageInfo { hasNextPage endCursor } } }')).toBeLessThanOrEqual(
      2,
    );
  });
});
