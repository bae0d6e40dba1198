/** The part of the product's schema that the operations touch. */
export const SCHEMA = `
  enum TagOrder { NAME_ASC ARTICLE_COUNT_DESC }
  enum RelatedOrigin { EDITORIAL SOURCE COMPUTED }
  enum CountPrecision { EXACT CAPPED ESTIMATE }
  enum CountRelation { EQUAL AT_LEAST APPROXIMATE }
  interface Block { text: String! }
  type Paragraph implements Block { text: String! }
  type Heading implements Block { text: String! level: Int! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type PageCursor { page: Int! after: String isCurrent: Boolean! }
  type PageCursors { pages: [PageCursor!]! last: PageCursor }
  type Count { value: Int! relation: CountRelation! }
  type Publication { name: String! slug: String! }
  type Author { name: String! slug: String! bio: String articles(first: Int!): ArticleConnection! }
  type Tag {
    name: String! slug: String! type: String! description: String parent: Tag
    articles(first: Int): ArticleConnection!
  }
  type TagConnection { nodes: [Tag!]! }
  type RelatedStory { headline: String! teaser: String article: Article }
  type RelatedConnection { nodes: [RelatedStory!]! }
  type Article {
    slug: String! headline: String! standfirst: String byline: String language: String!
    publishedAt: String modifiedAt: String! wordCount: Int!
    publication: Publication! section: Tag authors: [Author!]! tags: [Tag!]! body: [Block!]!
    related(first: Int!, origins: [RelatedOrigin!]!): RelatedConnection!
  }
  type ArticleConnection {
    nodes: [Article!]! pageInfo: PageInfo!
    pageCursors(size: Int!, around: Int!): PageCursors!
    totalCount(precision: CountPrecision!, cap: Int): Count!
  }
  type Query {
    article(slug: String!): Article
    articles(first: Int!, after: String): ArticleConnection!
    tag(slug: String!): Tag
    tags(first: Int!, orderBy: TagOrder): TagConnection!
    author(slug: String!): Author
  }
`;
