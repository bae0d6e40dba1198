import { setImmediate } from 'node:timers/promises';
import type { ArticleInput, WriteStamp } from '../content/article/article.input.js';
import { ArticleStore, type StoredVersion } from '../content/article/article.store.js';
import { type RelatedInput, RelatedStore } from '../content/related/related.store.js';
import type { SaveOutcome } from '../content/save-outcome.js';
import type { Sql } from '../store/sql.js';
import { articleInput, compareVersions, keysOf, type ResolvedReferences } from './article-version.js';
import { isNamedBySlug } from './identity.js';
import { type ArticleText, articleText, type PreparedArticle, relatedInput } from './prepare.js';
import { Resolver } from './resolver.js';
import { splitWaves } from './waves.js';

/** A draft with the stored article of which it is a version. */
interface Matched {
  article: PreparedArticle;
  stored: StoredVersion | null;
  outcome: SaveOutcome;
}

/** A draft that is going to be written. */
interface Version {
  article: PreparedArticle;
  stored: StoredVersion | null;
  input: ArticleInput;
}

/** A stored article and what it was written from. */
interface Story {
  id: string;
  article: PreparedArticle;
}

/** Names under which related stories look for articles, besides those that the drafts give. */
interface ChangedNames {
  formerHeadlines: string[];
  newSlugs: string[];
}

/** Writes article drafts through the stores, a batch at a time, as if they had come one by one. */
export class ArticleWriter {
  private readonly articles: ArticleStore;
  private readonly related: RelatedStore;
  private readonly resolver: Resolver;

  constructor(
    sql: Sql,
    private readonly stamp: WriteStamp,
  ) {
    this.articles = new ArticleStore(sql);
    this.related = new RelatedStore(sql);
    this.resolver = new Resolver(sql);
  }

  /** What became of each, by position. */
  async write(batch: readonly PreparedArticle[]): Promise<SaveOutcome[]> {
    const outcomes: SaveOutcome[] = [];
    for (const wave of splitWaves(batch)) {
      const matched = await this.match(wave);
      outcomes.push(...matched.map(({ outcome }) => outcome));
      const changed = matched.filter(({ outcome }) => outcome !== 'unchanged');
      if (changed.length > 0) await this.save(await this.versions(changed));
    }
    return outcomes;
  }

  private async match(wave: readonly PreparedArticle[]): Promise<Matched[]> {
    const publicationIds = await this.resolver.findPublications(wave);
    const named = wave.map((article, n) => ({ article, keys: keysOf(article, publicationIds[n] ?? null) }));
    const byKey = await this.articles.findByKeys(named.flatMap(({ keys }) => keys.map(({ key }) => key)));
    const bySlug = await this.articles.findBySlugs(
      wave.filter(({ draft }) => isNamedBySlug(draft)).map(({ slug }) => slug),
    );
    const found = named.map(({ article, keys }) => {
      const known = keys.find(({ key }) => byKey.has(key));
      const id = known
        ? byKey.get(known.key)
        : isNamedBySlug(article.draft)
          ? bySlug.get(article.slug)
          : null;
      return { article, id: id ?? null };
    });
    const versions = await this.articles.versions(found.flatMap(({ id }) => id ?? []));
    return found.map(({ article, id }) => {
      const stored = id === null ? null : (versions.get(id) ?? null);
      return { article, stored, outcome: compareVersions(article, stored) };
    });
  }

  private async versions(changed: readonly Matched[]): Promise<Version[]> {
    const articles = changed.map(({ article }) => article);
    const [references, texts] = await Promise.all([this.resolver.resolve(articles), textsOf(articles)]);
    return changed.map(({ article, stored }, n) => {
      const input = articleInput(
        article,
        stored,
        references[n] as ResolvedReferences,
        texts[n] as ArticleText,
        this.stamp.now,
      );
      return { article, stored, input };
    });
  }

  private async save(versions: readonly Version[]): Promise<void> {
    const created = versions.filter(({ stored }) => stored === null);
    const inserted = await this.articles.insert(
      created.map(({ article, input }) => ({ ...input, slug: article.slug })),
      this.stamp,
    );
    const updated = versions.flatMap(({ article, stored, input }) =>
      stored === null ? [] : [{ article, stored, input: { ...input, id: stored.id } }],
    );
    await this.articles.update(
      updated.map(({ input }) => input),
      this.stamp,
    );
    const fresh = inserted.map(({ id }, n) => ({ id, article: (created[n] as Version).article }));
    const former = updated.map(({ stored, article }) => ({ id: stored.id, article }));
    await this.related.dropOthers(relatedOf(former));
    await this.relate([...fresh, ...former], {
      formerHeadlines: updated.map(({ stored }) => stored.headlineKey),
      newSlugs: inserted.map(({ slug }) => slug),
    });
  }

  private async relate(stories: readonly Story[], changed: ChangedNames): Promise<void> {
    const articles = stories.map(({ article }) => article);
    await this.related.add(relatedOf(stories));
    await this.related.relink(
      stories.map(({ id }) => id),
      {
        headlineKeys: [...new Set([...changed.formerHeadlines, ...articles.map((a) => a.headlineKey)])],
        urlKeys: articles.flatMap(({ names }) =>
          names.flatMap(({ kind, key }) => (kind === 'URL' ? key : [])),
        ),
        slugs: changed.newSlugs,
      },
    );
  }
}

function relatedOf(stories: readonly Story[]): Map<string, RelatedInput[]> {
  return new Map(stories.map(({ id, article }) => [id, article.draft.related.map(relatedInput)]));
}

/** Gives way now and then, so that the statements that run meanwhile can go on. */
async function textsOf(articles: readonly PreparedArticle[]): Promise<ArticleText[]> {
  const texts: ArticleText[] = [];
  for (const { draft } of articles) {
    texts.push(await articleText(draft));
    if (texts.length % 10 === 0) await setImmediate();
  }
  return texts;
}
