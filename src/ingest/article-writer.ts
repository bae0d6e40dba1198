import { setImmediate } from 'node:timers/promises';
import type {
  ArticleInput,
  FingerprintInput,
  NamedArticle,
  WriteStamp,
} from '../content/article/article.input.js';
import { ArticleStore } from '../content/article/article.store.js';
import { DuplicateStore } from '../content/article/article-duplicate.store.js';
import type { StoredVersion } from '../content/article/article-versions.store.js';
import { type RelatedInput, RelatedStore } from '../content/related/related.store.js';
import type { SaveOutcome } from '../content/save-outcome.js';
import { type Sql, together } from '../store/sql.js';
import type { ArticleText } from './article-text.js';
import { articleInput, type ResolvedReferences } from './article-version.js';
import { type Matched, Matcher } from './matcher.js';
import { NearDuplicates } from './near-duplicates.js';
import { type PreparedArticle, relatedInput } from './prepare.js';
import { Resolver } from './resolver.js';
import { splitWaves } from './waves.js';

/** A draft that is going to be written. */
interface Version {
  article: PreparedArticle;
  stored: StoredVersion | null;
  namesakes: string[];
  fingerprint: FingerprintInput | null;
  input: ArticleInput;
  /** Of a new article, its own. */
  slug: string;
}

/** A version whose article is stored. */
interface Story extends Version {
  id: string;
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
  private readonly duplicates: DuplicateStore;
  private readonly nearDuplicates: NearDuplicates;
  private readonly matcher: Matcher;
  private readonly resolver: Resolver;

  constructor(
    sql: Sql,
    private readonly stamp: WriteStamp,
  ) {
    this.articles = new ArticleStore(sql);
    this.related = new RelatedStore(sql);
    this.duplicates = new DuplicateStore(sql);
    this.nearDuplicates = new NearDuplicates(sql);
    this.matcher = new Matcher(sql);
    this.resolver = new Resolver(sql);
  }

  /** What became of each, by position. */
  async write(batch: readonly PreparedArticle[]): Promise<SaveOutcome[]> {
    const outcomes: SaveOutcome[] = [];
    for (const wave of splitWaves(batch)) {
      for (let at = 0; at < wave.length; ) {
        const matched = untilSecondVersion(await this.match(wave.slice(at)));
        outcomes.push(...matched.map(({ outcome }) => outcome));
        await this.articles.addNames(matched.flatMap(lateNames));
        const changed = matched.filter(({ outcome }) => outcome !== 'unchanged');
        if (changed.length > 0) await this.save(await this.versions(changed));
        at += matched.length;
      }
    }
    return outcomes;
  }

  private async match(wave: readonly PreparedArticle[]): Promise<Matched[]> {
    return this.matcher.match(wave, await this.resolver.findPublications(wave));
  }

  private async versions(changed: readonly Matched[]): Promise<Version[]> {
    const articles = changed.map(({ article }) => article);
    const [references, slugs, texts] = await together([
      () => this.resolver.resolve(articles),
      () => this.slugsOf(changed),
      () => textsOf(articles),
    ]);
    return changed.map(({ article, stored, namesakes }, n) => {
      const { fingerprint, ...text } = texts[n] as ArticleText;
      const found = references[n] as ResolvedReferences;
      const input = articleInput(article, stored, found, text, this.stamp.now);
      return { article, stored, namesakes, fingerprint, input, slug: slugs[n] ?? article.slug };
    });
  }

  /** By position: of new articles, free ones. */
  private async slugsOf(changed: readonly Matched[]): Promise<string[]> {
    const fresh = changed.filter(({ stored }) => stored === null);
    const slugs = await this.articles.freeSlugs(fresh.map(({ article }) => article.slug));
    const byArticle = new Map(fresh.map(({ article }, n) => [article, slugs[n]]));
    return changed.map(({ article }) => byArticle.get(article) ?? article.slug);
  }

  private async save(versions: readonly Version[]): Promise<void> {
    const created = versions.filter(({ stored }) => stored === null);
    const inserted = await this.articles.insert(created.map(({ input, slug }) => ({ ...input, slug })));
    const updated = versions.flatMap(({ stored, input, ...version }) =>
      stored === null ? [] : [{ ...version, stored, input: { ...input, id: stored.id } }],
    );
    await this.articles.update(updated.map(({ input }) => input));
    const fresh = inserted.map((id, n) => ({ ...(created[n] as Version), id }));
    const former = updated.map((version) => ({ ...version, id: version.stored.id }));
    await together([
      () =>
        this.link(fresh, former, {
          formerHeadlines: updated.map(({ stored }) => stored.headlineKey),
          newSlugs: created.map(({ slug }) => slug),
        }),
      () =>
        this.duplicates.addNamesakes(
          former.flatMap(({ id, namesakes }) => namesakes.map((otherId) => ({ id, otherId }))),
        ),
      () => this.nearDuplicates.record(fingerprintsOf(fresh), fingerprintsOf(former)),
    ]);
  }

  private async link(fresh: Story[], former: Story[], changed: ChangedNames): Promise<void> {
    const stories = [...fresh, ...former];
    const articles = stories.map(({ article }) => article);
    await together([
      () =>
        this.articles.saveLinks(
          stories.map(({ id, input }) => ({ ...input, id })),
          this.stamp,
        ),
      () => this.related.dropOthers(relatedOf(former)),
      () => this.related.add(relatedOf(stories)),
    ]);
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

/** A version that is not stored, because it is older or the same elsewhere, can know another address of the story. */
function lateNames({ stored, outcome, newNames }: Matched): NamedArticle | [] {
  if (stored === null || outcome !== 'unchanged') return [];
  return { id: stored.id, keys: newNames.filter(({ kind }) => kind === 'URL' || kind === 'SOURCE_ID') };
}

/** Drafts without a name in common can be versions of one stored article: the second is compared with the first. */
function untilSecondVersion(matched: readonly Matched[]): readonly Matched[] {
  const met = new Set<string>();
  const end = matched.findIndex(({ stored }) => {
    if (stored === null) return false;
    const isSecond = met.has(stored.id);
    met.add(stored.id);
    return isSecond;
  });
  return end < 0 ? matched : matched.slice(0, end);
}

function fingerprintsOf(stories: readonly Story[]): Map<string, FingerprintInput | null> {
  return new Map(stories.map(({ id, fingerprint }) => [id, fingerprint]));
}

function relatedOf(stories: readonly Story[]): Map<string, RelatedInput[]> {
  return new Map(stories.map(({ id, article }) => [id, article.draft.related.map(relatedInput)]));
}

/** Gives way now and then, so that the statements that run meanwhile can go on. */
async function textsOf(articles: readonly PreparedArticle[]): Promise<ArticleText[]> {
  const texts: ArticleText[] = [];
  for (const { text } of articles) {
    texts.push(await text.get());
    if (texts.length % 10 === 0) await setImmediate();
  }
  return texts;
}
