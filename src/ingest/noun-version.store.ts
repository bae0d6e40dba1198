import type { Sql } from '../store/sql.js';
import type { NounVersionEntity } from './noun-version.entity.js';

/** One thing of the archive that is no article. */
export interface Noun {
  entity: NounVersionEntity['entity'];
  id: string;
}

/** What a draft says about it, and where. */
export interface NounVersion {
  /** SHA-256 in hex. */
  hash: string;
  /** Null where the next input can be another in the same place. */
  place: string | null;
}

interface VersionRow {
  hash: string;
  place: string | null;
  is_current: boolean;
}

/** Remembers what sources have said about publications, authors and tags. */
export class NounVersionStore {
  constructor(private readonly sql: Sql) {}

  /**
   * Whether a draft says nothing new: what was said last, or what a file said before that has been replaced from
   * elsewhere since. Where the last word came from, and by standard input, it is a change of mind.
   */
  async isKnown({ entity, id }: Noun, { hash, place }: NounVersion): Promise<boolean> {
    const rows = await this.sql.query<VersionRow>(
      `select encode(content_hash, 'hex') as hash, place, is_current from noun_versions
       where entity = $1 and entity_id = $2 and (content_hash = decode($3, 'hex') or is_current)`,
      [entity, id, hash],
    );
    const known = rows.find((row) => row.hash === hash);
    if (known === undefined || known.is_current) return known !== undefined;
    const last = rows.find((row) => row.is_current);
    return place !== null && last?.place !== place;
  }

  /** Enters what was said last. */
  async remember({ entity, id }: Noun, { hash, place }: NounVersion): Promise<void> {
    await this.sql.query(
      `update noun_versions set is_current = false
       where entity = $1 and entity_id = $2 and is_current and content_hash <> decode($3, 'hex')`,
      [entity, id, hash],
    );
    await this.sql.query(
      `insert into noun_versions (entity, entity_id, content_hash, place, is_current)
       values ($1, $2, decode($3, 'hex'), $4, true)
       on conflict (entity, entity_id, content_hash) do update set place = excluded.place, is_current = true`,
      [entity, id, hash, place],
    );
  }
}
