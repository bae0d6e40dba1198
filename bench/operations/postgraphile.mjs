/**
 * The operations in the schema that PostGraphile makes of the tables: the same facts, asked for in its own way.
 * Lists by tag and by author go through the link tables, which carry the date that they are ordered by.
 */
import { decodeCursor, encodeCursor } from './cursor.mjs';
import { CAP, SIZE } from './operations.mjs';

const NEWEST = 'orderBy: [SORT_AT_DESC, PRIMARY_KEY_DESC]';
const AUTHORS = 'articleAuthorsByArticleIdAndSortAt { nodes { authorByAuthorId { name slug } } }';
const AUTHORS_WITH_BIO =
  'articleAuthorsByArticleIdAndSortAt { nodes { authorByAuthorId { name slug bio } } }';
const TAGS = 'articleTagsByArticleIdAndSortAt { nodes { tagByTagId { name slug type } } }';
const SECTION = 'tagBySectionTagId { name slug }';
const STORY_IN_LIST = `slug headline publishedAt ${AUTHORS}`;
const STORY_ON_PAGE = `slug headline standfirst publishedAt wordCount ${SECTION} ${AUTHORS} ${TAGS}`;
const PAGE_INFO = 'pageInfo { hasNextPage endCursor }';
const LINKED = (fields) => `nodes { articleByArticleIdAndSortAt { ${fields} } }`;

const DOCUMENTS = {
  'front-page': `query FrontPage { allArticles(first: ${SIZE}, ${NEWEST}) { nodes { ${STORY_ON_PAGE} } ${PAGE_INFO} } }`,
  'article-page': `query ArticlePage($slug: String!) {
    articleBySlug(slug: $slug) {
      slug headline standfirst byline language publishedAt modifiedAt wordCount
      publicationByPublicationId { name slug }
      ${SECTION} ${AUTHORS_WITH_BIO} ${TAGS}
      body
      relatedStoriesByArticleId(first: 6, condition: { origin: "SOURCE" }, orderBy: [POSITION_ASC]) {
        nodes { headline teaser articleByTargetId { slug publishedAt ${AUTHORS} } }
      }
    }
  }`,
  'tag-page': `query TagPage($slug: String!) {
    tagBySlug(slug: $slug) {
      name slug type description tagByParentId { name slug }
      articleTagsByTagId(first: ${SIZE}, orderBy: [SORT_AT_DESC, ARTICLE_ID_DESC]) {
        ${LINKED(STORY_IN_LIST)} ${PAGE_INFO}
      }
    }
  }`,
  'author-page': `query AuthorPage($slug: String!) {
    authorBySlug(slug: $slug) {
      name slug bio
      articleAuthorsByAuthorId(first: ${SIZE}, orderBy: [SORT_AT_DESC, ARTICLE_ID_DESC]) {
        ${LINKED(`${STORY_IN_LIST} standfirst ${SECTION}`)} ${PAGE_INFO}
      }
    }
  }`,
  'nested-lists': `query NestedLists {
    allTags(first: 50, orderBy: [ARTICLE_COUNT_DESC, PRIMARY_KEY_DESC]) {
      nodes {
        name slug type
        articleTagsByTagId(first: 10, orderBy: [SORT_AT_DESC, ARTICLE_ID_DESC]) { ${LINKED(STORY_IN_LIST)} }
      }
    }
  }`,
  'middle-page': `query MiddlePage($after: Cursor!) {
    allArticles(first: ${SIZE}, after: $after, ${NEWEST}) { nodes { ${STORY_ON_PAGE} } ${PAGE_INFO} }
  }`,
  'page-jump': `query PageJump($p1: Int!, $p2: Int!, $p3: Int!, $p4: Int!, $p5: Int!, $last: Int!) {
    count: allArticles { totalCount }
    ${['p1', 'p2', 'p3', 'p4', 'p5', 'last']
      .map(
        (name) =>
          `${name}: allArticles(first: 1, offset: $${name}, ${NEWEST}) { nodes { rowId publishedAt } }`,
      )
      .join('\n')}
  }`,
  'capped-count': `query CappedCount($slug: String!) {
    tagBySlug(slug: $slug) { articleTagsByTagId { totalCount } }
  }`,
};

const offsetOf = (page) => (page - 1) * SIZE - 1;

/** @param {{ digest: string | null }} server the part of its cursors that names the order */
function variablesOf(operation, sample, { digest }) {
  if (operation === 'middle-page') {
    const { sortAt, id } = decodeCursor(sample.after);
    return { after: Buffer.from(JSON.stringify([digest, sortAt, id])).toString('base64') };
  }
  if (operation === 'page-jump') {
    const pages = [-2, -1, 0, 1, 2].map((step, index) => [`p${index + 1}`, offsetOf(sample.around + step)]);
    return { ...Object.fromEntries(pages), last: offsetOf(sample.last) };
  }
  return 'slug' in sample ? { slug: sample.slug } : undefined;
}

export function request(operation, sample, server) {
  const variables = variablesOf(operation, sample, server);
  return {
    method: 'POST',
    path: '/graphql',
    body: JSON.stringify({ query: DOCUMENTS[operation], variables }),
  };
}

/** Learns how this server's cursors name the order: by asking for one. */
export async function prepare(ask) {
  const { data } = await ask(request('front-page', {}, { digest: null }));
  const [digest] = JSON.parse(Buffer.from(data.allArticles.pageInfo.endCursor, 'base64').toString());
  return { digest };
}

const time = (text) => (text === null ? null : new Date(text).toISOString());

function storyOf(row) {
  const {
    publishedAt,
    modifiedAt,
    tagBySectionTagId: section,
    publicationByPublicationId: publication,
    articleAuthorsByArticleIdAndSortAt: authors,
    articleTagsByArticleIdAndSortAt: tags,
    relatedStoriesByArticleId: related,
    body,
    ...plain
  } = row;
  return {
    ...plain,
    publishedAt: time(publishedAt),
    ...(modifiedAt && { modifiedAt: time(modifiedAt) }),
    ...(section !== undefined && { section }),
    ...(publication && { publication }),
    authors: authors.nodes.map((link) => link.authorByAuthorId),
    ...(tags && { tags: tags.nodes.map((link) => link.tagByTagId) }),
    ...(body && { body: body.map(blockOf) }),
    ...(related && { related: { nodes: related.nodes.map(relatedOf) } }),
  };
}

function blockOf({ type, text, level }) {
  return type === 'heading' ? { __typename: 'Heading', text, level } : { __typename: 'Paragraph', text };
}

function relatedOf({ articleByTargetId, ...plain }) {
  return { ...plain, article: storyOf(articleByTargetId) };
}

function linkedOf({ nodes, pageInfo }) {
  const stories = nodes.map((link) => storyOf(link.articleByArticleIdAndSortAt));
  return { nodes: stories, ...(pageInfo && { pageInfo: pageInfoOf(pageInfo) }) };
}

const pageInfoOf = ({ hasNextPage }) => ({ hasNextPage });

const pageOf = ({ allArticles: { nodes, pageInfo } }) => ({
  articles: { nodes: nodes.map(storyOf), pageInfo: pageInfoOf(pageInfo) },
});

const FACTS = {
  'front-page': pageOf,
  'middle-page': pageOf,
  'article-page': ({ articleBySlug }) => ({ article: storyOf(articleBySlug) }),
  'tag-page': ({ tagBySlug: { tagByParentId: parent, articleTagsByTagId: links, ...tag } }) => ({
    tag: { ...tag, parent, articles: linkedOf(links) },
  }),
  'author-page': ({ authorBySlug: { articleAuthorsByAuthorId: links, ...author } }) => ({
    author: { ...author, articles: linkedOf(links) },
  }),
  'nested-lists': ({ allTags }) => ({
    tags: {
      nodes: allTags.nodes.map(({ articleTagsByTagId: links, ...tag }) => ({
        ...tag,
        articles: linkedOf(links),
      })),
    },
  }),
  'page-jump': (data, { around }) => {
    // It has no word for the date that stands for none; a story without a date has it.
    const after = ({ nodes: [{ rowId, publishedAt }] }) =>
      encodeCursor(time(publishedAt) ?? '-infinity', rowId);
    const pages = [data.p1, data.p2, data.p3, data.p4, data.p5].map((start, index) => ({
      page: around - 2 + index,
      after: after(start),
      isCurrent: index === 2,
    }));
    const last = { page: Math.ceil(data.count.totalCount / SIZE), after: after(data.last) };
    return { articles: { pageCursors: { pages, last } } };
  },
  // It counts exactly or not at all; what the others say can be told from that.
  'capped-count': ({ tagBySlug }) => {
    const { totalCount } = tagBySlug.articleTagsByTagId;
    const relation = totalCount > CAP ? 'AT_LEAST' : 'EQUAL';
    return { tag: { articles: { totalCount: { value: Math.min(totalCount, CAP), relation } } } };
  },
};

export function facts(operation, { data }, sample) {
  return FACTS[operation](data, sample);
}
