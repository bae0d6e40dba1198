import type { ArticleKey } from '../content/article/article.input.js';
import type { BlockValue, ImageValue } from '../content/article/block.js';
import type { CorrectionValue } from '../content/article/correction.js';
import { storyUrlKey } from '../content/article/url-key.js';
import type {
  ArticleDraft,
  AuthorReference,
  ProvenanceDraft,
  PublicationReference,
  RelatedDraft,
  TagReference,
} from '../ingest/draft.js';
import { LIMITS } from '../ingest/draft-rules.js';
import type { Reader } from '../store/statement.js';

/** Stories are read so many at a time: a page of books is some megabytes. */
const PAGE = 50;

export type ExportedArticle = Omit<ArticleDraft, 'format' | 'location' | 'provenance'> & {
  provenance: Omit<ProvenanceDraft, 'lineHash'> | null;
};

interface ArticleRow {
  id: number;
  slug: string;
  url: string | null;
  headline: string;
  standfirst: string | null;
  byline: string | null;
  language: string;
  publishedAt: string | null;
  modifiedAt: string;
  leadImage: ImageValue | null;
  body: BlockValue[];
  corrections: CorrectionValue[];
  publication: PublicationReference;
  section: TagReference | null;
  authors: AuthorReference[];
  /** The section is one of them. */
  tags: TagReference[];
  related: RelatedDraft[];
  keys: ArticleKey[];
  formerHashes: string[];
  provenance: ProvenanceRow | null;
}

interface ProvenanceRow {
  source: string;
  format: string;
  sourceId: string | null;
  contentHash: string;
  version: number | null;
  modifiedAt: string | null;
  place: string | null;
  ingestedAt: string;
}

const moment = (column: string) => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const list = (select: string) => `coalesce((select json_agg(${select}), '[]')`;
const tagOf = (alias: string) =>
  `json_build_object('name', ${alias}.name, 'type', ${alias}.type, 'slug', ${alias}.slug)`;

const ARTICLES = `
select a.id, a.slug, a.url, a.headline, a.standfirst, a.byline, a.language, a.published_at as "publishedAt",
  a.modified_at as "modifiedAt", a.lead_image as "leadImage", a.body, a.corrections,
  (select json_build_object('name', p.name, 'slug', p.slug, 'url', null, 'language', null)
    from publications p where p.id = a.publication_id) as publication,
  (select ${tagOf('s')} from tags s where s.id = a.section_tag_id) as section,
  ${list(`json_build_object('name', n.name, 'slug', n.slug, 'kind', n.kind) order by l.position)
    from article_authors l join authors n on n.id = l.author_id where l.article_id = a.id`)} as authors,
  ${list(`${tagOf('t')} order by l.position)
    from article_tags l join tags t on t.id = l.tag_id where l.article_id = a.id`)} as tags,
  ${list(`json_build_object('origin', r.origin, 'headline', r.headline, 'teaser', r.teaser, 'url', r.url,
      'slug', r.slug_key) order by r.origin, r.position)
    from related_stories r where r.article_id = a.id`)} as related,
  ${list(`json_build_object('kind', k.kind, 'key', k.key) order by k.key)
    from article_keys k where k.article_id = a.id`)} as keys,
  array(select content_hash from article_former_versions f where f.article_id = a.id order by content_hash)
    as "formerHashes",
  (select json_build_object('source', v.source, 'format', v.format, 'sourceId', v.source_id,
      'contentHash', v.content_hash, 'version', v.version, 'modifiedAt', ${moment('v.modified_at')},
      'place', v.place::text, 'ingestedAt', ${moment('v.ingested_at')})
    from article_provenance v where v.article_id = a.id) as provenance
from articles a`;

/** Conditions on `articles a` that must all hold, and the values of their placeholders. */
export interface ArticleWhere {
  conditions: readonly string[];
  values: readonly unknown[];
}

/** The stories of the archive as drafts, in the order in which they came, a page in memory at a time. */
export async function* exportedArticles(
  reader: Reader,
  { conditions, values }: ArticleWhere,
): AsyncGenerator<ExportedArticle> {
  const after = `$${values.length + 1}::bigint`;
  const where = [...conditions, `a.id > ${after}`].join(' and ');
  const sql = `${ARTICLES} where ${where} order by a.id limit ${PAGE}`;
  for (let last = 0; ; ) {
    const rows = await reader.rows<ArticleRow>(sql, [...values, last], 'varying');
    for (const row of rows) yield articleDraft(row);
    const end = rows.at(-1);
    if (end === undefined || rows.length < PAGE) return;
    last = end.id;
  }
}

function articleDraft(row: ArticleRow): ExportedArticle {
  const { section, keys, provenance } = row;
  return {
    kind: 'article',
    sourceId: provenance?.sourceId ?? null,
    url: row.url,
    otherUrls: addressesOf(row.url, keys),
    version: provenance?.version ?? null,
    slug: row.slug,
    publication: row.publication,
    headline: row.headline,
    standfirst: row.standfirst,
    byline: row.byline,
    authors: row.authors,
    publishedAt: row.publishedAt,
    // What was made up for want of a date is made up again from the date of publication.
    modifiedAt: provenance?.modifiedAt == null && row.modifiedAt === row.publishedAt ? null : row.modifiedAt,
    language: row.language,
    section,
    tags: row.tags.filter(({ slug }) => slug !== section?.slug),
    leadImage: row.leadImage,
    body: row.body,
    corrections: row.corrections,
    related: row.related,
    provenance: provenance && provenanceDraft(provenance, row),
  };
}

/** Addresses besides its own, made from their keys, which lack the scheme and what does not matter. */
function addressesOf(url: string | null, keys: readonly ArticleKey[]): string[] {
  const own = url === null ? null : storyUrlKey(url);
  return keys
    .filter(({ kind, key }) => kind === 'URL' && key !== own && storyUrlKey(`https://${key}`) === key)
    .map(({ key }) => `https://${key}`)
    .slice(0, LIMITS.otherUrls);
}

function provenanceDraft(
  { source, format, contentHash, modifiedAt, place, ingestedAt }: ProvenanceRow,
  { keys, formerHashes }: ArticleRow,
): ExportedArticle['provenance'] {
  return { source, format, ingestedAt, contentHash, modifiedAt, place, names: keys, formerHashes };
}
