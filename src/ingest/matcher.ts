import type { ArticleKey, ArticleKeyKind } from '../content/article/article.input.js';
import {
  type ArticleHash,
  ArticleVersionsStore,
  type StoredVersion,
} from '../content/article/article-versions.store.js';
import { urlKey } from '../content/article/url-key.js';
import type { StoredPublication } from '../content/publication/publication.store.js';
import type { SaveOutcome } from '../content/save-outcome.js';
import { type Sql, together } from '../store/sql.js';
import { compareVersions, keysOf } from './article-version.js';
import { isNamedBySlug } from './identity.js';
import type { PreparedArticle } from './prepare.js';

/** A draft with the stored article of which it is a version. */
export interface Matched {
  article: PreparedArticle;
  stored: StoredVersion | null;
  outcome: SaveOutcome;
  /** Other articles that have one of the draft's names: the same story, stored before that was known. */
  namesakes: string[];
  /** Names of the draft that no article has. */
  newNames: ArticleKey[];
}

/** What the archive knows of a draft's names. */
interface Found {
  /** Articles, those found by stronger names first. */
  candidates: Candidate[];
  newNames: ArticleKey[];
}

type Choice = Pick<Matched, 'article' | 'stored' | 'namesakes'>;

/** An article that has a name of the draft. */
interface Candidate {
  id: string;
  /** The strongest name by which it was found. */
  by: ArticleKeyKind | 'SLUG';
}

/** Finds the articles of which drafts are versions, for a whole batch with a few statements. */
export class Matcher {
  private readonly versions: ArticleVersionsStore;

  constructor(sql: Sql) {
    this.versions = new ArticleVersionsStore(sql);
  }

  /**
   * @param wave drafts of which no two share a name.
   * @param publications of the drafts by position; null where one is not stored.
   */
  async match(
    wave: readonly PreparedArticle[],
    publications: readonly (StoredPublication | null)[],
  ): Promise<Matched[]> {
    const found = await this.find(wave, publications);
    const ids = found.flatMap(({ candidates }) => candidates.map(({ id }) => id));
    const stored = await this.versions.byIds([...new Set(ids)]);
    const chosen = wave.map((article, n) =>
      choose(article, publications[n]?.id ?? null, found[n]?.candidates ?? [], stored),
    );
    const former = await this.versions.formerOf(chosen.flatMap(differing));
    return chosen.map((match, n) => {
      const isFormer = former.some(({ id, hash }) => id === match.stored?.id && hash === match.article.hash);
      return {
        ...match,
        outcome: compareVersions(match.article, match.stored, isFormer),
        newNames: found[n]?.newNames ?? [],
      };
    });
  }

  private async find(
    wave: readonly PreparedArticle[],
    publications: readonly (StoredPublication | null)[],
  ): Promise<Found[]> {
    const keys = wave.map((article, n) => keysOf(article, publications[n] ?? null));
    const slugs = wave.filter(({ draft }) => isNamedBySlug(draft)).map(({ slug }) => slug);
    const [byKey, bySlug] = await together([
      () => this.versions.findByKeys(keys.flat().map(({ key }) => key)),
      () => this.versions.findBySlugs(slugs),
    ]);
    return wave.map(({ draft, slug }, n) => {
      const own = keys[n] ?? [];
      const candidates = candidatesOf(own, byKey);
      const named = isNamedBySlug(draft) ? bySlug.get(slug) : undefined;
      if (candidates.length === 0 && named !== undefined) candidates.push({ id: named, by: 'SLUG' });
      return { candidates, newNames: own.filter(({ key }) => !byKey.has(key)) };
    });
  }
}

function candidatesOf(keys: readonly ArticleKey[], byKey: ReadonlyMap<string, string>): Candidate[] {
  const found = new Map<string, Candidate>();
  for (const { key, kind } of keys) {
    const id = byKey.get(key);
    if (id !== undefined && !found.has(id)) found.set(id, { id, by: kind });
  }
  return [...found.values()];
}

/** What a draft says, where that is not what is stored. */
function differing({ article, stored }: Choice): ArticleHash | [] {
  if (stored === null || stored.said?.contentHash === article.hash) return [];
  return { id: stored.id, hash: article.hash };
}

function choose(
  article: PreparedArticle,
  publicationId: string | null,
  candidates: readonly Candidate[],
  stored: ReadonlyMap<string, StoredVersion>,
): Choice {
  const versions = candidates.flatMap(({ id, by }) => {
    const version = stored.get(id);
    return version === undefined || isAnother(article, publicationId, version, by) ? [] : version;
  });
  const [first, ...others] = versions;
  return { article, stored: first ?? null, namesakes: others.map(({ id }) => id) };
}

/**
 * Whether a stronger name says that it is another story than the one that was found by a weaker name: an address
 * or a file that is used again for the next story. The same headline speaks louder than both.
 */
function isAnother(
  { draft, headlineKey }: PreparedArticle,
  publicationId: string | null,
  { publicationId: storedIn, headlineKey: storedKey, url, said }: StoredVersion,
  by: Candidate['by'],
): boolean {
  if (said === null || (by !== 'URL' && by !== 'LOCATION') || headlineKey === storedKey) return false;
  // Ids of two formats are counted differently, though the publication is the same.
  const sharesIds = said.format === draft.format && storedIn === publicationId;
  const otherId =
    sharesIds && draft.sourceId !== null && said.sourceId !== null && draft.sourceId !== said.sourceId;
  const otherUrl =
    by === 'LOCATION' && draft.url !== null && url !== null && urlKey(draft.url) !== urlKey(url);
  return otherId || otherUrl;
}
