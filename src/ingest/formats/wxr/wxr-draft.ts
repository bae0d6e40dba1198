import { bodyTextOf } from '../../../content/article/body-text.js';
import { blankArticle } from '../../blank-draft.js';
import { readDate } from '../../clean/dates.js';
import { absoluteUrl } from '../../clean/html-image.js';
import type {
  ArticleDraft,
  BlockDraft,
  LanguageTag,
  PublicationReference,
  Refusal,
  SourceText,
  Timestamp,
} from '../../draft.js';
import { LIMITS } from '../../draft-rules.js';
import { openingOf } from '../feed/feed-draft.js';
import { postBlocks } from './post-html.js';
import type { WxrAuthors } from './wxr-authors.js';
import { footnotesOf } from './wxr-footnotes.js';
import type { WxrPictures } from './wxr-pictures.js';
import { fieldOf, metaOf, placeOf, type WxrRecord } from './wxr-record.js';
import type { WxrTerms } from './wxr-terms.js';
import { lineOf, proseOf, slugOf } from './wxr-text.js';

const MOST_GUIDS = 200_000;

/** What an export says about all its items. */
export interface WxrSite {
  publication: PublicationReference | null;
  language: LanguageTag | null;
  /** What relative addresses count from. */
  base: string | null;
  terms: WxrTerms;
  authors: WxrAuthors;
  pictures: WxrPictures;
  /** The first post of each GUID, by its id: some sites gave two stories one. */
  guids: Map<string, string>;
}

/** A post or page as an article; a refusal when it holds nothing to read or see. */
export function wxrDraft(
  format: string,
  source: SourceText,
  record: WxrRecord,
  site: WxrSite,
): ArticleDraft | Refusal {
  const id = fieldOf(record, 'wp:post_id');
  const url = absoluteUrl(fieldOf(record, 'link'), site.base);
  const body = bodyOf(record, site, id, url);
  const standfirst = proseOf(fieldOf(record, 'excerpt:encoded'));
  const leadImage = site.pictures.get(metaOf(record, '_thumbnail_id'));
  const title = lineOf(fieldOf(record, 'title'));
  const headline = title !== '' && title.length <= LIMITS.line ? title : openingOf(title || bodyTextOf(body));
  if (headline === '' || (body.length === 0 && standfirst === null && leadImage === null)) {
    return {
      kind: 'refusal',
      code: 'NO_ARTICLE',
      reason: 'It holds nothing but a title, or not even that; a post needs a text, an excerpt or a picture.',
      location: source.location,
      item: placeOf(record),
    };
  }
  const tags = site.terms.referencesOf(record.mentions);
  const sourceId = sourceIdOf(record, id, site);
  return {
    ...blankArticle(format, source, placeOf(record)),
    sourceId,
    url,
    otherUrls: otherUrlsOf(record, url, sourceId),
    slug: slugOf(fieldOf(record, 'wp:post_name')),
    publication: site.publication,
    headline,
    standfirst,
    ...site.authors.creditsOf(record),
    publishedAt: momentOf(record, source, 'wp:post_date_gmt', 'wp:post_date') ?? feedDate(record, source),
    modifiedAt: momentOf(record, source, 'wp:post_modified_gmt', 'wp:post_modified'),
    language: site.language,
    section: site.terms.sectionOf(record, tags),
    tags,
    leadImage,
    body,
  };
}

function bodyOf(record: WxrRecord, site: WxrSite, id: string, url: string | null): BlockDraft[] {
  const pictures = { get: (one: string) => site.pictures.get(one), own: () => site.pictures.of(id) };
  const content = record.fields.get('content:encoded') ?? '';
  const blocks = postBlocks(content, pictures, url ?? site.base);
  return [...blocks, ...footnotesOf(metaOf(record, 'footnotes'))];
}

/** The GUID, which WordPress never changes; without one the id that the post has on its site. */
function sourceIdOf(record: WxrRecord, id: string, { base, guids }: WxrSite): string | null {
  const guid = fieldOf(record, 'guid');
  if (guid !== '' && guid.length <= LIMITS.address - id.length - 1) {
    const first = guids.get(guid) ?? id;
    if (guids.size < MOST_GUIDS) guids.set(guid, first);
    return first === id ? guid : `${guid}#${id}`;
  }
  return id === '' ? null : `${base ?? ''}?p=${id}`;
}

/** Short addresses by number, and addresses that the post had under former slugs: WordPress leads on from both. */
function otherUrlsOf(record: WxrRecord, url: string | null, sourceId: string | null): string[] {
  if (url === null) return [];
  const own = fieldOf(record, 'guid');
  const guid = own === sourceId ? absoluteUrl(own, null) : null;
  const short =
    guid !== null && /\?(?:p|page_id)=\d+$/.test(guid) && hostOf(guid) === hostOf(url) ? guid : null;
  const slug = fieldOf(record, 'wp:post_name');
  const former = (record.meta.get('_wp_old_slug') ?? []).map((old) => movedTo(url, slug, old.trim()));
  const others = [short, ...former].filter((other) => other !== null && other !== url);
  return [...new Set(others as string[])].slice(0, LIMITS.otherUrls);
}

function movedTo(url: string, slug: string, old: string): string | null {
  const end = new RegExp(`/${slug.replace(/[^\w%-]/g, '\\$&')}(/?)$`);
  return slug === '' || !/^[\w%-]+$/.test(old) || !end.test(url) ? null : url.replace(end, `/${old}$1`);
}

function hostOf(url: string): string {
  return new URL(url).host;
}

/** In GMT where the export has it, else as the site's clock showed it. */
function momentOf(record: WxrRecord, { timeZone }: SourceText, gmt: string, local: string): Timestamp | null {
  return readDate(fieldOf(record, gmt), 'UTC') ?? readDate(fieldOf(record, local), timeZone);
}

function feedDate(record: WxrRecord, { timeZone }: SourceText): Timestamp | null {
  return readDate(fieldOf(record, 'pubdate'), timeZone);
}
