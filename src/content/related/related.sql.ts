/**
 * Links that an editor made or the source printed. A link to an article that has neither arrived nor been named
 * by a headline cannot be shown yet and is left out.
 */
export const STORED = `
select r.article_id as "articleId", r.id as key, r.origin, r.position as place,
  coalesce(r.headline, t.headline) as headline, r.teaser, coalesce(r.url, t.url) as url,
  r.target_id as "targetId", null as score, '[]'::jsonb as reasons
from related_stories as r left join articles as t on t.id = r.target_id
where r.article_id = any($1::bigint[]) and coalesce(r.headline, t.headline) is not null`;

/** Most recent and next stories of each tag that are looked at, either side of the article in time. */
const NEAR = 40;
/** Computed stories kept for an article. */
const KEPT = 12;
/** Lowest similarity that counts as related. */
const LEAST = 0.15;

/**
 * Stories that share tags: the cosine of the two tag sets, each tag weighted by how few stories carry it
 * (1 / (1 + ln count)); among equals the nearest in time comes first. Candidates are the nearest in time on each
 * tag's own index, so that the cost does not grow with the archive.
 */
export const COMPUTED_BY_TAGS = `
with parent as (
  select a.id, a.sort_at, a.published_at from unnest($1::bigint[]) as u(id) join articles as a on a.id = u.id
), own as (
  select p.id, p.sort_at, l.tag_id, g.type, (1 / (1 + ln(greatest(g.article_count, 1))))::float8 as weight
  from parent as p join article_tags as l on l.article_id = p.id join tags as g on g.id = l.tag_id
), candidate as (
  select own.id, near.article_id as target, own.tag_id, own.type, own.weight
  from own cross join lateral (
    (select article_id from article_tags where tag_id = own.tag_id and sort_at <= own.sort_at
      order by sort_at desc, article_id desc limit ${NEAR})
    union all
    (select article_id from article_tags where tag_id = own.tag_id and sort_at > own.sort_at
      order by sort_at, article_id limit ${NEAR})
  ) as near
  where near.article_id <> own.id
), overlap as (
  select id, target, sum(weight * weight) as dot,
    jsonb_agg(jsonb_build_object(
      'kind', case type when 'SERIES' then 'SAME_SERIES' else 'SHARED_TAG' end,
      'tagId', tag_id, 'terms', '[]'::jsonb, 'weight', weight * weight
    ) order by weight desc, tag_id) as reasons
  from candidate group by id, target
), length as (
  select a.id, sqrt(sum((1 / (1 + ln(greatest(g.article_count, 1))))::float8 ^ 2)) as norm
  from (select id from parent union select target from overlap) as a
  join article_tags as l on l.article_id = a.id join tags as g on g.id = l.tag_id
  group by a.id
), scored as (
  select o.id, o.target, o.dot, o.reasons, least(1, o.dot / (own_length.norm * target_length.norm)) as score
  from overlap as o
  join length as own_length on own_length.id = o.id
  join length as target_length on target_length.id = o.target
), best as (
  select s.id, s.target, s.dot, s.reasons, s.score, t.headline, t.url, row_number() over (
    partition by s.id
    order by s.score desc, abs(extract(epoch from t.published_at - p.published_at)) nulls last, t.id
  ) as n
  from scored as s join parent as p on p.id = s.id join articles as t on t.id = s.target
  where s.score >= ${LEAST}
)
select best.id as "articleId", best.target as key, 'COMPUTED' as origin,
  best.n as place, best.headline, null as teaser, best.url,
  best.target as "targetId", round(best.score::numeric, 4)::float8 as score,
  (select jsonb_agg(jsonb_set(reason, '{weight}', to_jsonb(round(((reason->>'weight')::float8 / best.dot)::numeric, 4))))
   from jsonb_array_elements(best.reasons) as reason) as reasons
from best where best.n <= ${KEPT}`;
