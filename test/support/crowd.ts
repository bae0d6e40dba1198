import type { DataSource } from 'typeorm';

/**
 * Fills an archive with many small stories that look alike to a pager: few distinct moments, many unknown
 * dates, equal headlines, shared tags and authors, two papers, a three-level section tree. The same numbers
 * give the same archive.
 */
export async function fillCrowd(dataSource: DataSource, articles: number): Promise<void> {
  await dataSource.query(`
    insert into publications (slug, name, name_key, language)
      values ('north', 'The North', 'the north', 'en'), ('south', 'The South', 'the south', 'km')`);
  await dataSource.query(`
    insert into authors (slug, name, name_key)
      select 'author-' || i, 'Author ' || i / 2, 'author ' || i / 2 from generate_series(1, 9) as i`);
  await dataSource.query(`
    insert into tags (slug, name, name_key, type)
      select 'tag-' || i, 'Tag ' || i / 3, 'tag ' || i / 3, case when i <= 3 then 'SECTION' else 'TOPIC' end
      from generate_series(1, 11) as i`);
  await dataSource.query(`update tags set parent_id = id - 1 where slug in ('tag-2', 'tag-3')`);
  await dataSource.query(
    `insert into articles (publication_id, slug, headline, headline_key, language, section_tag_id, published_at,
       modified_at, sort_at, body, word_count)
     select 1 + i % 2, 'story-' || i, 'Story ' || i % 7, 'story ' || i % 7, (array['en', 'km', 'fr'])[1 + i % 3],
       case when i % 5 = 0 then null else 1 + i % 3 end, at, '2026-01-01'::timestamptz + (i % 4) * interval '1 ms',
       coalesce(at, '-infinity'), '[]', 0
     from (
       select i, case when i % 4 = 0 then null
         else '2020-01-01T00:00:00Z'::timestamptz + (i % 6) * interval '1 ms' end as at
       from generate_series(1, $1::int) as i
     ) as moments`,
    [articles],
  );
  await dataSource.query(`
    insert into article_authors (article_id, position, author_id, sort_at)
      select a.id, n, 1 + (a.id * 3 + n) % 9, a.sort_at from articles as a, generate_series(0, 1) as n
      where a.id % 6 <> 0 and n < a.id % 3`);
  await dataSource.query(`
    insert into article_tags (article_id, position, tag_id, sort_at)
      select a.id, row_number() over (partition by a.id order by t.tag) - 1, t.tag, a.sort_at
      from articles as a cross join lateral (
        select a.section_tag_id as tag where a.section_tag_id is not null
        union select 4 + a.id % 8 union select 4 + (a.id * 5) % 8
      ) as t`);
  await dataSource.query(
    `
    insert into related_stories (article_id, origin, position, headline, headline_key, target_id)
      select a.id, o.origin, n, 'Told of ' || n, 'told of ' || n,
        case when n % 2 = 0 and a.id + n < $1 then a.id + n + 1 end
      from articles as a, (values ('EDITORIAL'), ('SOURCE')) as o (origin), generate_series(0, 4) as n
      where a.id % 3 = 0`,
    [articles],
  );
  await dataSource.query(`
    insert into article_provenance (article_id, source, format, content_hash, ingested_at)
      select id, 'crowd', 'sql', md5(slug), modified_at from articles`);
  await dataSource.query(`
    insert into article_keys (key, kind, article_id)
      select 'news.example/' || id, 'URL', id from articles`);
}
