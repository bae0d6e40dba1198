import type { MaybePromise } from '../../store/batch.js';
import type { ContentContext } from '../context.js';
import { type ArticleScope, articleList } from './article.list.js';
import type { ArticleListArgs } from './article.list-args.js';
import { ArticleConnection } from './article.type.js';

/**
 * A list of articles: of the whole archive, or of one author, tag or publication.
 * @param parent row id of the author, tag or publication; null for the whole archive
 * @param kept the number of articles that the parent's row keeps, if it keeps one (triggers hold it exact)
 */
export async function openArticleList(
  { lists, articles }: ContentContext,
  scope: ArticleScope,
  parent: number | null,
  args: ArticleListArgs,
  kept?: () => MaybePromise<number>,
) {
  const resolved = await articles.resolve(args.filter);
  return new ArticleConnection({
    lists,
    spec: articleList(scope, args.orderBy, resolved),
    parent,
    args,
    nodes: (ids) => articles.byIds(ids),
    ...(kept === undefined || resolved !== null ? {} : { kept }),
  });
}
