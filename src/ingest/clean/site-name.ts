import { normaliseHeadline } from '../../content/key.js';

/** What title lines put between a headline and the site's name; a colon only behind a name that comes first. */
const SEPARATOR = /\s+(?:[-–—|·•»«~/\\]|::|:)\s+|\s*[|»]\s*|(?<=\S)\s*[–—]\s*(?=\S)|\s-\s*(?=\S)/gu;
const FIRST_SEPARATOR = /^.{1,80}?(?:\s*:\s+|\s+(?:[-–—|·•»~]|::)\s+|\s*[|»]\s*)/u;
/** What a site adds to its name here and there. */
const ADDED =
  /(?:^the | (?:news|online|magazine|newspaper|website|homepage|home page|home|official site|blog|com|org|net|co uk|uk|us))+$/;
const LONGEST = 2_000;

/**
 * A headline without the name of the site, which title lines carry before or behind it: `Ferry returns - The
 * Lantern`. With or without article and domain (`lantern.example`), and only where a separator stands between.
 * The text as it is when nothing would be left, or when no name is given.
 *
 * @param siteNames names, host names or addresses of the site; null ones are passed over.
 */
export function withoutSiteName(title: string, ...siteNames: readonly (string | null | undefined)[]): string {
  const plain = title.replace(/\s+/g, ' ').trim();
  const sites = new Set(siteNames.flatMap((name) => (name ? siteKeys(name) : [])));
  if (sites.size === 0 || plain.length > LONGEST) return plain;
  let rest = plain;
  for (let turn = 0; turn < 3; turn += 1) {
    const shorter = withoutEnd(rest, sites) ?? withoutStart(rest, sites);
    if (shorter === null) break;
    rest = shorter;
  }
  return rest;
}

function withoutEnd(title: string, sites: ReadonlySet<string>): string | null {
  // A name may hold a separator itself: from the longest end to the shortest.
  for (const { index, 0: separator } of title.matchAll(SEPARATOR)) {
    if (index > 0 && isSite(title.slice(index + separator.length), sites))
      return headlineOf(title.slice(0, index));
  }
  return null;
}

function withoutStart(title: string, sites: ReadonlySet<string>): string | null {
  const start = FIRST_SEPARATOR.exec(title)?.[0];
  if (start === undefined || !isSite(start.replace(/[\s:|»·•~–—-]+$/u, ''), sites)) return null;
  return headlineOf(title.slice(start.length));
}

function headlineOf(text: string): string | null {
  const trimmed = text.trim();
  return /\p{L}/u.test(trimmed) ? trimmed : null;
}

function isSite(text: string, sites: ReadonlySet<string>): boolean {
  return siteKeys(text).some((key) => sites.has(key));
}

/** The forms in which one site's name is written: in full, bare, and run together as in its address. */
function siteKeys(name: string): string[] {
  const host = /^(?:https?:\/\/)?(?:www\.)?((?:[\p{L}\d-]+\.)+\p{L}{2,})(?:[/:].*)?$/u.exec(name.trim())?.[1];
  const key = normaliseHeadline(host?.replace(/(?:\.(?:com?|org|net|gov|edu|ac))?\.\p{L}{2,}$/u, '') ?? name);
  const bare = key.replace(/^the (?=\S)/, '').replace(ADDED, '') || key;
  const together = bare.replace(/ /g, '').replace(/^the(?=.{4})/, '');
  return [...new Set([key, bare, together])].filter((form) => form !== '');
}
