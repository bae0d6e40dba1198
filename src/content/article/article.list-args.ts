import { ArgsType, Field } from 'type-graphql';
import { PageArgs } from '../../graph/page-args.js';
import { ArticleFilter } from './article.filter.js';
import { ArticleOrder } from './article.list.js';

/** The arguments of every list of articles. */
@ArgsType()
export class ArticleListArgs extends PageArgs {
  @Field(() => ArticleFilter, { nullable: true, description: 'Which stories; all of them when left out.' })
  filter?: ArticleFilter | null;

  @Field(() => ArticleOrder, {
    defaultValue: ArticleOrder.PUBLISHED_DESC,
    description: 'In which order. Cursors belong to the order that they were made in.',
  })
  orderBy!: ArticleOrder;
}
