import { ArticleResolver } from './article/article.resolver.js';
import { ArticleFieldsResolver } from './article/article-fields.resolver.js';
import {
  AuthorArticlesResolver,
  PublicationArticlesResolver,
  TagArticlesResolver,
} from './article/article-lists.resolver.js';
import {
  HeadingType,
  ImageBlockType,
  ListBlockType,
  ParagraphType,
  QuoteType,
} from './article/block.type.js';
import { RelatedArticleResolver } from './article/related-article.resolver.js';
import { ArticleAuthorsResolver, AuthorResolver } from './author/author.resolver.js';
import { NodeResolver } from './node.resolver.js';
import { ArticlePublicationResolver, PublicationResolver } from './publication/publication.resolver.js';
import { ArticleRelatedResolver } from './related/related.resolver.js';
import { ArticleTagsResolver } from './tag/article-tags.resolver.js';
import { RelatedTagResolver } from './tag/related-tag.resolver.js';
import { TagResolver } from './tag/tag.resolver.js';

/** Every resolver of the content. A new one is entered here. */
export const resolvers = [
  NodeResolver,
  ArticleResolver,
  ArticleFieldsResolver,
  ArticleAuthorsResolver,
  ArticleTagsResolver,
  ArticlePublicationResolver,
  ArticleRelatedResolver,
  AuthorResolver,
  AuthorArticlesResolver,
  TagResolver,
  TagArticlesResolver,
  PublicationResolver,
  PublicationArticlesResolver,
  RelatedArticleResolver,
  RelatedTagResolver,
] as const;

/** Types that no field names: they are reached through an interface only. */
export const orphanedTypes = [ParagraphType, HeadingType, QuoteType, ListBlockType, ImageBlockType];
