import type { ArticleInput, ArticleKey, WriteStamp } from '../content/article/article.input.js';
import { ArticleStore, type StoredVersion } from '../content/article/article.store.js';
import { AuthorStore } from '../content/author/author.store.js';
import { PublicationStore } from '../content/publication/publication.store.js';
import { RelatedStore } from '../content/related/related.store.js';
import type { SaveOutcome } from '../content/save-outcome.js';
import { TagStore } from '../content/tag/tag.store.js';
import type { Sql } from '../store/sql.js';
import { isNamedBySlug, sourceIdKey } from './identity.js';
import { articleText, authorInput, type PreparedArticle, relatedInput, tagInput } from './prepare.js';
import { splitWaves } from './waves.js';

/** A draft with the stored article of which it is a version. */
interface Matched {
  article: PreparedArticle;
  stored: StoredVersion | null;
  outcome: SaveOutcome;
}

/** Writes article drafts through the stores, a batch at a time, as if they had come one by one. */
export class ArticleWriter {
  private readonly articles: ArticleStore;
  private readonly publications: PublicationStore;
  private readonly authors: AuthorStore;
  private readonly tags: TagStore;
  private readonly related: RelatedStore;

  constructor(
    sql: Sql,
    private readonly stamp: WriteStamp,
  ) {
    this.articles = new ArticleStore(sql);
    this.publications = new PublicationStore(sql);
    this.authors = new AuthorStore(sql);
    this.tags = new TagStore(sql);
    this.related = new RelatedStore(sql);
  }

  /** What became of each, by position. */
  async write(batch: readonly PreparedArticle[]): Promise<SaveOutcome[]> {
    const outcomes = new Map<PreparedArticle, SaveOutcome>();
    for (const wave of splitWaves(batch)) {
      const matched = await this.match(wave);
      for (const { article, outcome } of matched) outcomes.set(article, outcome);
      await this.writeChanged(matched.filter(({ outcome }) => outcome !== 'unchanged'));
    }
    return batch.map((article) => outcomes.get(article) ?? 'unchanged');
  }

  private async match(wave: readonly PreparedArticle[]): Promise<Matched[]> {
    const publicationIds = await this.publications.find(wave.map((article) => article.publication));
    const keys = wave.map((article, n) => keysOf(article, publicationIds[n] ?? null));
    const byKey = await this.articles.findByKeys(keys.flat().map(({ key }) => key));
    const bySlug = await this.articles.findBySlugs(
      wave.filter(({ draft }) => isNamedBySlug(draft)).map(({ slug }) => slug),
    );
    const ids = wave.map(({ draft, slug }, n) => {
      const known = keys[n]?.find(({ key }) => byKey.has(key));
      if (known) return byKey.get(known.key) ?? null;
      return isNamedBySlug(draft) ? (bySlug.get(slug) ?? null) : null;
    });
    const versions = await this.articles.versions(ids.filter((id) => id !== null));
    return wave.map((article, n) => {
      const stored = versions.get(ids[n] ?? '') ?? null;
      return { article, stored, outcome: compare(article, stored) };
    });
  }

  private async writeChanged(changed: readonly Matched[]): Promise<void> {
    if (changed.length === 0) return;
    const inputs = await this.resolve(changed);
    const created = changed.flatMap(({ article, stored }, n) => {
      const input = inputs[n];
      return stored === null && input ? [{ article, input: { ...input, slug: article.slug } }] : [];
    });
    const updated = changed.flatMap(({ article, stored }, n) => {
      const input = inputs[n];
      return stored !== null && input ? [{ article, stored, input: { ...input, id: stored.id } }] : [];
    });
    const inserted = await this.articles.insert(
      created.map(({ input }) => input),
      this.stamp,
    );
    await this.articles.update(
      updated.map(({ input }) => input),
      this.stamp,
    );
    const stories = new Map<string, PreparedArticle>();
    created.forEach(({ article }, n) => void stories.set(inserted[n]?.id ?? '', article));
    for (const { article, stored } of updated) stories.set(stored.id, article);
    await this.relate(stories, {
      headlineKeys: updated.map(({ stored }) => stored.headlineKey),
      slugs: inserted.map(({ slug }) => slug),
    });
  }

  /** Publications, authors and tags become ids; new ones are created. */
  private async resolve(changed: readonly Matched[]): Promise<ArticleInput[]> {
    const drafts = changed.map(({ article }) => article.draft);
    const publicationIds = await this.publications.resolve(changed.map(({ article }) => article.publication));
    const authorIds = await resolveLists(
      drafts.map((draft) => draft.authors.map(authorInput)),
      (authors) => this.authors.resolve(authors),
    );
    const tagIds = await resolveLists(
      drafts.map(({ section, tags }) => (section === null ? tags : [section, ...tags]).map(tagInput)),
      (tags) => this.tags.resolve(tags),
    );
    return changed.map(({ article, stored }, n) =>
      inputOf(article, {
        publicationId: publicationIds[n] ?? '',
        authorIds: authorIds[n] ?? [],
        tagIds: tagIds[n] ?? [],
        modifiedAt: this.modifiedAt(article, stored),
      }),
    );
  }

  private modifiedAt({ draft }: PreparedArticle, stored: StoredVersion | null): string {
    const creation = stored === null ? draft.publishedAt : null;
    return draft.modifiedAt ?? creation ?? this.stamp.now.toISOString();
  }

  /** @param keys headlines that articles had until now, and slugs that are new. */
  private async relate(
    stories: ReadonlyMap<string, PreparedArticle>,
    keys: { headlineKeys: string[]; slugs: string[] },
  ): Promise<void> {
    const prepared = [...stories.values()];
    await this.related.replace(
      new Map([...stories].map(([id, { draft }]) => [id, draft.related.map(relatedInput)])),
    );
    await this.related.relink([...stories.keys()], {
      headlineKeys: [...new Set([...keys.headlineKeys, ...prepared.map((article) => article.headlineKey)])],
      urlKeys: prepared.flatMap(({ names }) =>
        names.filter(({ kind }) => kind === 'URL').map(({ key }) => key),
      ),
      slugs: keys.slugs,
    });
  }
}

/** A version that says the same, or is older than what is stored, changes nothing. */
function compare({ draft, hash }: PreparedArticle, stored: StoredVersion | null): SaveOutcome {
  if (stored === null) return 'created';
  if (stored.contentHash === hash) return 'unchanged';
  const isOlder = draft.modifiedAt !== null && Date.parse(draft.modifiedAt) < stored.modifiedAt.getTime();
  return isOlder ? 'unchanged' : 'updated';
}

function keysOf({ draft, names }: PreparedArticle, publicationId: string | null): ArticleKey[] {
  if (draft.sourceId === null || publicationId === null) return names;
  return [sourceIdKey(publicationId, draft.sourceId), ...names];
}

function inputOf(
  article: PreparedArticle,
  ids: { publicationId: string; authorIds: string[]; tagIds: string[]; modifiedAt: string },
): ArticleInput {
  const { draft, headlineKey, hash, source } = article;
  return {
    ...articleText(draft),
    publicationId: ids.publicationId,
    url: draft.url,
    headline: draft.headline,
    headlineKey,
    standfirst: draft.standfirst,
    byline: draft.byline,
    language: draft.language ?? 'und',
    sectionTagId: draft.section === null ? null : (ids.tagIds[0] ?? null),
    publishedAt: draft.publishedAt,
    modifiedAt: ids.modifiedAt,
    leadImage: draft.leadImage,
    authorIds: [...new Set(ids.authorIds)],
    tagIds: [...new Set(ids.tagIds)],
    keys: keysOf(article, ids.publicationId),
    provenance: {
      source,
      format: draft.format,
      sourceId: draft.sourceId,
      sourceUrl: draft.url,
      contentHash: hash,
    },
  };
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
