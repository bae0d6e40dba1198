import { bodyTextOf } from '../../content/article/body-text.js';
import type { ArticleDraft, TagReference } from '../draft.js';
import { LIMITS } from '../draft-rules.js';

/**
 * The item of a feed and the page that it leads to as one article. What the item says of the story goes first:
 * its publisher wrote it for other programs. The page goes first where items are known to be cut short: in text,
 * standfirst and picture, and with the address that it says is the story's own.
 */
export function withPage(item: ArticleDraft, page: ArticleDraft): ArticleDraft {
  const url = page.url ?? item.url;
  const credits = item.authors.length > 0 || item.byline !== null ? item : page;
  return {
    ...item,
    sourceId: item.sourceId ?? page.sourceId,
    url,
    otherUrls: otherUrls(url, [item.url, ...item.otherUrls, ...page.otherUrls]),
    publication: item.publication ?? page.publication,
    headline: isCutShort(item.headline, page.headline) ? page.headline : item.headline,
    standfirst: page.standfirst ?? item.standfirst,
    byline: credits.byline,
    authors: credits.authors,
    publishedAt: item.publishedAt ?? page.publishedAt,
    modifiedAt: item.modifiedAt ?? page.modifiedAt,
    language: item.language ?? page.language,
    section: item.section ?? page.section,
    tags: together(item.tags, page.tags),
    leadImage: page.leadImage ?? item.leadImage,
    body: bodyTextOf(page.body).length >= bodyTextOf(item.body).length ? page.body : item.body,
    corrections: page.corrections,
    related: [...item.related, ...page.related].slice(0, LIMITS.related),
  };
}

/** `Ferry returns to the…` where the page has `Ferry returns to the east quay`. */
function isCutShort(headline: string, whole: string): boolean {
  const [, start] = /^(.*?)\s*(?:…|\.\.\.)$/su.exec(headline) ?? [];
  return start !== undefined && start !== '' && whole.startsWith(start);
}

function otherUrls(own: string | null, urls: (string | null)[]): string[] {
  const others = urls.filter((url) => url !== null && url !== own);
  return [...new Set(others as string[])].slice(0, LIMITS.otherUrls);
}

function together(first: readonly TagReference[], second: readonly TagReference[]): TagReference[] {
  const known = new Set(first.map(keyOf));
  return [...first, ...second.filter((tag) => !known.has(keyOf(tag)))].slice(0, LIMITS.tags);
}

function keyOf({ type, name }: TagReference): string {
  return `${type} ${name.toLowerCase()}`;
}
