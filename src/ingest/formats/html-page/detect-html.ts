/** What may stand before the page: declarations, comments, what a careless server wrote there. */
const MOST_BEFORE = 4_000;
const PAGE_TAG = /<(?:html|head|body|frameset)(?=[\s>/])/i;
const DOCTYPE = /^<!doctype\s+html\b/i;
const HTML_ELEMENT =
  /^<(?:html|head|body|frameset|meta|title|link|base|script|style|noscript|div|header|main|article|section|nav|table|center|font|p|h[1-6]|span|a|img|br|hr|iframe|form|template)(?=[\s>/])/i;

/**
 * Whether a text is a whole HTML page and no fragment, judged from its head: it has a document type or one of the
 * elements `html`, `head` and `body`, and nothing but HTML before them.
 */
export function isHtmlPage(head: string): boolean {
  const start = firstMarkup(head);
  if (start === null) return false;
  const text = head.slice(start);
  if (DOCTYPE.test(text)) return true;
  return HTML_ELEMENT.test(text) && PAGE_TAG.test(text);
}

/** Where the first markup begins that is no comment or XML declaration; null when text comes before it. */
function firstMarkup(head: string): number | null {
  let at = 0;
  for (;;) {
    at += /^[\s\ufeff]*/.exec(head.slice(at, at + MOST_BEFORE))?.[0].length ?? 0;
    if (head[at] !== '<') return null;
    const closing = head.startsWith('<!--', at) ? '-->' : head.startsWith('<?', at) ? '>' : null;
    if (closing === null) return at;
    const end = head.indexOf(closing, at);
    if (end < 0) return null;
    at = end + closing.length;
  }
}
