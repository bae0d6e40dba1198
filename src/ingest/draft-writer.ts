import type { WriteStamp } from '../content/article/article.input.js';
import { AuthorStore } from '../content/author/author.store.js';
import { PublicationStore } from '../content/publication/publication.store.js';
import type { SaveOutcome } from '../content/save-outcome.js';
import { type TagInput, TagStore } from '../content/tag/tag.store.js';
import type { Sql } from '../store/sql.js';
import { ArticleWriter } from './article-writer.js';
import type { TagDraft } from './draft.js';
import { NounVersionStore } from './noun-version.store.js';
import {
  authorKeys,
  keyOf,
  type PreparedArticle,
  type PreparedDraft,
  type PreparedNoun,
  publicationInput,
  tagInput,
} from './prepare.js';

/** One publication, author or tag in its store. */
interface NounAccess {
  /** The id of what is stored; null where nothing is. */
  find(): Promise<string | null>;
  save(): Promise<SaveOutcome>;
}

/** Writes drafts of all kinds in their order: neighbouring articles together, all others one by one. */
export class DraftWriter {
  private readonly articles: ArticleWriter;
  private readonly publications: PublicationStore;
  private readonly authors: AuthorStore;
  private readonly tags: TagStore;
  private readonly versions: NounVersionStore;

  constructor(sql: Sql, stamp: WriteStamp) {
    this.articles = new ArticleWriter(sql, stamp);
    this.publications = new PublicationStore(sql);
    this.authors = new AuthorStore(sql);
    this.tags = new TagStore(sql);
    this.versions = new NounVersionStore(sql);
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

  private async save({ draft, version }: PreparedNoun): Promise<SaveOutcome> {
    const { find, save } = this.storeOf(draft);
    const stored = await find();
    const isKnown =
      stored !== null && (await this.versions.isKnown({ entity: draft.kind, id: stored }, version));
    if (isKnown) return 'unchanged';
    const outcome = await save();
    const id = stored ?? (await find());
    if (id !== null) await this.versions.remember({ entity: draft.kind, id }, version);
    return outcome;
  }

  private storeOf(draft: PreparedNoun['draft']): NounAccess {
    switch (draft.kind) {
      case 'publication': {
        const input = publicationInput(draft);
        const find = async () => (await this.publications.find([input]))[0]?.id ?? null;
        return { find, save: () => this.publications.save(input) };
      }
      case 'author': {
        const input = { ...draft, ...authorKeys(draft.name), kind: draft.authorKind };
        return { find: () => this.authors.find(input), save: () => this.authors.save(input) };
      }
      case 'tag': {
        const input = tagInputOf(draft);
        return { find: () => this.tags.find(input), save: () => this.tags.save(input) };
      }
    }
  }
}

function tagInputOf(draft: TagDraft): TagInput {
  return {
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
  };
}
