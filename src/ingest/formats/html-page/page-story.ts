import { readDate } from '../../clean/dates.js';
import type { ArticleDraft, RefusalCode, SourceText } from '../../draft.js';
import { findStory } from './find-story.js';
import { linkedStory } from './linked-story.js';
import { pageDates } from './page-dates.js';
import { openPage } from './page-dom.js';
import { pageHeadline } from './page-headline.js';
import {
  leadImage,
  pageAddresses,
  pageLanguage,
  pageSection,
  pageTags,
  publicationOf,
  siteName,
} from './page-labels.js';
import { readMarkup } from './page-markup.js';
import { PageMeta } from './page-meta.js';
import { pagePeople } from './page-people.js';
import { PageRegion } from './page-region.js';
import { plainWords } from './page-words.js';

export type PageStory =
  | { kind: 'story'; facts: Partial<ArticleDraft> }
  | { kind: 'fault'; code: RefusalCode; reason: string };

/** A page's story and what the page says of it; why it has none otherwise. */
export async function readPageStory(html: string, source: SourceText): Promise<PageStory> {
  const markup = readMarkup(html);
  if (markup === null) {
    return fault(
      'TOO_LARGE',
      'The page has more than 60,000 elements, more than 10,000 side by side, or too much text deep inside of them; pages of a usual size are read.',
    );
  }
  const document = await openPage(markup);
  const meta = new PageMeta(document);
  const titles = [markup.title, meta.words('og:title') ?? ''].filter((title) => title !== '');
  const linked = linkedStory(markup.linkedData, titles);
  const { url, otherUrls, base } = pageAddresses(document, meta, linked, source.url);
  const site = siteName(meta, linked);
  const headline = pageHeadline(document, meta, linked, markup.title, [
    site,
    linked.publisher?.name ?? null,
    url ?? base,
  ]);
  const region = new PageRegion(document, headline?.element ?? null);
  const description =
    meta.words('og:description', 'description', 'twitter:description', 'dc.description') ?? linked.standfirst;
  const place = { headline: headline?.text ?? '', standfirst: description, baseUrl: base };
  const body = await findStory(markup, place, linked.body);
  if (body.length === 0) {
    return fault(
      'NO_ARTICLE',
      'The page has no running text; an article is made of a page with at least a paragraph of a story.',
    );
  }
  if (headline === null)
    return fault('NO_ARTICLE', 'The page has neither a title nor a heading; an article needs a headline.');
  const language = pageLanguage(document, meta, linked, markup.root);
  const section = pageSection(meta, linked);
  return {
    kind: 'story',
    facts: {
      url,
      otherUrls,
      publication: publicationOf(site, url ?? base, language),
      headline: headline.text,
      standfirst: description === null ? null : plainWords(description),
      ...pagePeople(region, meta, linked, site),
      ...pageDates(region, meta, linked, url, source.timeZone),
      language,
      section,
      tags: pageTags(region, meta, linked, section),
      leadImage: leadImage(meta, linked, base),
      body,
      corrections: linked.corrections.map(({ text, date }) => ({
        text: plainWords(text),
        correctedAt: date === null ? null : readDate(date, source.timeZone),
      })),
    },
  };
}

function fault(code: RefusalCode, reason: string): PageStory {
  return { kind: 'fault', code, reason };
}
