import { createHash } from 'node:crypto';

/** Keys are ASCII: hosts in punycode, everything else percent-encoded. */
const MAX_LENGTH = 1_000;

/** Parameters that say how a reader came, not what is read. */
const TRACKING =
  /^(utm_.*|fbclid|gclid|gclsrc|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|_ga|cmpid|ocid|ref_src|ns_[a-z]+|at_(medium|campaign|custom\d).*|xtor|wt_mc|guccounter|guce_.*)$/i;

/**
 * The form in which two addresses of one story are equal: http and https alike, host in lower case without
 * `www.`, no default port, no fragment, no tracking parameters, the others sorted, no trailing slash. It is a
 * key, not an address: it starts with the host. Null when the text is no http or https URL.
 */
export function urlKey(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, port, pathname, searchParams } = new URL(url);
  if ((protocol !== 'http:' && protocol !== 'https:') || hostname === '') return null;
  const kept = [...searchParams].filter(([name]) => !TRACKING.test(name)).sort(byName);
  const query = new URLSearchParams(kept).toString();
  const host = hostname.replace(/^www\./, '') + (port === '' ? '' : `:${port}`);
  const path = pathname.replace(/\/+$/, '');
  return bounded(`${host}${path}${query === '' ? '' : `?${query}`}`);
}

/** An index entry holds 2,700 bytes: a longer key ends in the hash of what is cut off. */
function bounded(key: string): string {
  if (key.length <= MAX_LENGTH) return key;
  const hash = createHash('sha256').update(key).digest('hex');
  return `${key.slice(0, MAX_LENGTH - hash.length - 1)}#${hash}`;
}

function byName([a]: [string, string], [b]: [string, string]): number {
  return a < b ? -1 : Number(a > b);
}
