/** Every table of the content with the names of things in place of their ids. */
export const TABLES = {
  publications: 'select slug, name, name_key, url, language, article_count from publications order by slug',
  authors:
    'select slug, name, name_key, person_key, kind, bio, url, article_count from authors order by slug',
  tags: `select t.slug, t.name, t.name_key, t.type, t.description, t.article_count, p.slug as parent
    from tags t left join tags p on p.id = t.parent_id order by t.slug`,
  names: `select n.slug, n.name, n.name_key, n.kind, t.slug as tag
    from tag_names n join tags t on t.id = n.tag_id order by n.slug`,
  articles: `select a.slug, p.slug as publication, a.url, a.headline, a.headline_key, a.standfirst, a.byline, a.language,
      s.slug as section, a.published_at, a.modified_at, a.sort_at::text, a.lead_image, a.body, a.word_count,
      a.corrections
    from articles a join publications p on p.id = a.publication_id left join tags s on s.id = a.section_tag_id
    order by a.slug`,
  article_authors: `select a.slug, l.position, n.slug as author, l.sort_at::text from article_authors l
    join articles a on a.id = l.article_id join authors n on n.id = l.author_id order by 1, 2`,
  article_tags: `select a.slug, l.position, n.slug as tag, l.sort_at::text from article_tags l
    join articles a on a.id = l.article_id join tags n on n.id = l.tag_id order by 1, 2`,
  article_keys: `select a.slug, k.kind, k.key
    from article_keys k join articles a on a.id = k.article_id order by 1, 2, 3`,
  article_provenance: `select a.slug, v.source, v.format, v.source_id, v.source_url, v.content_hash, v.version, v.modified_at,
      v.place, v.ingested_at from article_provenance v join articles a on a.id = v.article_id order by 1`,
  article_former_versions: `select a.slug, f.content_hash from article_former_versions f
    join articles a on a.id = f.article_id order by 1, 2`,
  article_fingerprints: `select a.slug, f.sketch, f.band_1 from article_fingerprints f
    join articles a on a.id = f.article_id order by 1`,
  related_stories: `select a.slug, r.origin, r.position, r.headline, r.headline_key, r.teaser, r.url, r.url_key, r.slug_key,
      t.slug as target
    from related_stories r join articles a on a.id = r.article_id left join articles t on t.id = r.target_id
    order by 1, 2, 3`,
};
