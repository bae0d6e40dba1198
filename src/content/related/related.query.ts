import { Batch } from '../../store/batch.js';
import type { Reader } from '../../store/statement.js';
import { COMPUTED_BY_TAGS, STORED } from './related.sql.js';

export const RelatedOrigin = { EDITORIAL: 'EDITORIAL', SOURCE: 'SOURCE', COMPUTED: 'COMPUTED' } as const;
export type RelatedOrigin = keyof typeof RelatedOrigin;

export const RelatedReasonKind = {
  SHARED_TAG: 'SHARED_TAG',
  SHARED_TERMS: 'SHARED_TERMS',
  SAME_AUTHOR: 'SAME_AUTHOR',
  SAME_SERIES: 'SAME_SERIES',
  NEAR_DUPLICATE: 'NEAR_DUPLICATE',
  LINKED: 'LINKED',
} as const;
export type RelatedReasonKind = keyof typeof RelatedReasonKind;

export interface RelatedReason {
  kind: RelatedReasonKind;
  tagId: number | null;
  terms: string[];
  /** Share of the score, 0 to 1. */
  weight: number;
}

export interface RelatedRow {
  /** Id of the link, or of the article for a computed one: unique within an origin. */
  key: number;
  origin: RelatedOrigin;
  /** Place within the origin: as curated or printed; computed stories by score. */
  place: number;
  headline: string;
  teaser: string | null;
  url: string | null;
  targetId: number | null;
  score: number | null;
  reasons: RelatedReason[];
}

/** Curated links first, then what the source named, then what was computed. */
const RANK: Record<RelatedOrigin, number> = { EDITORIAL: 0, SOURCE: 1, COMPUTED: 2 };

export function rankOf(row: RelatedRow): number {
  return RANK[row.origin];
}

/** Reads of related stories: two statements for any number of articles. */
export class RelatedQuery {
  private readonly stored: Batch<number, RelatedRow[]>;
  private readonly computed: Batch<number, RelatedRow[]>;

  constructor(reader: Reader) {
    const perArticle = (sql: string) =>
      new Batch<number, RelatedRow[]>(async (articles) => {
        const rows = await reader.rows<RelatedRow & { articleId: number }>(sql, [articles]);
        const byArticle = new Map<number, RelatedRow[]>(articles.map((id) => [id, []]));
        for (const row of rows) byArticle.get(row.articleId)?.push(row);
        return byArticle;
      });
    this.stored = perArticle(STORED);
    this.computed = perArticle(COMPUTED_BY_TAGS);
  }

  /**
   * Everything related to an article, in list order: by origin, then as curated or as scored. A story appears
   * once, under its first origin.
   */
  async of(article: number, origins: ReadonlySet<RelatedOrigin>): Promise<RelatedRow[]> {
    const [stored, computed] = await Promise.all([
      this.stored.load([article]),
      origins.has('COMPUTED') ? this.computed.load([article]) : null,
    ]);
    const all = [...(stored.get(article) ?? []), ...(computed?.get(article) ?? [])];
    const seen = new Set<number>();
    const rows = all.sort(byPlace).filter((row) => {
      if (row.targetId === null) return true;
      if (seen.has(row.targetId)) return false;
      seen.add(row.targetId);
      return true;
    });
    return rows.filter((row) => origins.has(row.origin));
  }
}

function byPlace(a: RelatedRow, b: RelatedRow): number {
  return rankOf(a) - rankOf(b) || a.place - b.place || a.key - b.key;
}
