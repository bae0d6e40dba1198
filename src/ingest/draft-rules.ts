/** What every draft must keep to, whatever its format: the readers' schemas and the pipeline use the same rules. */
export const LIMITS = {
  blocks: 10_000,
  listItems: 10_000,
  authors: 200,
  tags: 1_000,
  related: 1_000,
  aliases: 1_000,
  formerHashes: 10_000,
  otherUrls: 100,
  corrections: 1_000,
  /** The largest number of a version. */
  version: 2_147_483_647,
  /** Code points of a headline, name, byline or alias. */
  line: 2_000,
  /** Characters of a URL or of a publisher's id. */
  address: 4_000,
} as const;

const RFC3339 =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** Whether the text is a real date and time in RFC 3339 with an offset, of the years 1 to 9999. */
export function isTimestamp(text: string): boolean {
  const parts = RFC3339.exec(text);
  if (parts === null || !isInYears(Date.parse(text.toUpperCase()), 1, 9999)) return false;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as number[];
  const days = new Date(Date.UTC(2000, month ?? 0, 0));
  days.setUTCFullYear(year ?? 0, month ?? 0, 0);
  const inRange = (value: number | undefined, low: number, high: number) =>
    value !== undefined && value >= low && value <= high;
  return (
    inRange(month, 1, 12) &&
    inRange(day, 1, days.getUTCDate()) &&
    inRange(hour, 0, 23) &&
    inRange(minute, 0, 59) &&
    inRange(second, 0, 59)
  );
}

/** In UTC: an offset can carry a moment over the first or the last midnight. */
function isInYears(time: number, first: number, last: number): boolean {
  if (Number.isNaN(time)) return false;
  const year = new Date(time).getUTCFullYear();
  return year >= first && year <= last;
}

/** Archives are in a few languages; what is no language tag need not be remembered. */
const languages = new Map<string, string>();
const MOST_LANGUAGES = 1_000;

/** The language tag in its canonical letters (`en-gb` is `en-GB`), or null where it is none. */
export function canonicalLanguage(text: string): string | null {
  const known = languages.get(text);
  if (known !== undefined) return known;
  try {
    const [canonical] = Intl.getCanonicalLocales(text);
    if (canonical === undefined) return null;
    if (languages.size < MOST_LANGUAGES) languages.set(text, canonical);
    return canonical;
  } catch {
    return null;
  }
}

/** Whether readers' browsers may be sent there: absolute, http or https, no white space. */
export function isWebAddress(text: string): boolean {
  return (
    text.length <= LIMITS.address &&
    /^https?:\/\//i.test(text) &&
    !/[\s\p{Cc}]/u.test(text) &&
    URL.canParse(text)
  );
}

export interface UnstorableText {
  /** Field path such as `body[3].text`. */
  path: string;
  problem: 'NUL' | 'SURROGATE';
}

/** The first text in the value, keys not counted, that Postgres could not hold: with a NUL or half a character. */
export function findUnstorable(value: unknown): UnstorableText | null {
  const problem = unstorable(value);
  return problem === null ? null : { path: pathOf(value, problem, ''), problem };
}

/** Without the path, which nobody asks for in a draft that is good. */
function unstorable(value: unknown): UnstorableText['problem'] | null {
  if (typeof value === 'string') {
    if (value.includes('\0')) return 'NUL';
    return value.isWellFormed() ? null : 'SURROGATE';
  }
  if (value === null || typeof value !== 'object') return null;
  for (const member of Array.isArray(value) ? value : Object.values(value)) {
    const problem = unstorable(member);
    if (problem !== null) return problem;
  }
  return null;
}

function pathOf(value: unknown, problem: UnstorableText['problem'], path: string): string {
  if (value === null || typeof value !== 'object') return path;
  for (const [key, member] of Object.entries(value)) {
    if (unstorable(member) !== problem) continue;
    const step = Array.isArray(value) ? `[${key}]` : path === '' ? key : `.${key}`;
    return pathOf(member, problem, path + step);
  }
  return path;
}
