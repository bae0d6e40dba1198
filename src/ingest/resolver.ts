import { AuthorStore } from '../content/author/author.store.js';
import { PublicationStore, type StoredPublication } from '../content/publication/publication.store.js';
import { TagStore } from '../content/tag/tag.store.js';
import { type Sql, together } from '../store/sql.js';
import type { ResolvedReferences } from './article-version.js';
import { authorInput, type PreparedArticle, tagInput } from './prepare.js';

/** Turns the names in drafts into ids, for a whole batch with a few statements. */
export class Resolver {
  private readonly publications: PublicationStore;
  private readonly authors: AuthorStore;
  private readonly tags: TagStore;

  constructor(sql: Sql) {
    this.publications = new PublicationStore(sql);
    this.authors = new AuthorStore(sql);
    this.tags = new TagStore(sql);
  }

  /** The publications that are stored, by position; null where one is not. */
  findPublications(articles: readonly PreparedArticle[]): Promise<(StoredPublication | null)[]> {
    return this.publications.find(articles.map((article) => article.publication));
  }

  /** By position. Publications, authors and tags that are not stored are created. */
  async resolve(articles: readonly PreparedArticle[]): Promise<ResolvedReferences[]> {
    const [publications, authorIds, tagIds] = await together([
      () => this.publications.resolve(articles.map((article) => article.publication)),
      () =>
        resolveLists(
          articles.map(({ draft }) => draft.authors.map(authorInput)),
          (authors) => this.authors.resolve(authors),
        ),
      () =>
        resolveLists(
          articles.map(({ draft: { section, tags } }) =>
            (section === null ? tags : [section, ...tags]).map(tagInput),
          ),
          (tags) => this.tags.resolve(tags),
        ),
    ]);
    return publications.map((publication, n) => ({
      publication,
      authorIds: authorIds[n] ?? [],
      tagIds: tagIds[n] ?? [],
    }));
  }
}

/** Resolves the members of many lists with one call. */
async function resolveLists<T>(
  lists: readonly (readonly T[])[],
  resolve: (all: readonly T[]) => Promise<string[]>,
): Promise<string[][]> {
  const ids = await resolve(lists.flat());
  let at = 0;
  return lists.map((list) => {
    const from = at;
    at += list.length;
    return ids.slice(from, at);
  });
}
