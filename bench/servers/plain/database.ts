import { DataSource } from 'typeorm';
import { Article, ArticleAuthor, ArticleTag, Author, Publication, RelatedStory, Tag } from './entities.js';

export const database = new DataSource({
  type: 'postgres',
  url: process.env.DATABASE_URL,
  poolSize: Number(process.env.POOL_SIZE),
  extra: { idleTimeoutMillis: 0 },
  entities: [Article, ArticleAuthor, ArticleTag, Author, Publication, RelatedStory, Tag],
});
