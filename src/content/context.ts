import type { EntityCaches } from '../store/entity-caches.js';
import { ListReader } from '../store/list-reader.js';
import type { Reader } from '../store/statement.js';
import { ArticleQuery } from './article/article.query.js';
import { AuthorQuery } from './author/author.query.js';
import { PublicationQuery } from './publication/publication.query.js';
import { RelatedQuery } from './related/related.query.js';
import { TagQuery } from './tag/tag.query.js';

/** What resolvers read with. None of it belongs to one request, so one of each serves them all. */
export interface ContentContext {
  lists: ListReader;
  articles: ArticleQuery;
  authors: AuthorQuery;
  tags: TagQuery;
  publications: PublicationQuery;
  related: RelatedQuery;
}

export function openContent(reader: Reader, caches: EntityCaches): ContentContext {
  return {
    lists: new ListReader(reader),
    articles: new ArticleQuery(reader, caches),
    authors: new AuthorQuery(reader, caches),
    tags: new TagQuery(reader, caches),
    publications: new PublicationQuery(reader, caches),
    related: new RelatedQuery(reader),
  };
}
