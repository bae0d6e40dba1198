import type { FingerprintInput } from '../content/article/article.input.js';
import {
  type ComparablePair,
  DuplicateStore,
  type SimilarPair,
} from '../content/article/article-duplicate.store.js';
import type { Sql } from '../store/sql.js';
import { similarityOf } from './fingerprint.js';

/** Share of equal parts from which on two texts are versions of one: measured in docs/adr/013-near-duplicates.md. */
const LEAST = 0.3;

/** Pairs recorded for one article when it is written: a text that thousands share is not recorded in millions of pairs. */
const MOST = 8;

type Fingerprints = ReadonlyMap<string, FingerprintInput | null>;

/** Records which articles have nearly the same text, for a whole batch with a few statements. */
export class NearDuplicates {
  private readonly store: DuplicateStore;

  constructor(sql: Sql) {
    this.store = new DuplicateStore(sql);
  }

  /** Fingerprints by article id: of new articles, and of those that may have another text than before. */
  async record(fresh: Fingerprints, changed: Fingerprints): Promise<void> {
    await this.store.forget(changed);
    const pairs = await this.store.keep(new Map([...fresh, ...changed]), [...changed.keys()]);
    await this.store.addSimilar(mostSimilar(pairs));
  }
}

function mostSimilar(pairs: readonly ComparablePair[]): SimilarPair[] {
  const byArticle = new Map<string, SimilarPair[]>();
  for (const { id, otherId, sketch, otherSketch } of pairs) {
    // As it is stored, so that the same pair from its other side is the same row.
    const similarity = Math.fround(similarityOf(sketch, otherSketch));
    if (similarity < LEAST) continue;
    const similar = byArticle.get(id);
    if (similar) similar.push({ id, otherId, similarity });
    else byArticle.set(id, [{ id, otherId, similarity }]);
  }
  return [...byArticle.values()].flatMap((similar) =>
    similar
      .sort((a, b) => b.similarity - a.similarity || Number(a.otherId) - Number(b.otherId))
      .slice(0, MOST),
  );
}
