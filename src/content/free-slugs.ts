import type { Sql } from '../store/sql.js';

/** Tags share one space of slugs with their aliases and former slugs. */
const TAKEN = {
  article: 'select slug from articles',
  author: 'select slug from authors',
  publication: 'select slug from publications',
  tag: 'select slug from tags union all select slug from tag_names',
} as const;

export type SluggedNoun = keyof typeof TAKEN;

/**
 * A free slug for each wanted one, in order: itself, or with the smallest free suffix `-2`, `-3`, ... where it
 * is taken in the archive or by an earlier one of the list. The caller holds the lock that keeps other writers out.
 */
export async function freeSlugs(sql: Sql, noun: SluggedNoun, wanted: readonly string[]): Promise<string[]> {
  if (wanted.length === 0) return [];
  const rows = await sql.query<{ slug: string }>(
    `select s.slug from (${TAKEN[noun]}) s where s.slug = any($1::text[])`,
    [[...new Set(wanted)]],
  );
  const taken = new Set(rows.map((row) => row.slug));
  const crowded = new Set<string>(taken);
  const seen = new Set<string>();
  for (const slug of wanted) {
    if (seen.has(slug)) crowded.add(slug);
    seen.add(slug);
  }
  if (crowded.size > 0) for (const slug of await suffixed(sql, noun, [...crowded])) taken.add(slug);
  return allocate(wanted, taken);
}

/** Every taken slug that is one of `bases` with a number behind it. */
async function suffixed(sql: Sql, noun: SluggedNoun, bases: string[]): Promise<string[]> {
  const rows = await sql.query<{ slug: string }>(
    // In the C collation `:` follows `9`: the range holds what begins with the base, a dash and a digit. By `offset 0` it
    // is looked up for each base: to Postgres, which cannot know it beforehand, all slugs at once may seem cheaper.
    `select s.slug from unnest($1::text[]) as b (base), lateral (
       select t.slug from (${TAKEN[noun]}) t
       where t.slug >= (b.base || '-1') collate "C" and t.slug < (b.base || '-:') collate "C" offset 0
     ) s where substring(s.slug from length(b.base) + 2) ~ '^[1-9][0-9]{0,8}$'`,
    [bases],
  );
  return rows.map((row) => row.slug);
}

function allocate(wanted: readonly string[], taken: Set<string>): string[] {
  const next = new Map<string, number>();
  return wanted.map((base) => {
    let slug = base;
    let suffix = next.get(base) ?? 2;
    while (taken.has(slug)) {
      slug = `${base}-${suffix}`;
      suffix += 1;
    }
    next.set(base, suffix);
    taken.add(slug);
    return slug;
  });
}
