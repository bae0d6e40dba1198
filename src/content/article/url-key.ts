import { createHash } from 'node:crypto';

/** Keys are ASCII: hosts in punycode, everything else percent-encoded. */
const MAX_LENGTH = 1_000;

/** Parameters that say how a reader came, not what is read: those of campaigns, of networks and of mailing tools. */
const TRACKING = new RegExp(
  `^(?:${[
    'utm_.*|utm|at_(?:medium|campaign|custom\\d).*|pk_.*|piwik_.*|mtm_.*|matomo_.*|hsa_.*|ns_[a-z]+|xtor|wt_mc.*',
    'fbclid|fb_(?:action_ids|action_types|source|ref)|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|yclid|ymclid|igshid|igsh',
    'twclid|ttclid|li_fat_id|srsltid|epik|rdt_cid|_ga|_gl|_openstat|s_cid|cmpid|cmp|ocid|icid|intcmp|int_cmp|ncid',
    'mc_cid|mc_eid|_hsenc|_hsmi|hsctatracking|mkt_tok|vero_id|vero_conv|oly_anon_id|oly_enc_id|dm_i|ml_subscriber.*',
    'ref_src|ref_url|smid|smtyp|sr_share|soc_src|soc_trk|wpisrc|wprss|feedtype|feedname|guccounter|guce_.*|ftag|ito',
  ].join('|')})$`,
  'i',
);

/** Pages of a story made for phones: the host says so, or the path, or a parameter. */
const PHONE_HOST =
  /^(?:(?:m|mobile|amp|wap|www)\.)+(?!(?:co|com|org|net|ac|gov|edu)\.[a-z]{2}$)(?=[^.]+\.[^.]+)/;
const PHONE_LABEL = /^([^.]+)\.m\.(?=[^.]+\.[^.]+)/;
const AMP_PATH = /\/amp(?=\/.)|(?<=.)\/amp(?:\.html?)?$|\.amp(?=(?:\.html?)?$)/i;
const AMP_CACHE = /^(?:www\.)?google\.[a-z.]+$|\.cdn\.ampproject\.org$/;
const AMP_CACHED_PATH = /^\/(?:amp|c|v|wp|i)\/(?:s\/)?([^/]+\.[^/]+)(\/.*)?$/;

/** A folder and the page that stands for it. */
const INDEX_PAGE = /\/(?:index\.(?:html?|php|shtml|aspx?)|default\.(?:html?|aspx?))$/i;

/** `%7E` is `~`: letters, digits and four marks mean the same with and without their escape. */
const ESCAPE = /%[0-9a-f]{2}/gi;
const NEEDS_NO_ESCAPE = /^[\w.~-]$/;

/**
 * The form in which two addresses of one story are equal. Not told apart: http and https, letter case of the host,
 * `www.`, default ports, fragments, tracking parameters, the order of parameters, slashes at the end or doubled, the
 * index page of a folder, needless escapes, and pages for phones (`m.` and the like before the host, AMP in all its
 * spellings, also from a cache). It is a key, not an address: it starts with the host. Null when the text is no http
 * or https URL.
 */
export function urlKey(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, port, pathname, searchParams } = new URL(url);
  if ((protocol !== 'http:' && protocol !== 'https:') || hostname === '') return null;
  const cached = AMP_CACHE.test(hostname) ? AMP_CACHED_PATH.exec(pathname) : null;
  const host = cached?.[1] === undefined ? hostname + portOf(protocol, port) : cached[1].toLowerCase();
  const path = cached === null ? pathname : (cached[2] ?? '');
  return bounded(`${hostKey(host)}${pathKey(path)}${queryKey(searchParams)}`);
}

/**
 * The key of an address that names a story. Null for what is no http or https URL, and for the root of a site: many
 * sources put their home page where a story's address belongs.
 */
export function storyUrlKey(url: string): string | null {
  const key = urlKey(url);
  return key === null || !/[/?#]/.test(key) ? null : key;
}

/** http://a:443 is no address that is in use, but https://a written by a careless program. */
function portOf(protocol: string, port: string): string {
  return port === '' || (protocol === 'http:' && port === '443') ? '' : `:${port}`;
}

function hostKey(host: string): string {
  return host
    .replace(/\.(?=:|$)/, '')
    .replace(PHONE_HOST, '')
    .replace(PHONE_LABEL, '$1.');
}

function pathKey(path: string): string {
  const plain = path
    .replace(ESCAPE, (escaped) => {
      const letter = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
      return NEEDS_NO_ESCAPE.test(letter) ? letter : escaped.toUpperCase();
    })
    .replace(/\/{2,}/g, '/')
    .replace(INDEX_PAGE, '')
    .replace(/\/$/, '');
  return plain.replace(AMP_PATH, '').replace(INDEX_PAGE, '').replace(/\/$/, '');
}

function queryKey(parameters: URLSearchParams): string {
  if (parameters.size === 0) return '';
  const kept = [...parameters].filter(([name, value]) => !TRACKING.test(name) && !isAmp(name, value));
  return kept.length === 0 ? '' : `?${new URLSearchParams(kept.sort(byName))}`;
}

function isAmp(name: string, value: string): boolean {
  return /^amp$/i.test(name)
    ? /^(?:1|true)?$/i.test(value)
    : /^outputtype$/i.test(name) && /^amp$/i.test(value);
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
