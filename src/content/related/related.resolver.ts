import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ListSpec } from '../../store/list-reader.js';
import { LoadedList } from '../../store/loaded-list.js';
import type { ArticleCard } from '../article/article.query.js';
import { ArticleType } from '../article/article.type.js';
import type { ContentContext } from '../context.js';
import { RelatedOrigin, rankOf } from './related.query.js';
import { RelatedArgs, RelatedStoryConnection } from './related.type.js';

/** Related stories are few: the list is read whole, and its keys only name places in it. */
const spec: ListSpec = {
  name: 'article.related',
  order: {
    name: 'ORIGIN',
    direction: 'asc',
    keys: [
      { column: 'rank', type: 'integer' },
      { column: 'place', type: 'integer' },
      { column: 'key', type: 'bigint' },
    ],
  },
  shape: 'fixed',
  list: () => ({ from: 'related_stories', where: [], id: 'id' }),
};

@Resolver(() => ArticleType)
export class ArticleRelatedResolver {
  @FieldResolver(() => RelatedStoryConnection, {
    description:
      'Stories that belong with this one: those an editor chose, then those its source named, then computed ones, best first.',
  })
  related(
    @Root() article: ArticleCard,
    @Args(() => RelatedArgs) args: RelatedArgs,
    @Ctx() { related }: ContentContext,
  ) {
    const origins = new Set(args.origins ?? Object.values(RelatedOrigin));
    const loaded = memo(() => related.of(article.id, origins));
    return new RelatedStoryConnection({
      lists: new LoadedList(async () =>
        (await loaded()).map((row) => [rankOf(row), row.place, row.key].map(String)),
      ),
      spec,
      parent: article.id,
      args,
      nodes: async (numbers) => {
        const rows = await loaded();
        return numbers.flatMap((id) => {
          const row = rows[id - 1];
          return row === undefined ? [] : [{ ...row, id }];
        });
      },
    });
  }
}

function memo<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | null = null;
  return () => {
    loaded ??= load();
    return loaded;
  };
}
