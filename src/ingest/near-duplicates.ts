import type { FingerprintInput } from '../content/article/article.input.js';
import {
  type ComparablePair,
  DuplicateStore,
  type Fingerprints,
  type SimilarPair,
} from '../content/article/article-duplicate.store.js';
import type { Written } from '../content/save-outcome.js';
import { type Sql, together } from '../store/sql.js';
import { similarityOf } from './fingerprint.js';

/** Share of equal parts from which on two texts are versions of one: measured in docs/adr/013-near-duplicates.md. */
const LEAST = 0.3;

/** Pairs recorded for one article when it is written: a text that thousands share is not recorded in millions of pairs. */
const MOST = 8;

/** Of articles that are being written, by article id; null for a text that has none. */
type Prints = ReadonlyMap<string, FingerprintInput | null>;

/** Records which articles have nearly the same text, for a whole batch with a few statements. */
export class NearDuplicates {
  private readonly store: DuplicateStore;

  constructor(sql: Sql) {
    this.store = new DuplicateStore(sql);
  }

  /** New articles, and those that may have another text than before. */
  async record(fresh: Prints, changed: Prints): Promise<void> {
    await this.store.forget(changed);
    await this.keep(changed, 'updated');
    await this.keep(fresh, 'created');
  }

  private async keep(prints: Prints, written: Written): Promise<void> {
    const own = new Map(
      [...prints].filter((entry): entry is [string, FingerprintInput] => entry[1] !== null),
    );
    // In this order: they are compared with each other too.
    const [, pairs] = await together([
      () => this.store.keep(own, written),
      () => this.store.comparable(own, written),
    ]);
    await this.store.addSimilar(mostSimilar(own, pairs));
  }
}

function mostSimilar(prints: Fingerprints, pairs: readonly ComparablePair[]): SimilarPair[] {
  const byArticle = new Map<string, SimilarPair[]>();
  for (const { id, otherId, otherSketch } of pairs) {
    const own = prints.get(id);
    if (own === undefined) continue;
    // As it is stored, so that the same pair from its other side is the same row.
    const similarity = Math.fround(similarityOf(own.sketch, otherSketch));
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
