import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../support/gateway.js';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway?.stop());

describe('the sample newsroom', () => {
  it('has what a newcomer looks for', async () => {
    const count = 'totalCount { value }';
    const data = await gateway.read(`{
      articles { ${count} } authors { ${count} } tags { ${count} } publications { ${count} }
      khmer: articles(filter: {languages: ["km"]}) { ${count} }
      unsigned: articles(filter: {hasAuthor: false}) { ${count} }
      undated: articles(last: 1) { nodes { publishedAt } }
      series: tags(filter: {types: [SERIES]}) { ${count} }
      oldest: articles(first: 1, orderBy: PUBLISHED_ASC) { nodes { publishedAt } }
      newest: articles(first: 1) { nodes { publishedAt } }
      all: tags(first: 100) { nodes { type parent { parent { slug } } } }
    }`);
    const value = (name: string): number => data[name].totalCount.value;
    expect(value('articles')).toBeGreaterThanOrEqual(40);
    expect(value('authors')).toBeGreaterThanOrEqual(10);
    expect(value('tags')).toBeGreaterThanOrEqual(25);
    expect(value('publications')).toBe(2);
    expect(value('khmer')).toBeGreaterThanOrEqual(4);
    expect(value('unsigned')).toBeGreaterThanOrEqual(1);
    expect(value('series')).toBeGreaterThanOrEqual(1);
    expect(data.undated.nodes[0].publishedAt).toBeNull();
    const years = [data.oldest, data.newest].map(({ nodes }) =>
      new Date(nodes[0].publishedAt).getUTCFullYear(),
    );
    expect((years[1] ?? 0) - (years[0] ?? 0)).toBeGreaterThanOrEqual(3);
    expect(new Set(data.all.nodes.map((tag: { type: string }) => tag.type)).size).toBe(7);
    expect(data.all.nodes.some((tag: { parent: { parent: unknown } | null }) => tag.parent?.parent)).toBe(
      true,
    );
  });

  it('answers for one story whichever of its names is used', async () => {
    const { article } = await gateway.read('{ article(slug: "night-shift-at-the-bakery") { id slug url } }');
    const names = [
      `id: "${article.id}"`,
      `url: "${article.url}"`,
      `url: "${article.url.replace('https://www.', 'http://')}/?utm_source=x#comments"`,
    ];
    for (const name of names)
      expect((await gateway.read(`{ article(${name}) { slug } }`)).article.slug).toBe(article.slug);
    const { node, nodes } = await gateway.read(
      `{ node(id: "${article.id}") { __typename ... on Article { slug } } nodes(ids: ["nothing", "${article.id}"]) { id } }`,
    );
    expect(node).toEqual({ __typename: 'Article', slug: article.slug });
    expect(nodes).toEqual([null, { id: article.id }]);
  });

  it('finds a tag by slug and by alias, in Latin and in Khmer', async () => {
    for (const name of ['harrow-quay', 'ហារ៉ូគី']) {
      const { tag } = await gateway.read('query ($slug: String) { tag(slug: $slug) { slug aliases } }', {
        slug: name,
      });
      expect(tag.slug).toBe('harrow-quay');
      expect(tag.aliases).toContain('ហារ៉ូគី');
    }
  });

  it('shows every kind of related story, each with what its origin knows', async () => {
    const { article } =
      await gateway.read(`{ article(slug: "wall-holds-pump-fails") { slug related(first: 50) {
      nodes { origin headline teaser url score reasons { kind weight tag { slug } } article { slug headline tags { slug } } } } tags { slug } } }`);
    const nodes: {
      origin: string;
      headline: string;
      score: number | null;
      reasons: { kind: string; weight: number; tag: { slug: string } }[];
      article: { slug: string; tags: { slug: string }[] } | null;
    }[] = article.related.nodes;
    const origins = nodes.map((node) => node.origin);
    expect([...new Set(origins)]).toEqual(['EDITORIAL', 'SOURCE', 'COMPUTED']);
    const slugs = nodes.flatMap((node) => node.article?.slug ?? []);
    expect(new Set(slugs).size).toBe(slugs.length);
    expect(slugs).not.toContain(article.slug);
    for (const node of nodes) {
      if (node.origin !== 'COMPUTED') {
        expect(node).toMatchObject({ score: null, reasons: [] });
        continue;
      }
      expect(node.score).toBeGreaterThan(0);
      expect(node.score).toBeLessThanOrEqual(1);
      expect(node.reasons.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 2);
      const shared = article.tags
        .map((tag: { slug: string }) => tag.slug)
        .filter((slug: string) => node.article?.tags.some((tag) => tag.slug === slug));
      expect(node.reasons.map(({ tag }) => tag.slug).sort()).toEqual(shared.sort());
    }
    const scores = nodes.flatMap((node) => node.score ?? []);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('lays out every kind of block', async () => {
    const { articles } =
      await gateway.read(`{ articles(first: 100) { nodes { bodyText bodyHtml wordCount excerpt(length: 60)
      body { __typename text ... on Paragraph { html } ... on Heading { level } ... on ListBlock { ordered items } ... on Quote { attribution } ... on ImageBlock { image { url caption } } } } } }`);
    const kinds = new Set<string>();
    for (const { body, bodyText, bodyHtml, wordCount, excerpt } of articles.nodes) {
      for (const block of body) {
        kinds.add(block.__typename);
        if (block.__typename !== 'ImageBlock') expect(bodyText).toContain(block.text);
        if (block.__typename === 'Paragraph') expect(bodyHtml).toContain(`<p>${block.html}</p>`);
      }
      expect(bodyHtml).not.toMatch(/<script|javascript:|on\w+=/i);
      expect(wordCount).toBeGreaterThan(0);
      expect(excerpt.length).toBeLessThanOrEqual(60);
    }
    expect([...kinds].sort()).toEqual(['Heading', 'ImageBlock', 'ListBlock', 'Paragraph', 'Quote']);
  });
});
