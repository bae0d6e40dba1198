import { setImmediate } from 'node:timers/promises';
import type {
  ArticleInput,
  ChangedArticle,
  FingerprintInput,
  NamedArticle,
  WriteStamp,
} from '../content/article/article.input.js';
import { ArticleStore, MOST_ARTICLES } from '../content/article/article.store.js';
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

/** A draft that is going to be written, and all that it takes to make its row. */
interface Resolved {
  article: PreparedArticle;
  stored: StoredVersion | null;
  namesakes: string[];
  text: ArticleText;
  references: ResolvedReferences;
  /** Of a new article, its own. */
  slug: string;
}

/** A draft whose article is stored. */
interface Story {
  article: PreparedArticle;
  id: string;
  input: ArticleInput;
  fingerprint: FingerprintInput | null;
}

/** A story that was stored before. */
interface Former extends Story {
  stored: StoredVersion;
  namesakes: string[];
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
        if (changed.length > 0) await this.save(await this.resolve(changed));
        at += matched.length;
      }
    }
    return outcomes;
  }

  private async match(wave: readonly PreparedArticle[]): Promise<Matched[]> {
    return this.matcher.match(wave, await this.resolver.findPublications(wave));
  }

  private async resolve(changed: readonly Matched[]): Promise<Resolved[]> {
    const articles = changed.map(({ article }) => article);
    const [references, slugs, texts] = await together([
      () => this.resolver.resolve(articles),
      () => this.slugsOf(changed),
      () => textsOf(articles),
    ]);
    return changed.map(({ article, stored, namesakes }, n) => ({
      article,
      stored,
      namesakes,
      text: texts[n] as ArticleText,
      references: references[n] as ResolvedReferences,
      slug: slugs[n] ?? article.slug,
    }));
  }

  /** By position: of new articles, free ones. */
  private async slugsOf(changed: readonly Matched[]): Promise<string[]> {
    const fresh = changed.filter(({ stored }) => stored === null);
    const slugs = await this.articles.freeSlugs(fresh.map(({ article }) => article.slug));
    const byArticle = new Map(fresh.map(({ article }, n) => [article, slugs[n]]));
    return changed.map(({ article }) => byArticle.get(article) ?? article.slug);
  }

  private async save(resolved: readonly Resolved[]): Promise<void> {
    const created = resolved.filter(({ stored }) => stored === null);
    const fresh = await this.insert(created);
    const former = await this.update(resolved);
    await together([
      () =>
        this.link(fresh, former, {
          formerHeadlines: former.map(({ stored }) => stored.headlineKey),
          newSlugs: created.map(({ slug }) => slug),
        }),
      () =>
        this.duplicates.addNamesakes(
          former.flatMap(({ id, namesakes }) => namesakes.map((otherId) => ({ id, otherId }))),
        ),
      () => this.nearDuplicates.record(fingerprintsOf(fresh), fingerprintsOf(former)),
    ]);
  }

  /** By position. Rows are made a piece at a time: Postgres stores the first ones while the others are made. */
  private async insert(created: readonly Resolved[]): Promise<Story[]> {
    const pieces: (() => Promise<Story[]>)[] = [];
    for (let from = 0; from < created.length; from += MOST_ARTICLES) {
      pieces.push(() => this.insertPiece(created.slice(from, from + MOST_ARTICLES)));
    }
    return (await together(pieces)).flat();
  }

  private async insertPiece(created: readonly Resolved[]): Promise<Story[]> {
    const rows = created.map((one) => ({ ...this.inputOf(one), slug: one.slug }));
    const ids = await this.articles.insert(rows);
    return created.map((one, n) => storyOf(one, ids[n] as string, rows[n] as ArticleInput));
  }

  private async update(resolved: readonly Resolved[]): Promise<Former[]> {
    const former = resolved.flatMap((one) => {
      const { stored, namesakes } = one;
      return stored === null ? [] : [{ ...storyOf(one, stored.id, this.inputOf(one)), stored, namesakes }];
    });
    await this.articles.update(former.map(changedArticle));
    return former;
  }

  private inputOf({ article, stored, references, text }: Resolved): ArticleInput {
    return articleInput(article, stored, references, text, this.stamp.now);
  }

  private async link(fresh: Story[], former: Story[], changed: ChangedNames): Promise<void> {
    const stories = [...fresh, ...former];
    const ofFresh = [
      () => this.articles.saveLinks(fresh.map(changedArticle), 'created', this.stamp),
      () => this.related.add(relatedOf(fresh), 'created'),
    ];
    const ofFormer = [
      () => this.articles.saveLinks(former.map(changedArticle), 'updated', this.stamp),
      () => this.related.dropOthers(relatedOf(former)),
      () => this.related.add(relatedOf(former), 'updated'),
    ];
    await together([...(fresh.length > 0 ? ofFresh : []), ...(former.length > 0 ? ofFormer : [])]);
    const articles = stories.map(({ article }) => article);
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

function storyOf({ article, text }: Resolved, id: string, input: ArticleInput): Story {
  return { article, id, input, fingerprint: text.fingerprint };
}

function changedArticle({ id, input }: Story): ChangedArticle {
  return { ...input, id };
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

/** Most have been worked out while the batch waited. Gives way between the others: statements that run can go on. */
async function textsOf(articles: readonly PreparedArticle[]): Promise<ArticleText[]> {
  const texts: ArticleText[] = [];
  for (const { text } of articles) {
    if (text.known === null && texts.length % 10 === 0) await setImmediate();
    texts.push(text.known ?? (await text.get()));
  }
  return texts;
}
