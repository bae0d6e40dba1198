import type { Sql } from '../../store/sql.js';
import { freeSlugs } from '../free-slugs.js';
import type { SaveOutcome } from '../save-outcome.js';
import { slugify } from '../slug.js';

/** An author as a byline names one. With a slug it is the person of that slug, else the one of that name. */
export interface AuthorReferenceInput {
  name: string;
  nameKey: string;
  slug: string | null;
}

/** An author with what is known about them; null where nothing is given, and then what is stored stays. */
export interface AuthorInput extends AuthorReferenceInput {
  bio: string | null;
  url: string | null;
}

interface AuthorRow {
  id: string;
  slug: string;
  name_key: string;
}

/** Writes authors. Every method expects to run inside a transaction that keeps other writers out. */
export class AuthorStore {
  constructor(private readonly sql: Sql) {}

  /** The ids by position. Unknown authors are created. */
  async resolve(inputs: readonly AuthorReferenceInput[]): Promise<string[]> {
    if (inputs.length === 0) return [];
    const known = new Known(await this.rows(inputs));
    // Slugs first: a person who is new by slug is then found by those who give the name alone.
    const withSlug = firstOf(inputs, (input) => (known.find(input) ? null : input.slug));
    known.add(await this.create(withSlug.map((input) => ({ ...input, bio: null, url: null }))));
    const byName = firstOf(inputs, (input) => (known.find(input) ? null : input.nameKey));
    known.add(await this.create(byName.map((input) => ({ ...input, bio: null, url: null }))));
    return inputs.map((input) => known.get(input).id);
  }

  /** Creates the author, or changes what is given and differs. The slug of a stored one never changes. */
  async save(input: AuthorInput): Promise<SaveOutcome> {
    const row = new Known(await this.rows([input])).find(input);
    if (row === undefined) {
      await this.create([input]);
      return 'created';
    }
    const changed = await this.sql.query(
      `update authors set name = $2, name_key = $3, bio = coalesce($4, bio), url = coalesce($5, url)
       where id = $1
         and (name, name_key, bio, url) is distinct from ($2, $3, coalesce($4, bio), coalesce($5, url))
       returning id`,
      [row.id, input.name, input.nameKey, input.bio, input.url],
    );
    return changed.length > 0 ? 'updated' : 'unchanged';
  }

  private rows(inputs: readonly AuthorReferenceInput[]): Promise<AuthorRow[]> {
    const slugs = new Set(inputs.flatMap((input) => input.slug ?? []));
    const keys = new Set(inputs.flatMap((input) => (input.slug === null ? input.nameKey : [])));
    return this.sql.query<AuthorRow>(
      `select id, slug, name_key from authors
       where slug = any($1::text[]) or name_key = any($2::text[]) order by id`,
      [[...slugs], [...keys]],
    );
  }

  private async create(inputs: readonly AuthorInput[]): Promise<AuthorRow[]> {
    if (inputs.length === 0) return [];
    const slugs = await freeSlugs(
      this.sql,
      'author',
      inputs.map((input) => input.slug ?? slugify(input.name, 'author')),
    );
    const rows = inputs.map((input, n) => ({ ...input, n, slug: slugs[n], name_key: input.nameKey }));
    return this.sql.query<AuthorRow>(
      `insert into authors (slug, name, name_key, bio, url)
       select slug, name, name_key, bio, url from jsonb_to_recordset($1::jsonb)
         as x (n integer, slug text, name text, name_key text, bio text, url text) order by n
       returning id, slug, name_key`,
      [JSON.stringify(rows)],
    );
  }
}

/** Author rows by slug and by name; of several people of one name the one who was first. */
class Known {
  private readonly bySlug = new Map<string, AuthorRow>();
  private readonly byName = new Map<string, AuthorRow>();

  constructor(rows: readonly AuthorRow[]) {
    this.add(rows);
  }

  add(rows: readonly AuthorRow[]): void {
    for (const row of rows) {
      this.bySlug.set(row.slug, row);
      if (!this.byName.has(row.name_key)) this.byName.set(row.name_key, row);
    }
  }

  find(input: AuthorReferenceInput): AuthorRow | undefined {
    return input.slug === null ? this.byName.get(input.nameKey) : this.bySlug.get(input.slug);
  }

  get(input: AuthorReferenceInput): AuthorRow {
    const row = this.find(input);
    if (row === undefined) throw new Error(`The author ${JSON.stringify(input.name)} was not created.`);
    return row;
  }
}

/** The first input of each key, in order; those without a key are left out. */
function firstOf<T>(inputs: readonly T[], keyOf: (input: T) => string | null): T[] {
  const first = new Map<string, T>();
  for (const input of inputs) {
    const key = keyOf(input);
    if (key !== null && !first.has(key)) first.set(key, input);
  }
  return [...first.values()];
}
