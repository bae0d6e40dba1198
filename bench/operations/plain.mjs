/** The operations in the plain way's schema: pages by `skip` and `take`, as its tutorials have them. */
import { encodeCursor } from './cursor.mjs';
import { CAP, SIZE } from './operations.mjs';

const STORY_IN_LIST = 'slug headline publishedAt authors { name slug }';
const STORY_ON_PAGE = `slug headline standfirst publishedAt wordCount
  section { name slug } authors { name slug } tags { name slug type }`;

const DOCUMENTS = {
  'front-page': `query FrontPage { articles(take: ${SIZE}) { items { ${STORY_ON_PAGE} } hasMore } }`,
  'article-page': `query ArticlePage($slug: String!) {
    article(slug: $slug) {
      slug headline standfirst byline language publishedAt modifiedAt wordCount
      publication { name slug }
      section { name slug }
      authors { name slug bio }
      tags { name slug type }
      body { type text level }
      related(take: 6) { headline teaser article { slug publishedAt authors { name slug } } }
    }
  }`,
  'tag-page': `query TagPage($slug: String!) {
    tag(slug: $slug) {
      name slug type description parent { name slug }
      articles(take: ${SIZE}) { items { ${STORY_IN_LIST} } hasMore }
    }
  }`,
  'author-page': `query AuthorPage($slug: String!) {
    author(slug: $slug) {
      name slug bio
      articles(take: ${SIZE}) { items { ${STORY_IN_LIST} standfirst section { name slug } } hasMore }
    }
  }`,
  'nested-lists': `query NestedLists {
    tags(take: 50) { name slug type articles(take: 10) { items { ${STORY_IN_LIST} } } }
  }`,
  'middle-page': `query MiddlePage($skip: Int!) {
    articles(take: ${SIZE}, skip: $skip) { items { ${STORY_ON_PAGE} } hasMore }
  }`,
  'page-jump': `query PageJump($p1: Int!, $p2: Int!, $p3: Int!, $p4: Int!, $p5: Int!, $last: Int!) {
    articleCount
    ${['p1', 'p2', 'p3', 'p4', 'p5', 'last']
      .map((name) => `${name}: articles(take: 1, skip: $${name}) { items { id publishedAt } }`)
      .join('\n')}
  }`,
  'capped-count': 'query CappedCount($slug: String!) { tag(slug: $slug) { articleCount } }',
};

const offsetOf = (page) => (page - 1) * SIZE - 1;

function variablesOf(operation, sample) {
  if (operation === 'middle-page') return { skip: sample.skip };
  if (operation === 'page-jump') {
    const pages = [-2, -1, 0, 1, 2].map((step, index) => [`p${index + 1}`, offsetOf(sample.around + step)]);
    return { ...Object.fromEntries(pages), last: offsetOf(sample.last) };
  }
  return 'slug' in sample ? { slug: sample.slug } : undefined;
}

export function request(operation, sample) {
  const variables = variablesOf(operation, sample);
  return { method: 'POST', path: '/', body: JSON.stringify({ query: DOCUMENTS[operation], variables }) };
}

function connectionOf({ items, hasMore }) {
  return { nodes: items, ...(hasMore !== undefined && { pageInfo: { hasNextPage: hasMore } }) };
}

const withArticles = ({ articles, ...parent }) => ({ ...parent, articles: connectionOf(articles) });

function blockOf({ type, text, level }) {
  return type === 'heading' ? { __typename: 'Heading', text, level } : { __typename: 'Paragraph', text };
}

const pageOf = (data) => ({ articles: connectionOf(data.articles) });

const FACTS = {
  'front-page': pageOf,
  'middle-page': pageOf,
  'article-page': ({ article: { body, related, ...article } }) => ({
    article: { ...article, body: body.map(blockOf), related: { nodes: related } },
  }),
  'tag-page': ({ tag }) => ({ tag: withArticles(tag) }),
  'author-page': ({ author }) => ({ author: withArticles(author) }),
  'nested-lists': ({ tags }) => ({ tags: { nodes: tags.map(withArticles) } }),
  'page-jump': (data, { around }) => {
    const after = ({ items: [{ id, publishedAt }] }) => encodeCursor(publishedAt ?? '-infinity', id);
    const pages = [data.p1, data.p2, data.p3, data.p4, data.p5].map((start, index) => ({
      page: around - 2 + index,
      after: after(start),
      isCurrent: index === 2,
    }));
    const last = { page: Math.ceil(data.articleCount / SIZE), after: after(data.last) };
    return { articles: { pageCursors: { pages, last } } };
  },
  'capped-count': ({ tag: { articleCount } }) => {
    const relation = articleCount > CAP ? 'AT_LEAST' : 'EQUAL';
    return { tag: { articles: { totalCount: { value: Math.min(articleCount, CAP), relation } } } };
  },
};

export function facts(operation, { data }, sample) {
  return FACTS[operation](data, sample);
}
