import type { AuthorDraft, PublicationDraft, TagDraft, TagReference } from '../ingest/draft.js';
import type { Reader } from '../store/statement.js';

/** Which of the nouns are written: all, or those that the exported stories name. */
export type Chosen = (noun: 'publication' | 'author' | 'tag') => { sql: string; values: unknown[] } | null;

interface AliasRow {
  slug: string;
  name: string;
  kind: 'ALIAS' | 'FORMER_SLUG';
}

type TagRow = Pick<TagDraft, 'name' | 'type' | 'slug' | 'description'> & {
  parent: TagReference | null;
  names: AliasRow[];
};

const PUBLICATIONS = `select name, slug, url, nullif(language, 'und') as language from publications`;
const AUTHORS = 'select name, slug, kind as "authorKind", bio, url from authors';
/** A tag comes after those above it. */
const TAGS = `
with recursive depths (id, depth) as (
  select id, 0 from tags where parent_id is null
  union all select c.id, d.depth + 1 from depths d join tags c on c.parent_id = d.id
)
select t.name, t.type, t.slug, t.description,
  (select json_build_object('name', p.name, 'type', p.type, 'slug', p.slug) from tags p where p.id = t.parent_id)
    as parent,
  coalesce((
    select json_agg(json_build_object('slug', n.slug, 'name', n.name, 'kind', n.kind) order by n.slug)
    from tag_names n where n.tag_id = t.id), '[]') as names
from tags t join depths d on d.id = t.id`;

/** The publications, authors and tags of the archive as drafts, each in the order in which they came, as far as parents allow. */
export async function* exportedNouns(
  reader: Reader,
  chosen: Chosen,
): AsyncGenerator<PublicationDraft | AuthorDraft | TagDraft> {
  const rows = <Row>(noun: Parameters<Chosen>[0], sql: string, order = 'id') => {
    const only = chosen(noun);
    const where = only === null ? '' : ` where ${noun === 'tag' ? 't.id' : 'id'} in (${only.sql})`;
    return reader.rows<Row>(`${sql}${where} order by ${order}`, only?.values ?? [], 'varying');
  };
  for (const row of await rows<Omit<PublicationDraft, 'kind'>>('publication', PUBLICATIONS))
    yield { kind: 'publication', ...row };
  for (const row of await rows<Omit<AuthorDraft, 'kind'>>('author', AUTHORS))
    yield { kind: 'author', ...row };
  for (const row of await rows<TagRow>('tag', TAGS, 'd.depth, t.id')) yield tagDraft(row);
}

function tagDraft({ name, type, slug, description, parent, names }: TagRow): TagDraft {
  return {
    kind: 'tag',
    name,
    type,
    slug,
    description,
    aliases: names.flatMap((one) => (one.kind === 'ALIAS' ? { name: one.name, slug: one.slug } : [])),
    exactSlug: true,
    formerSlugs: names.flatMap((one) =>
      one.kind === 'FORMER_SLUG' ? { slug: one.slug, name: one.name } : [],
    ),
    parent,
  };
}
