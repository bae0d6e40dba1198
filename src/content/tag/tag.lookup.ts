import type { Sql } from '../../store/sql.js';
import type { TagType } from './tag-type.js';

/** A tag as a story or another tag names it. */
export interface TagReferenceInput {
  name: string;
  nameKey: string;
  type: TagType;
  slug: string | null;
}

export interface TagRow {
  id: string;
  slug: string;
  name_key: string;
  type: string;
}

interface FoundRow extends TagRow {
  /** The alias or former slug that led here; null where the tag's own did. */
  via_slug: string | null;
  via_key: string | null;
}

/**
 * Finds tags the way they are named: by slug (their own, an alias's or a former one), else by type and name,
 * else by type and alias. Of several of one name the one who was first.
 */
export class TagLookup {
  private readonly bySlug = new Map<string, TagRow>();
  private readonly byOtherSlug = new Map<string, TagRow>();
  private readonly byName = new Map<string, TagRow>();
  private readonly byAlias = new Map<string, TagRow>();

  static async of(sql: Sql, inputs: readonly TagReferenceInput[]): Promise<TagLookup> {
    const slugs = [...new Set(inputs.flatMap((input) => input.slug ?? []))];
    const keys = [...new Set(inputs.map((input) => input.nameKey))];
    const rows = await sql.query<FoundRow>(
      `select id, slug, name_key, type, null as via_slug, null as via_key from tags
         where slug = any($1::text[]) or name_key = any($2::text[])
       union all
       select t.id, t.slug, t.name_key, t.type, n.slug, n.name_key from tag_names n join tags t on t.id = n.tag_id
         where n.slug = any($1::text[]) or n.name_key = any($2::text[])
       order by id`,
      [slugs, keys],
    );
    const lookup = new TagLookup();
    for (const row of rows) lookup.enter(row);
    return lookup;
  }

  add(rows: readonly TagRow[]): void {
    for (const row of rows) this.enter({ ...row, via_slug: null, via_key: null });
  }

  find(input: TagReferenceInput): TagRow | null {
    const bySlug = input.slug === null ? undefined : this.findBySlug(input.slug);
    const key = typedKey(input.type, input.nameKey);
    return bySlug ?? this.byName.get(key) ?? this.byAlias.get(key) ?? null;
  }

  /** By any slug that leads to it. */
  findBySlug(slug: string): TagRow | undefined {
    return this.bySlug.get(slug) ?? this.byOtherSlug.get(slug);
  }

  get(input: TagReferenceInput): TagRow {
    const row = this.find(input);
    if (row === null) throw new Error(`The tag ${JSON.stringify(input.name)} was not created.`);
    return row;
  }

  private enter(row: FoundRow): void {
    if (row.via_slug === null) {
      this.bySlug.set(row.slug, row);
      keepFirst(this.byName, typedKey(row.type, row.name_key), row);
      return;
    }
    keepFirst(this.byOtherSlug, row.via_slug, row);
    if (row.via_key !== null) keepFirst(this.byAlias, typedKey(row.type, row.via_key), row);
  }
}

function typedKey(type: string, nameKey: string): string {
  return `${type} ${nameKey}`;
}

function keepFirst(map: Map<string, TagRow>, key: string, row: TagRow): void {
  if (!map.has(key)) map.set(key, row);
}
