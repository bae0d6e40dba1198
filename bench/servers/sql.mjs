/** One statement for each operation, which returns the whole answer as JSON text. */
import { CAP, SIZE } from '../operations/operations.mjs';

const time = (column) => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const sortText = (column) => `case when ${column} = '-infinity' then '-infinity' else ${time(column)} end`;

/** The cursor that the product writes: base64url of a JSON array. */
const cursor = (list, sortAt, id) =>
  `rtrim(translate(encode(convert_to('["${list}","PUBLISHED_DESC","' || ${sortText(sortAt)} || '","' || ${id} || '"]',
    'UTF8'), 'base64'), E'+/\\n', '-_'), '=')`;

const noun = (table, key) =>
  `(select json_build_object('name', x.name, 'slug', x.slug) from ${table} as x where x.id = ${key})`;

const authors = (article, ...more) => `(
  select coalesce(json_agg(json_build_object('name', u.name, 'slug', u.slug${more.map((name) => `, '${name}', u.${name}`).join('')})
    order by l.position), '[]')
  from article_authors as l join authors as u on u.id = l.author_id where l.article_id = ${article})`;

const tags = (article) => `(
  select coalesce(json_agg(json_build_object('name', g.name, 'slug', g.slug, 'type', g.type) order by l.position), '[]')
  from article_tags as l join tags as g on g.id = l.tag_id where l.article_id = ${article})`;

const storyInList = `'slug', a.slug, 'headline', a.headline, 'publishedAt', ${time('a.published_at')}, 'authors', ${authors('a.id')}`;

const storyOnPage = `'slug', a.slug, 'headline', a.headline, 'standfirst', a.standfirst,
  'publishedAt', ${time('a.published_at')}, 'wordCount', a.word_count, 'section', ${noun('tags', 'a.section_tag_id')},
  'authors', ${authors('a.id')}, 'tags', ${tags('a.id')}`;

/** A page of rows `p(id, sort_at, n)`, of which the last only tells whether there is another page. */
const connection = (list, fields) => `json_build_object(
  'nodes', coalesce(json_agg(json_build_object(${fields}) order by p.n) filter (where p.n <= ${SIZE}), '[]'),
  'pageInfo', json_build_object(
    'hasNextPage', count(*) > ${SIZE},
    'endCursor', (select ${cursor(list, 'e.sort_at', 'e.id')} from page as e where e.n <= ${SIZE} order by e.n desc limit 1)))`;

const archivePage = (where) => `
  with page as materialized (
    select id, sort_at, row_number() over (order by sort_at desc, id desc) as n from (
      select id, sort_at from articles ${where} order by sort_at desc, id desc limit ${SIZE + 1}) as newest
  )
  select json_build_object('data', json_build_object('articles', ${connection('articles', storyOnPage)}))::text as answer
  from page as p join articles as a on a.id = p.id`;

const linkedPage = (kind, about, fields) => `
  with owner as materialized (select * from ${kind}s where slug = $1),
  page as materialized (
    select id, sort_at, row_number() over (order by sort_at desc, id desc) as n from (
      select article_id as id, sort_at from article_${kind}s where ${kind}_id = (select id from owner)
      order by sort_at desc, article_id desc limit ${SIZE + 1}) as newest
  )
  select json_build_object('data', json_build_object('${kind}', (
    select json_build_object(${about}, 'articles', (
      select ${connection(`${kind}.articles`, fields)} from page as p join articles as a on a.id = p.id))
    from owner as o)))::text as answer`;

const ARTICLE_PAGE = `
  select json_build_object('data', json_build_object('article', json_build_object(
    'slug', a.slug, 'headline', a.headline, 'standfirst', a.standfirst, 'byline', a.byline, 'language', a.language,
    'publishedAt', ${time('a.published_at')}, 'modifiedAt', ${time('a.modified_at')}, 'wordCount', a.word_count,
    'publication', ${noun('publications', 'a.publication_id')}, 'section', ${noun('tags', 'a.section_tag_id')},
    'authors', ${authors('a.id', 'bio')}, 'tags', ${tags('a.id')},
    'body', (
      select json_agg(case b.block ->> 'type'
        when 'heading' then json_build_object('__typename', 'Heading', 'text', b.block -> 'text', 'level', b.block -> 'level')
        else json_build_object('__typename', 'Paragraph', 'text', b.block -> 'text') end order by b.n)
      from json_array_elements(a.body) with ordinality as b(block, n)),
    'related', json_build_object('nodes', (
      select coalesce(json_agg(json_build_object('headline', coalesce(r.headline, t.headline), 'teaser', r.teaser,
        'article', case when t.id is not null then json_build_object(
          'slug', t.slug, 'publishedAt', ${time('t.published_at')}, 'authors', ${authors('t.id')}) end)
        order by r.position), '[]')
      from (select * from related_stories where article_id = a.id and origin = 'SOURCE' order by position limit 6) as r
      left join articles as t on t.id = r.target_id))
  )))::text as answer
  from articles as a where a.slug = $1`;

const NESTED_LISTS = `
  select json_build_object('data', json_build_object('tags', json_build_object('nodes',
    json_agg(json_build_object('name', g.name, 'slug', g.slug, 'type', g.type, 'articles', json_build_object('nodes', (
      select coalesce(json_agg(json_build_object(${storyInList}) order by n.sort_at desc, n.article_id desc), '[]')
      from (select article_id, sort_at from article_tags where tag_id = g.id
        order by sort_at desc, article_id desc limit 10) as n
      join articles as a on a.id = n.article_id)))
      order by g.article_count desc, g.id desc))))::text as answer
  from (select * from tags order by article_count desc, id desc limit 50) as g`;

/**
 * Walks to the middle and no further, and finds the last page from the other end, on the index alone.
 * $1 is the page, $2 the rows before the first cursor that is wanted.
 */
const PAGE_JUMP = `
  with total as (select count(*) as n from articles),
  last as (select ceil(n::numeric / ${SIZE})::integer as page, n from total),
  near as materialized (
    select id, sort_at, row_number() over () as n from (
      select id, sort_at from articles order by sort_at desc, id desc offset $2::bigint limit ${4 * SIZE + 1}) as walked),
  final as (
    select id, sort_at from articles order by sort_at, id
    offset (select n - (page - 1) * ${SIZE} from last) limit 1)
  select json_build_object('data', json_build_object('articles', json_build_object('pageCursors', json_build_object(
    'pages', (select json_agg(json_build_object(
        'page', $1::integer - 2 + (near.n - 1) / ${SIZE},
        'after', ${cursor('articles', 'near.sort_at', 'near.id')},
        'isCurrent', near.n = ${2 * SIZE + 1}) order by near.n)
      from near where (near.n - 1) % ${SIZE} = 0),
    'last', (select json_build_object('page', last.page, 'after', ${cursor('articles', 'final.sort_at', 'final.id')})
      from last, final)))))::text as answer`;

const CAPPED_COUNT = `
  select json_build_object('data', json_build_object('tag', json_build_object('articles', json_build_object(
    'totalCount', json_build_object('value', least(counted.n, ${CAP}),
      'relation', case when counted.n > ${CAP} then 'AT_LEAST' else 'EQUAL' end)))))::text as answer
  from (select count(*) as n from (
    select 1 from article_tags where tag_id = (select id from tags where slug = $1) limit ${CAP + 1}) as rows) as counted`;

export const STATEMENTS = {
  'front-page': archivePage(''),
  'article-page': ARTICLE_PAGE,
  'tag-page': linkedPage(
    'tag',
    `'name', o.name, 'slug', o.slug, 'type', o.type, 'description', o.description, 'parent', ${noun('tags', 'o.parent_id')}`,
    storyInList,
  ),
  'author-page': linkedPage(
    'author',
    `'name', o.name, 'slug', o.slug, 'bio', o.bio`,
    `${storyInList}, 'standfirst', a.standfirst, 'section', ${noun('tags', 'a.section_tag_id')}`,
  ),
  'nested-lists': NESTED_LISTS,
  'middle-page': archivePage('where (sort_at, id) < ($1::timestamptz, $2::bigint)'),
  'page-jump': PAGE_JUMP,
  'capped-count': CAPPED_COUNT,
};
