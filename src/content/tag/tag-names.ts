import type { Sql } from '../../store/sql.js';
import { freeSlugs } from '../free-slugs.js';
import { slugify } from '../slug.js';

/** Another name of a tag. */
export interface TagAliasInput {
  name: string;
  nameKey: string;
  /** The slug that it would like; null has one made from the name. */
  slug: string | null;
}

interface AliasRow {
  slug: string;
  name: string;
  name_key: string;
}

/**
 * Makes the given aliases the tag's aliases; an empty list says nothing and changes nothing. An alias that
 * stays keeps its slug.
 *
 * @returns whether anything was written.
 */
export async function saveTagNames(
  sql: Sql,
  tagId: string,
  given: readonly TagAliasInput[],
): Promise<boolean> {
  if (given.length === 0) return false;
  const wanted = new Map(given.map((alias) => [alias.name, alias]));
  const stored = await sql.query<AliasRow>(
    `select slug, name, name_key from tag_names where tag_id = $1 and kind = 'ALIAS'`,
    [tagId],
  );
  const gone = stored.filter((row) => !wanted.has(row.name)).map((row) => row.slug);
  for (const row of stored) wanted.delete(row.name);
  if (gone.length > 0) await sql.query('delete from tag_names where slug = any($1::text[])', [gone]);
  await insertAliases(sql, tagId, [...wanted.values()]);
  return gone.length > 0 || wanted.size > 0;
}

async function insertAliases(sql: Sql, tagId: string, aliases: readonly TagAliasInput[]): Promise<void> {
  if (aliases.length === 0) return;
  const slugs = await freeSlugs(
    sql,
    'tag',
    aliases.map((alias) => alias.slug ?? slugify(alias.name, 'tag')),
  );
  const rows = aliases.map((alias, n) => ({ slug: slugs[n], name: alias.name, name_key: alias.nameKey }));
  await sql.query(
    `insert into tag_names (slug, tag_id, name, name_key, kind)
     select slug, $1::bigint, name, name_key, 'ALIAS' from jsonb_to_recordset($2::jsonb)
       as x (slug text, name text, name_key text)`,
    [tagId, JSON.stringify(rows)],
  );
}

/** A slug that a tag had, with the name that it had then. */
export interface FormerSlugInput {
  slug: string;
  name: string;
  nameKey: string;
}

/**
 * Enters slugs that the tag had before. One that leads to a tag already stays as it is.
 *
 * @returns whether anything was written.
 */
export async function addFormerSlugs(
  sql: Sql,
  tagId: string,
  slugs: readonly FormerSlugInput[],
): Promise<boolean> {
  if (slugs.length === 0) return false;
  const rows = slugs.map(({ slug, name, nameKey }) => ({ slug, name, name_key: nameKey }));
  const added = await sql.query(
    `insert into tag_names (slug, tag_id, name, name_key, kind)
     select s.slug, $1::bigint, s.name, s.name_key, 'FORMER_SLUG'
     from jsonb_to_recordset($2::jsonb) as s (slug text, name text, name_key text)
     where not exists (select from tags o where o.slug = s.slug)
     on conflict (slug) do nothing returning slug`,
    [tagId, JSON.stringify(rows)],
  );
  return added.length > 0;
}
