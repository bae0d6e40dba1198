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
  return `${host}${path}${query === '' ? '' : `?${query}`}`;
}

function byName([a]: [string, string], [b]: [string, string]): number {
  return a < b ? -1 : Number(a > b);
}
