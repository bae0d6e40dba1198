import type { Sql } from '../../store/sql.js';
import { freeSlugs } from '../free-slugs.js';
import { type SaveOutcome, StoreRejection } from '../save-outcome.js';
import { slugify } from '../slug.js';
import { TagLookup, type TagReferenceInput, type TagRow } from './tag.lookup.js';
import { addFormerSlugs, type FormerSlugInput, saveTagNames, type TagAliasInput } from './tag-names.js';

/** A tag with what is known about it. Null, or an empty list, where nothing is given: what is stored then stays. */
export interface TagInput extends TagReferenceInput {
  description: string | null;
  aliases: TagAliasInput[];
  /** Slugs that it had before and that still lead to it. */
  formerSlugs: FormerSlugInput[];
  /** It is the tag of that slug alone: one of the same name under another slug is another tag. */
  exactSlug: boolean;
  parent: TagReferenceInput | null;
}

/** Writes tags. Every method expects to run inside a transaction that keeps other writers out. */
export class TagStore {
  constructor(private readonly sql: Sql) {}

  /** The ids by position. Unknown tags are created. */
  async resolve(inputs: readonly TagReferenceInput[]): Promise<string[]> {
    if (inputs.length === 0) return [];
    const lookup = await TagLookup.of(this.sql, inputs);
    // One by one in the list, together in the database: a later input may mean what an earlier one creates.
    const pending: TagReferenceInput[] = [];
    const withSlugFirst = [...inputs].sort((a, b) => Number(a.slug === null) - Number(b.slug === null));
    const planned = new Set<string>();
    for (const input of withSlugFirst) {
      const name = `${input.type} ${input.nameKey}`;
      if (lookup.find(input) !== null || planned.has(name) || planned.has(slugMark(input.slug))) continue;
      planned.add(name);
      if (input.slug !== null) planned.add(slugMark(input.slug));
      pending.push(input);
    }
    lookup.add(await this.create(pending));
    return inputs.map((input) => lookup.get(input).id);
  }

  /** The id of the tag that is meant; null where there is none yet. */
  async find(input: TagInput): Promise<string | null> {
    return meantBy(await TagLookup.of(this.sql, [input]), input)?.id ?? null;
  }

  /**
   * Creates the tag, or changes what is given and differs. A tag that is found by its name and given another
   * slug moves there, and its former slug still leads to it.
   *
   * @throws StoreRejection when the parent is the tag itself or one of its descendants.
   */
  async save(input: TagInput): Promise<SaveOutcome> {
    const lookup = await TagLookup.of(this.sql, [input]);
    const found = meantBy(lookup, input);
    const row = found ?? (await this.createOne(input));
    const moved = found !== null && (await this.move(found, input, lookup));
    const changed = await this.change(row.id, input);
    const renamed = await saveTagNames(this.sql, row.id, input.aliases);
    const remembered = await addFormerSlugs(this.sql, row.id, input.formerSlugs);
    const reparented = await this.setParent(row.id, input);
    if (found === null) return 'created';
    return moved || changed || renamed || remembered || reparented ? 'updated' : 'unchanged';
  }

  private async create(inputs: readonly TagReferenceInput[]): Promise<TagRow[]> {
    if (inputs.length === 0) return [];
    const slugs = await freeSlugs(
      this.sql,
      'tag',
      inputs.map((input) => input.slug ?? slugify(input.name, 'tag')),
    );
    const rows = inputs.map((input, n) => ({ ...input, n, slug: slugs[n], name_key: input.nameKey }));
    return this.sql.query<TagRow>(
      `insert into tags (slug, name, name_key, type)
       select slug, name, name_key, type from jsonb_to_recordset($1::jsonb)
         as x (n integer, slug text, name text, name_key text, type text) order by n
       returning id, slug, name_key, type`,
      [JSON.stringify(rows)],
    );
  }

  private async createOne(input: TagReferenceInput): Promise<TagRow> {
    const [row] = await this.create([input]);
    if (row === undefined) throw new Error('The insert of a tag returned no row.');
    return row;
  }

  private async move(row: TagRow, input: TagInput, lookup: TagLookup): Promise<boolean> {
    if (input.slug === null || lookup.findBySlug(input.slug) !== undefined) return false;
    await this.sql.query(
      `insert into tag_names (slug, tag_id, name, name_key, kind)
       select slug, id, name, name_key, 'FORMER_SLUG' from tags where id = $1`,
      [row.id],
    );
    await this.sql.query('update tags set slug = $2 where id = $1', [row.id, input.slug]);
    return true;
  }

  private async change(id: string, input: TagInput): Promise<boolean> {
    const rows = await this.sql.query(
      `update tags set name = $2, name_key = $3, type = $4, description = coalesce($5, description)
       where id = $1 and (name, name_key, type, description)
         is distinct from ($2, $3, $4, coalesce($5, description))
       returning id`,
      [id, input.name, input.nameKey, input.type, input.description],
    );
    return rows.length > 0;
  }

  private async setParent(id: string, input: TagInput): Promise<boolean> {
    if (input.parent === null) return false;
    const [parent] = await this.resolve([input.parent]);
    const circle = await this.sql.query(
      `with recursive up (id) as (
         select $2::bigint
         union
         select t.parent_id from up join tags t on t.id = up.id where t.parent_id is not null
       ) select id from up where id = $1`,
      [id, parent],
    );
    if (circle.length > 0) {
      throw new StoreRejection(
        `The parent of the tag "${input.name}" is the tag itself or one of the tags below it: parents must not form a circle.`,
      );
    }
    const rows = await this.sql.query(
      'update tags set parent_id = $2 where id = $1 and parent_id is distinct from $2::bigint returning id',
      [id, parent],
    );
    return rows.length > 0;
  }
}

function meantBy(lookup: TagLookup, input: TagInput): TagRow | null {
  const { slug, exactSlug } = input;
  return exactSlug && slug !== null ? (lookup.findBySlug(slug) ?? null) : lookup.find(input);
}

function slugMark(slug: string | null): string {
  return slug === null ? '' : `/${slug}`;
}
