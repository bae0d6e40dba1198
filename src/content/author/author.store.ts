import type { Sql } from '../../store/sql.js';
import { freeSlugs } from '../free-slugs.js';
import type { SaveOutcome } from '../save-outcome.js';
import { slugify } from '../slug.js';
import type { AuthorKind } from './author-kind.js';

/** What an author is found by: with a slug the one of that slug, else the one of that name. */
interface AuthorNames {
  name: string;
  nameKey: string;
  /** The name as it is compared with others. */
  personKey: string;
  slug: string | null;
}

/** An author as a byline names one. */
export interface AuthorReferenceInput extends AuthorNames {
  /** Of one who is new: a byline never changes what is known of an author. */
  kind: AuthorKind;
}

/** An author with what is known about them; null where nothing is given, and then what is stored stays. */
export interface AuthorInput extends AuthorNames {
  kind: AuthorKind | null;
  bio: string | null;
  url: string | null;
}

interface AuthorRow {
  id: string;
  slug: string;
  person_key: string;
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
    const byName = firstOf(inputs, (input) => (known.find(input) ? null : input.personKey));
    known.add(await this.create(byName.map((input) => ({ ...input, bio: null, url: null }))));
    return inputs.map((input) => known.get(input).id);
  }

  /** The id of the author who is meant; null where there is none yet. */
  async find(input: AuthorNames): Promise<string | null> {
    return new Known(await this.rows([input])).find(input)?.id ?? null;
  }

  /** Creates the author, or changes what is given and differs. The slug of a stored one never changes. */
  async save(input: AuthorInput): Promise<SaveOutcome> {
    const row = new Known(await this.rows([input])).find(input);
    if (row === undefined) {
      await this.create([input]);
      return 'created';
    }
    const changed = await this.sql.query(
      `update authors set name = $2, name_key = $3, person_key = $4, kind = coalesce($5, kind),
         bio = coalesce($6, bio), url = coalesce($7, url)
       where id = $1
         and (name, name_key, person_key, kind, bio, url)
           is distinct from ($2, $3, $4, coalesce($5, kind), coalesce($6, bio), coalesce($7, url))
       returning id`,
      [row.id, input.name, input.nameKey, input.personKey, input.kind, input.bio, input.url],
    );
    return changed.length > 0 ? 'updated' : 'unchanged';
  }

  private rows(inputs: readonly AuthorNames[]): Promise<AuthorRow[]> {
    const slugs = new Set(inputs.flatMap((input) => input.slug ?? []));
    const keys = new Set(inputs.flatMap((input) => (input.slug === null ? input.personKey : [])));
    return this.sql.query<AuthorRow>(
      `select id, slug, person_key from authors
       where slug = any($1::text[]) or person_key = any($2::text[]) order by id`,
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
    const rows = inputs.map((input, n) => ({
      ...input,
      n,
      slug: slugs[n],
      name_key: input.nameKey,
      person_key: input.personKey,
      kind: input.kind ?? 'PERSON',
    }));
    return this.sql.query<AuthorRow>(
      `insert into authors (slug, name, name_key, person_key, kind, bio, url)
       select slug, name, name_key, person_key, kind, bio, url from jsonb_to_recordset($1::jsonb)
         as x (n integer, slug text, name text, name_key text, person_key text, kind text, bio text, url text)
       order by n
       returning id, slug, person_key`,
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
      if (!this.byName.has(row.person_key)) this.byName.set(row.person_key, row);
    }
  }

  find(input: AuthorNames): AuthorRow | undefined {
    return input.slug === null ? this.byName.get(input.personKey) : this.bySlug.get(input.slug);
  }

  get(input: AuthorNames): AuthorRow {
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
