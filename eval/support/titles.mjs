import { normaliseHeadline } from '../../dist/content/key.js';

const SEPARATED = /^(.*\S)\s*(?:\s[-–—·•:]{1,2}\s|\|)\s*(\S.*)$/u;
const MOST_CUTS = 6;

/**
 * Keys of the headlines that a page's title allows: the title as it is, and without what stands behind its last
 * separators or before its first (the site, a section), if that is the smaller part.
 * @param {{ og_title: string | null, html_title: string | null }} page
 * @returns {Set<string>}
 */
export function trueHeadlines(page) {
  const title = (page.og_title ?? page.html_title ?? '').trim();
  const forms = new Set([normaliseHeadline(title)]);
  let rest = title;
  for (let cut = 0; cut < MOST_CUTS; cut += 1) {
    const parts = SEPARATED.exec(rest);
    if (!parts?.[1] || !parts[2] || parts[2].length > parts[1].length) break;
    rest = parts[1];
    forms.add(normaliseHeadline(rest));
  }
  const first = /^[^|]{1,60}\|\s*(\S.*)$/u.exec(title)?.[1];
  const second = first && /^[^:]{1,60}:\s+(\S.*)$/u.exec(first)?.[1];
  for (const part of [first, second])
    if (part && part.length > title.length / 2) forms.add(normaliseHeadline(part));
  forms.delete('');
  return forms;
}
