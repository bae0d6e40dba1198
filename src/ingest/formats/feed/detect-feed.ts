import { firstElement } from '../xml-root.js';

export type XmlKind = 'feed' | 'opml' | 'wordpress';

/** Whether a text is a feed in XML, a list of feeds or an export of WordPress, judged from its head; null for everything else. */
export function xmlFeedKind(head: string): XmlKind | null {
  const start = firstElement(head);
  if (start === null) return null;
  const text = head.slice(start, start + MOST_TAG);
  const name = /^<([a-z_][\w.-]*:)?([a-z_][\w.-]*)(?=[\s/>])/i.exec(text);
  if (name === null) return null;
  switch ((name[2] ?? '').toLowerCase()) {
    case 'opml':
      return 'opml';
    case 'rss':
      return isExport(text) ? 'wordpress' : 'feed';
    case 'rdf':
      return /purl\.org\/rss\/|purl\.org\/net\/rss|netscape\.com\/rdf\//i.test(text) || ITEM.test(head)
        ? 'feed'
        : null;
    case 'feed':
      return /w3\.org\/2005\/atom|purl\.org\/atom|<(?:\w+:)?entry\b|\sversion\s*=/i.test(head) ||
        !hasNamespace(text)
        ? 'feed'
        : null;
    case 'channel':
      return hasNamespace(text) && !/rss/i.test(text) ? null : 'feed';
    case 'entry':
      return /w3\.org\/2005\/atom|purl\.org\/atom/i.test(tagOf(text)) ? 'feed' : null;
    default:
      return null;
  }
}

const MOST_TAG = 16_384;
const ITEM = /<(?:rss:)?(?:item|channel)[\s>]/i;

function tagOf(text: string): string {
  const end = text.indexOf('>');
  return end < 0 ? text : text.slice(0, end);
}

function hasNamespace(text: string): boolean {
  return /\sxmlns\s*=/i.test(tagOf(text));
}

/** Exports of WordPress are RSS with everything that a site has; they have a reader of their own. */
function isExport(text: string): boolean {
  return /wordpress\.org\/export\//i.test(text) || /<wp:wxr_version>/i.test(text);
}
