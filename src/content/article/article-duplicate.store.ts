import { type Sql, together } from '../../store/sql.js';
import type { FingerprintInput } from './article.input.js';

/** Two articles, in any order. */
export interface ArticlePair {
  id: string;
  otherId: string;
}

/** A pair with both sketches, to be compared. */
export interface ComparablePair extends ArticlePair {
  sketch: Buffer;
  otherSketch: Buffer;
}

export interface SimilarPair extends ArticlePair {
  /** 0 to 1. */
  similarity: number;
}

/** Articles looked at on each band, the newest first: the cost stays the same when thousands share a text. */
const NEAREST = 8;

/** No id is larger. */
const LAST = 9_223_372_036_854_775_807n;

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

  /**
   * Keeps the fingerprints of articles, and finds those that are worth comparing with them: with a new article
   * those before it, with a changed one all others.
   *
   * @param fingerprints by article id; null for a text that has none.
   */
  async keep(
    fingerprints: ReadonlyMap<string, FingerprintInput | null>,
    changedIds: readonly string[],
  ): Promise<ComparablePair[]> {
    const records = [...fingerprints].flatMap(([id, print]) =>
      print === null ? [] : [[id, sketchText(print), ...print.bands]],
    );
    if (records.length === 0) return [];
    const column = (n: number) => records.map((record) => record[n]);
    const keep = () =>
      this.sql.query(
        `insert into article_fingerprints (article_id, sketch, band_1, band_2, band_3, band_4)
       select * from unnest($1::bigint[], $2::bytea[], $3::integer[], $4::integer[], $5::integer[], $6::integer[])
       on conflict (article_id) do nothing`,
        [0, 1, 2, 3, 4, 5].map(column),
      );
    // In one flight, in this order: new articles are compared with each other too.
    const compare = () =>
      this.sql.query<ComparablePair>(
        `select own.article_id as id, near.article_id as "otherId", own.sketch, other.sketch as "otherSketch"
       from article_fingerprints own cross join lateral (
         select case when own.article_id = any($2::bigint[]) then ${LAST} else own.article_id end as id
       ) last cross join lateral (
         ${BANDS.map(nearestOn).join(' union ')}
       ) near join article_fingerprints other on other.article_id = near.article_id
       where own.article_id = any($1::bigint[]) and near.article_id <> own.article_id`,
        [column(0), changedIds],
      );
    return (await together([keep, compare]))[1];
  }

  /** Forgets the fingerprints and pairs of articles whose text is another one now. */
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

function sketchText(print: FingerprintInput | null): string | null {
  return print === null ? null : `\\x${print.sketch.toString('hex')}`;
}

/** One more than wanted: a changed article can itself be among them. */
function nearestOn(band: number): string {
  return `(select article_id from article_fingerprints where band_${band} = own.band_${band} and article_id < last.id
    order by article_id desc limit ${NEAREST + 1})`;
}
