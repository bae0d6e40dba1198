import type { ArticleDraft, SourceText } from './draft.js';

/** An article draft that says nothing yet: readers fill in what their source says. */
export function blankArticle(format: string, { location }: SourceText, item?: string): ArticleDraft {
  return {
    kind: 'article',
    format,
    location,
    ...(item === undefined ? {} : { item }),
    sourceId: null,
    url: null,
    otherUrls: [],
    version: null,
    slug: null,
    publication: null,
    headline: '',
    standfirst: null,
    byline: null,
    authors: [],
    publishedAt: null,
    modifiedAt: null,
    language: null,
    section: null,
    tags: [],
    leadImage: null,
    body: [],
    corrections: [],
    related: [],
    provenance: null,
  };
}
