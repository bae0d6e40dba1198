import { readDate } from '../../clean/dates.js';
import { DATE_LIKE } from '../../clean/page-phrases.js';
import type { Timestamp } from '../../draft.js';
import type { LinkedStory } from './linked-story.js';
import { lineOf, type PageElement } from './page-dom.js';
import type { PageMeta } from './page-meta.js';
import { type PageRegion, statedIn } from './page-region.js';

export interface PageDates {
  publishedAt: Timestamp | null;
  modifiedAt: Timestamp | null;
}

const PUBLISHED = [
  'article:published_time',
  'article:published',
  'og:article:published_time',
  'og:published_time',
  'datepublished',
  'rnews:datepublished',
  'schema:datepublished',
  'parsely-pub-date',
  'sailthru.date',
  'cxenseparse:recs:publishtime',
  'pub_date',
  'publication_date',
  'publication-date',
  'publish-date',
  'publishdate',
  'publish_date',
  'published-date',
  'published',
  'pubdate',
  'ptime',
  'displaydate',
  'originalpublicationdate',
  'article_date_original',
  'dc.date.issued',
  'dcterms.issued',
  'dcterms.created',
  'dc.date.created',
  'dcterms.date',
  'dc.date',
  'citation_online_date',
  'citation_publication_date',
  'citation_date',
  'eomportal-lastupdate',
  'og:pubdate',
  'date',
  'article.published',
  'article:created',
  'created',
  'iso-8601-publish-date',
];
const MODIFIED = [
  'article:modified_time',
  'article:modified',
  'og:article:modified_time',
  'og:updated_time',
  'datemodified',
  'article:updated_time',
  'article.updated',
  'dcterms.modified',
  'dc.date.modified',
  'utime',
  'lastmod',
  'last-modified',
  'modified',
  'revised',
];
const MARKED_PUBLISHED =
  '[itemprop~=datePublished], [property~=datePublished], [property~="schema:datePublished"], time[pubdate], [itemprop~=dateCreated]';
const MARKED_MODIFIED =
  '[itemprop~=dateModified], [property~=dateModified], [property~="schema:dateModified"]';
const CLASS =
  '[class*=date i], [class*=time i], [class*=publish i], [class*=posted i], [class*=stamp i], [class*=byline i], [class*=meta i], [class*=info i], [class*=author i], [id*=date i], [id*=time i], [class*=kicker i], [class*=credit i], [class*=created i], [class*=submitted i], abbr[title]';
const LINES = 'p, div, span, li, td, h2, h3, h4, h5, h6, address, strong, em, small, i, b, font, dd';
const REACH_OF_LINES = 80;
const LONGEST_LINE = 160;
const MOST_TRIED = 60;

/** When the story came out and was changed, by the most trusted of the page's sources that says so. */
export function pageDates(
  region: PageRegion,
  meta: PageMeta,
  linked: LinkedStory,
  url: string | null,
  timeZone: string,
): PageDates {
  const read = (text: string | null) => (text === null ? null : readDate(text, timeZone));
  const found: { at: Timestamp; exact: boolean }[] = [];
  for (const text of publishedTexts(region, meta, linked, url)) {
    const at = read(text);
    if (at !== null)
      found.push({
        at,
        exact: /\d:\d\d/.test(text) && !/T00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?$/.test(text),
      });
    if (found.length >= 12) break;
  }
  const first = found[0];
  // A day alone is made exact by what gives the time of the same day.
  const exact =
    first === undefined || first.exact
      ? first
      : (found.find(({ at, exact }) => exact && isSameDay(at, first.at)) ?? first);
  return {
    publishedAt: exact?.at ?? null,
    modifiedAt: modified(region, meta, linked, read, exact?.at ?? null),
  };
}

function isSameDay(a: Timestamp, b: Timestamp): boolean {
  return Math.abs(Date.parse(a) - Date.parse(b)) < 30 * 3_600_000 && a.slice(0, 10) === b.slice(0, 10);
}

function* publishedTexts(
  region: PageRegion,
  meta: PageMeta,
  linked: LinkedStory,
  url: string | null,
): Iterable<string> {
  if (linked.published !== null) yield linked.published;
  for (const name of PUBLISHED) yield* meta.all(name).slice(0, 2);
  for (const element of region.near(MARKED_PUBLISHED, 3_000)) yield* textsOf(element);
  yield* shownDates(region);
  const day = /\/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/-]|$)/.exec(url ?? '');
  if (day !== null) yield `${day[1]}-${day[2]}-${day[3]}`;
}

/** What a machine is told, then what readers see, as either may have the time that the other has not. */
function* textsOf(element: PageElement): Iterable<string> {
  yield statedIn(element);
  const shown = lineOf(element);
  if (shown !== '' && shown.length <= LONGEST_LINE) yield shown;
}

const UPDATED =
  /^\W*(?:last\s)?(?:updated?|modified|aktualisiert|zuletzt|mis à jour|actualizado|atualizado|aggiornato|수정|更新)/iu;

function* shownDates(region: PageRegion): Iterable<string> {
  const late: string[] = [];
  let tried = 0;
  for (const element of region.near('time')) {
    tried += 1;
    if (tried > MOST_TRIED) break;
    const isUpdate =
      /updat|modif/i.test(element.getAttribute('class') ?? '') || UPDATED.test(lineOf(element));
    if (isUpdate) late.push(...textsOf(element));
    else yield* textsOf(element);
  }
  for (const element of region.near(CLASS, 250)) {
    tried += 1;
    if (tried > MOST_TRIED * 3) break;
    const title = element.getAttribute('title') ?? '';
    if (/\d{4}/.test(title)) yield title;
    const line = lineOf(element);
    if (line === '' || line.length > LONGEST_LINE || !/\d/.test(line)) continue;
    if (UPDATED.test(line)) late.push(line);
    else yield line;
  }
  for (const element of region.near(LINES, REACH_OF_LINES)) {
    const line = lineOf(element);
    if (line !== '' && line.length <= LONGEST_LINE && DATE_LIKE.test(line) && !UPDATED.test(line)) yield line;
  }
  yield* late;
}

function modified(
  region: PageRegion,
  meta: PageMeta,
  linked: LinkedStory,
  read: (text: string | null) => Timestamp | null,
  publishedAt: Timestamp | null,
): Timestamp | null {
  const texts = [linked.modified, ...MODIFIED.flatMap((name) => meta.all(name).slice(0, 1))];
  for (const element of region.near(MARKED_MODIFIED, 3_000).slice(0, 3)) texts.push(statedIn(element));
  for (const text of texts) {
    const at = read(text);
    if (at !== null && (publishedAt === null || Date.parse(at) >= Date.parse(publishedAt))) return at;
  }
  return null;
}
