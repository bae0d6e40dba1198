import type { WriteStamp } from '../content/article/article.input.js';
import { AuthorStore } from '../content/author/author.store.js';
import { PublicationStore } from '../content/publication/publication.store.js';
import type { SaveOutcome } from '../content/save-outcome.js';
import { TagStore } from '../content/tag/tag.store.js';
import type { Sql } from '../store/sql.js';
import { ArticleWriter } from './article-writer.js';
import {
  authorKeys,
  keyOf,
  type PreparedArticle,
  type PreparedDraft,
  type PreparedNoun,
  publicationInput,
  tagInput,
} from './prepare.js';

/** Writes drafts of all kinds in their order: neighbouring articles together, all others one by one. */
export class DraftWriter {
  private readonly articles: ArticleWriter;
  private readonly publications: PublicationStore;
  private readonly authors: AuthorStore;
  private readonly tags: TagStore;

  constructor(sql: Sql, stamp: WriteStamp) {
    this.articles = new ArticleWriter(sql, stamp);
    this.publications = new PublicationStore(sql);
    this.authors = new AuthorStore(sql);
    this.tags = new TagStore(sql);
  }

  /** What became of each, by position. */
  async write(drafts: readonly PreparedDraft[]): Promise<SaveOutcome[]> {
    const outcomes: SaveOutcome[] = [];
    let articles: PreparedArticle[] = [];
    const flush = async () => {
      outcomes.push(...(await this.articles.write(articles)));
      articles = [];
    };
    for (const draft of drafts) {
      if (draft.kind === 'article') {
        articles.push(draft);
        continue;
      }
      await flush();
      outcomes.push(await this.save(draft));
    }
    await flush();
    return outcomes;
  }

  private save({ draft }: PreparedNoun): Promise<SaveOutcome> {
    switch (draft.kind) {
      case 'publication':
        return this.publications.save(publicationInput(draft));
      case 'author':
        return this.authors.save({ ...draft, ...authorKeys(draft.name), kind: draft.authorKind });
      case 'tag':
        return this.tags.save({
          ...tagInput(draft),
          description: draft.description,
          aliases: draft.aliases.map(({ name, slug }) => ({ name, nameKey: keyOf(name), slug })),
          formerSlugs: draft.formerSlugs.map(({ slug, name }) => ({
            slug,
            name: name ?? draft.name,
            nameKey: keyOf(name ?? draft.name),
          })),
          exactSlug: draft.exactSlug,
          parent: draft.parent === null ? null : tagInput(draft.parent),
        });
    }
  }
}
