/** The operations in the product's own schema; Mercurius serves the same fields, written by hand. */
import { CAP, SIZE } from './operations.mjs';

const STORY_IN_LIST = 'slug headline publishedAt authors { name slug }';
const STORY_ON_PAGE = `slug headline standfirst publishedAt wordCount
  section { name slug } authors { name slug } tags { name slug type }`;
const PAGE_INFO = 'pageInfo { hasNextPage endCursor }';

const DOCUMENTS = {
  'front-page': `query FrontPage { articles(first: ${SIZE}) { nodes { ${STORY_ON_PAGE} } ${PAGE_INFO} } }`,
  'article-page': `query ArticlePage($slug: String!) {
    article(slug: $slug) {
      slug headline standfirst byline language publishedAt modifiedAt wordCount
      publication { name slug }
      section { name slug }
      authors { name slug bio }
      tags { name slug type }
      body { __typename text ... on Heading { level } }
      related(first: 6, origins: [SOURCE]) {
        nodes { headline teaser article { slug publishedAt authors { name slug } } }
      }
    }
  }`,
  'tag-page': `query TagPage($slug: String!) {
    tag(slug: $slug) {
      name slug type description parent { name slug }
      articles(first: ${SIZE}) { nodes { ${STORY_IN_LIST} } ${PAGE_INFO} }
    }
  }`,
  'author-page': `query AuthorPage($slug: String!) {
    author(slug: $slug) {
      name slug bio
      articles(first: ${SIZE}) { nodes { ${STORY_IN_LIST} standfirst section { name slug } } ${PAGE_INFO} }
    }
  }`,
  'nested-lists': `query NestedLists {
    tags(first: 50, orderBy: ARTICLE_COUNT_DESC) {
      nodes { name slug type articles(first: 10) { nodes { ${STORY_IN_LIST} } } }
    }
  }`,
  'middle-page': `query MiddlePage($after: String!) {
    articles(first: ${SIZE}, after: $after) { nodes { ${STORY_ON_PAGE} } ${PAGE_INFO} }
  }`,
  'page-jump': `query PageJump($around: Int!) {
    articles(first: ${SIZE}) {
      pageCursors(size: ${SIZE}, around: $around) {
        pages { page after isCurrent } last { page after }
      }
    }
  }`,
  'capped-count': `query CappedCount($slug: String!) {
    tag(slug: $slug) { articles { totalCount(precision: CAPPED, cap: ${CAP}) { value relation } } }
  }`,
};

const VARIABLES = {
  'article-page': ({ slug }) => ({ slug }),
  'tag-page': ({ slug }) => ({ slug }),
  'author-page': ({ slug }) => ({ slug }),
  'middle-page': ({ after }) => ({ after }),
  'page-jump': ({ around }) => ({ around }),
  'capped-count': ({ slug }) => ({ slug }),
};

export function request(operation, sample) {
  const variables = VARIABLES[operation]?.(sample);
  return {
    method: 'POST',
    path: '/graphql',
    body: JSON.stringify({ query: DOCUMENTS[operation], variables }),
  };
}

/** Where a page ends is said in each server's own way; everything else must be the same. */
export function facts(_operation, { data }) {
  return JSON.parse(JSON.stringify(data), (key, value) => (key === 'endCursor' ? undefined : value));
}
