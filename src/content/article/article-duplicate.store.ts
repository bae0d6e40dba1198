import type { Sql } from '../../store/sql.js';
import { unlessCreated, type Written } from '../save-outcome.js';
import type { FingerprintInput } from './article.input.js';

/** Two articles, in any order. */
export interface ArticlePair {
  id: string;
  otherId: string;
}

/** An article that is worth comparing with one that is being written. */
export interface ComparablePair extends ArticlePair {
  otherSketch: Buffer;
}

export interface SimilarPair extends ArticlePair {
  /** 0 to 1. */
  similarity: number;
}

/** By article id. */
export type Fingerprints = ReadonlyMap<string, FingerprintInput>;

/** Articles looked at on each band, the newest first: the cost stays the same when thousands share a text. */
const NEAREST = 8;

const BANDS = [1, 2, 3, 4];

/** Records which articles tell the same story. Every method expects to run inside a transaction. */
export class DuplicateStore {
  constructor(private readonly sql: Sql) {}

  /** Enters articles that a draft named together. It is more than any likeness of their texts. */
  async addNamesakes(pairs: readonly ArticlePair[]): Promise<void> {
    if (pairs.length === 0) return;
    await this.sql.query(
      `insert into article_duplicates (article_id, other_id, reason, similarity)
       select distinct greatest(a, b), least(a, b), 'NAME', 1 from unnest($1::bigint[], $2::bigint[]) as pair (a, b)
       on conflict (article_id, other_id) do update set reason = 'NAME', similarity = 1
         where article_duplicates.reason <> 'NAME'`,
      [pairs.map(({ id }) => id), pairs.map(({ otherId }) => otherId)],
    );
  }

  /** Keeps the fingerprints of articles. */
  async keep(fingerprints: Fingerprints, written: Written): Promise<void> {
    if (fingerprints.size === 0) return;
    const prints = [...fingerprints.values()];
    await this.sql.query(
      `insert into article_fingerprints (article_id, sketch, band_1, band_2, band_3, band_4)
       select * from unnest($1::bigint[], $2::bytea[], $3::integer[], $4::integer[], $5::integer[], $6::integer[])
       ${unlessCreated(written, 'on conflict (article_id) do nothing')}`,
      [[...fingerprints.keys()], prints.map(sketchText), ...bandsOf(prints)],
    );
  }

  /** What is worth comparing: with a new article those that were stored before it, with a changed one all others. */
  async comparable(fingerprints: Fingerprints, written: Written): Promise<ComparablePair[]> {
    if (fingerprints.size === 0) return [];
    const ids = [...fingerprints.keys()];
    return this.sql.query<ComparablePair>(
      `select own.id, near.article_id as "otherId", near.sketch as "otherSketch"
       from unnest($1::bigint[], $2::integer[], $3::integer[], $4::integer[], $5::integer[])
         as own (id, band_1, band_2, band_3, band_4)
       cross join lateral (${BANDS.map((band) => nearestOn(band, written)).join(' union ')}) near
       where near.article_id <> own.id`,
      [ids, ...bandsOf([...fingerprints.values()])],
    );
  }

  /** Forgets the fingerprints and pairs of articles whose text is another one now; null for one that has none. */
  async forget(fingerprints: ReadonlyMap<string, FingerprintInput | null>): Promise<void> {
    if (fingerprints.size === 0) return;
    await this.sql.query(
      `with gone as (
         delete from article_fingerprints f using unnest($1::bigint[], $2::bytea[]) as now (id, sketch)
         where f.article_id = now.id and f.sketch is distinct from now.sketch returning f.article_id
       ), younger as (
         delete from article_duplicates where article_id in (select article_id from gone) and reason = 'TEXT'
       )
       delete from article_duplicates where other_id in (select article_id from gone) and reason = 'TEXT'`,
      [[...fingerprints.keys()], [...fingerprints.values()].map(sketchText)],
    );
  }

  /** Enters articles whose texts are nearly the same. Pairs that are there already stay as they are. */
  async addSimilar(pairs: readonly SimilarPair[]): Promise<void> {
    if (pairs.length === 0) return;
    await this.sql.query(
      `insert into article_duplicates (article_id, other_id, reason, similarity)
       select distinct greatest(a, b), least(a, b), 'TEXT', similarity
       from unnest($1::bigint[], $2::bigint[], $3::real[]) as pair (a, b, similarity)
       on conflict (article_id, other_id) do nothing`,
      [pairs.map(({ id }) => id), pairs.map(({ otherId }) => otherId), pairs.map((pair) => pair.similarity)],
    );
  }
}

/** One list for each band, as `unnest` wants them. */
function bandsOf(prints: readonly FingerprintInput[]): number[][] {
  return BANDS.map((band) => prints.map(({ bands }) => bands[band - 1] as number));
}

function sketchText(print: FingerprintInput | null): string | null {
  return print === null ? null : `\\x${print.sketch.toString('hex')}`;
}

/** One more than wanted: a changed article can itself be among them. */
function nearestOn(band: number, written: Written): string {
  const before = written === 'created' ? 'and article_id < own.id' : '';
  return `(select article_id, sketch from article_fingerprints where band_${band} = own.band_${band} ${before}
    order by article_id desc limit ${NEAREST + 1})`;
}
