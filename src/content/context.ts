import { ListReader } from '../store/list-reader.js';
import type { Reader } from '../store/statement.js';
import { ArticleQuery } from './article/article.query.js';
import { AuthorQuery } from './author/author.query.js';
import { PublicationQuery } from './publication/publication.query.js';
import { RelatedQuery } from './related/related.query.js';
import { TagQuery } from './tag/tag.query.js';

/** What resolvers read with. None of it keeps anything between requests, so one of each serves them all. */
export interface ContentContext {
  lists: ListReader;
  articles: ArticleQuery;
  authors: AuthorQuery;
  tags: TagQuery;
  publications: PublicationQuery;
  related: RelatedQuery;
}

export function openContent(reader: Reader): ContentContext {
  return {
    lists: new ListReader(reader),
    articles: new ArticleQuery(reader),
    authors: new AuthorQuery(reader),
    tags: new TagQuery(reader),
    publications: new PublicationQuery(reader),
    related: new RelatedQuery(reader),
  };
}
