import type { Sql } from '../../store/sql.js';
import { freeSlugs } from '../free-slugs.js';
import type { SaveOutcome } from '../save-outcome.js';
import { slugify } from '../slug.js';

/** A publication as somebody names it. With a slug it is the one of that slug, else the one of that name. */
export interface PublicationInput {
  name: string;
  nameKey: string;
  slug: string | null;
  /** Null where not given: what is stored then stays. */
  url: string | null;
  /** BCP 47, null where not given. */
  language: string | null;
}

/** A stored publication: its slug never changes. */
export interface StoredPublication {
  id: string;
  slug: string;
}

interface PublicationRow extends StoredPublication {
  name: string;
  name_key: string;
  url: string | null;
  language: string;
}

const UNKNOWN_LANGUAGE = 'und';

/** Writes publications. Every method expects to run inside a transaction that keeps other writers out. */
export class PublicationStore {
  constructor(private readonly sql: Sql) {}

  /** Those that are stored, by position; null where one is not. */
  async find(inputs: readonly PublicationInput[]): Promise<(StoredPublication | null)[]> {
    const rows = await this.rows(inputs);
    return inputs.map((input) => match(rows, input));
  }

  /** By position. Unknown ones are created; a URL or language that was still unknown is filled in. */
  async resolve(inputs: readonly PublicationInput[]): Promise<StoredPublication[]> {
    const rows = await this.rows(inputs);
    const found: StoredPublication[] = [];
    for (const input of inputs) {
      let row = match(rows, input);
      if (row === null) {
        row = await this.create(input);
        rows.push(row);
      } else if (await this.fillGaps(row, input)) {
        row.url ??= input.url;
        row.language = row.language === UNKNOWN_LANGUAGE ? (input.language ?? row.language) : row.language;
      }
      found.push(row);
    }
    return found;
  }

  /** Creates it, or changes what is given and differs. The slug of a stored one never changes. */
  async save(input: PublicationInput): Promise<SaveOutcome> {
    const row = match(await this.rows([input]), input);
    if (row === null) {
      await this.create(input);
      return 'created';
    }
    const changed = await this.sql.query(
      `update publications set name = $2, name_key = $3, url = coalesce($4, url), language = coalesce($5, language)
       where id = $1 and (name, name_key, url, language)
         is distinct from ($2, $3, coalesce($4, url), coalesce($5, language))
       returning id`,
      [row.id, input.name, input.nameKey, input.url, input.language],
    );
    return changed.length > 0 ? 'updated' : 'unchanged';
  }

  private async rows(inputs: readonly PublicationInput[]): Promise<PublicationRow[]> {
    const slugs = new Set(inputs.flatMap((input) => input.slug ?? []));
    const keys = new Set(inputs.flatMap((input) => (input.slug === null ? input.nameKey : [])));
    return this.sql.query<PublicationRow>(
      `select id, slug, name, name_key, url, language from publications
       where slug = any($1::text[]) or name_key = any($2::text[]) order by id`,
      [[...slugs], [...keys]],
    );
  }

  private async create(input: PublicationInput): Promise<PublicationRow> {
    const [slug] = await freeSlugs(this.sql, 'publication', [
      input.slug ?? slugify(input.name, 'publication'),
    ]);
    const [row] = await this.sql.query<PublicationRow>(
      `insert into publications (slug, name, name_key, url, language) values ($1, $2, $3, $4, $5)
       returning id, slug, name, name_key, url, language`,
      [slug, input.name, input.nameKey, input.url, input.language ?? UNKNOWN_LANGUAGE],
    );
    if (row === undefined) throw new Error('The insert of a publication returned no row.');
    return row;
  }

  private async fillGaps(row: PublicationRow, input: PublicationInput): Promise<boolean> {
    const urlGap = row.url === null && input.url !== null;
    const languageGap =
      row.language === UNKNOWN_LANGUAGE && input.language !== null && input.language !== UNKNOWN_LANGUAGE;
    if (!urlGap && !languageGap) return false;
    await this.sql.query('update publications set url = $2, language = $3 where id = $1', [
      row.id,
      row.url ?? input.url,
      languageGap ? input.language : row.language,
    ]);
    return true;
  }
}

function match(rows: readonly PublicationRow[], input: PublicationInput): PublicationRow | null {
  const found =
    input.slug === null
      ? rows.find((row) => row.name_key === input.nameKey)
      : rows.find((row) => row.slug === input.slug);
  return found ?? null;
}
