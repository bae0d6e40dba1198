import type { ImageDraft } from '../draft.js';
import { isWebAddress } from '../draft-rules.js';
import type { Attributes } from './html-elements.js';

/** Where lazily loaded pages keep the picture's address until it is scrolled into view. */
const LAZY = [
  'data-src',
  'data-lazy-src',
  'data-original',
  'data-lazy',
  'data-original-src',
  'data-full-src',
  'data-url',
  'data-hi-res-src',
];
const LAZY_SETS = ['srcset', 'data-srcset', 'data-lazy-srcset'];
const CREDITS = ['data-credit', 'data-photo-credit', 'data-image-credit', 'data-copyright'];
/** What stands in `src` until the picture comes. */
const PLACEHOLDER =
  /(?:^|[/_.-])(?:blank|spacer|placeholder|transparent|pixel|lazy|loading|1x1)[^/]*\.(?:gif|png|svg)(?:\?|$)/i;
const SMALLEST_PIXELS = 3;

interface Candidate {
  url: string;
  /** The `w` of the set; null when it is counted by density or not at all. */
  width: number | null;
}

/**
 * The address made absolute; null when there is none that a reader's browser may be sent to.
 *
 * @param baseUrl address of the page; null leaves only addresses that are absolute already.
 */
export function absoluteUrl(given: string, baseUrl: string | null): string | null {
  const address = given.trim();
  if (address === '') return null;
  if (isWebAddress(address)) return address;
  try {
    const url =
      address.startsWith('//') && baseUrl === null
        ? new URL(`https:${address}`)
        : new URL(address, baseUrl ?? undefined);
    return isWebAddress(url.href) ? url.href : null;
  } catch {
    return null;
  }
}

/** Pictures that are letters: their alternative text belongs in the sentence. */
export function emojiOf({ class: classes = '', alt = '' }: Attributes): string | null {
  return /(?:^|\s)(?:emoji|wp-smiley|twemoji)(?:\s|$)/i.test(classes) && alt !== '' && alt.length <= 20
    ? alt
    : null;
}

/** Whether it is there to count readers, not to be seen. */
export function isTrackingPixel(attributes: Attributes): boolean {
  const width = Number.parseInt(attributes.width ?? '', 10);
  const height = Number.parseInt(attributes.height ?? '', 10);
  return width < SMALLEST_PIXELS || height < SMALLEST_PIXELS;
}

/**
 * The picture of an `img` element: the largest of its sources; null when none has a usable address.
 *
 * @param sources the sets of the `source` elements beside it in a `picture`; used when it names none itself.
 */
export function imageFrom(
  attributes: Attributes,
  sources: readonly string[],
  baseUrl: string | null,
): ImageDraft | null {
  const chosen = chooseSource(attributes, sources, baseUrl);
  if (chosen === null) return null;
  return {
    url: chosen.url,
    alt: words(attributes.alt),
    caption: null,
    credit: null,
    ...sizeOf(attributes, chosen),
  };
}

/** Whose picture it is, as the `img` says without showing it. */
export function unseenCredit(attributes: Attributes): string | null {
  return words(CREDITS.map((name) => attributes[name]).find((credit) => words(credit) !== null));
}

function chooseSource(
  attributes: Attributes,
  sources: readonly string[],
  baseUrl: string | null,
): Candidate | null {
  const largest = (sets: readonly string[]) =>
    largestOf(
      sets.flatMap(readSet).flatMap(({ url, ...rest }) => {
        const absolute = usable(url, baseUrl);
        return absolute === null ? [] : [{ ...rest, url: absolute }];
      }),
    );
  const own = largest(LAZY_SETS.flatMap((name) => attributes[name] ?? []));
  if (own !== null) return own;
  for (const name of [...LAZY, 'src']) {
    const url = usable(attributes[name] ?? '', baseUrl);
    if (url !== null) return { url, width: null };
  }
  return largest(sources);
}

function usable(address: string, baseUrl: string | null): string | null {
  if (
    address.trim() === '' ||
    /^\s*(?:data|blob|about|javascript):/i.test(address) ||
    PLACEHOLDER.test(address)
  )
    return null;
  return absoluteUrl(address, baseUrl);
}

interface SetEntry extends Candidate {
  size: number;
}

const MOST_ENTRIES = 100;

/** Entries of a `srcset`: addresses, which may hold commas, with a width or density behind. */
function readSet(set: string): SetEntry[] {
  const entries: SetEntry[] = [];
  const tokens = set.slice(0, 50_000).match(/\S+/g) ?? [];
  let url: string | null = null;
  const add = (descriptor: string) => {
    if (url === null) return;
    const match = /^(\d+(?:\.\d+)?)([wx])/.exec(descriptor);
    const number = Number(match?.[1] ?? 1);
    entries.push({ url, width: match?.[2] === 'w' ? Math.round(number) : null, size: number });
    url = null;
  };
  for (const token of tokens) {
    if (entries.length >= MOST_ENTRIES) break;
    if (url !== null && token !== ',') {
      add(token);
      // `480w,next.jpg` without a space between.
      const next = token.slice(token.indexOf(',') + 1);
      if (token.includes(',') && next !== '') url = next;
    } else if (token.endsWith(',')) {
      url = url ?? token.replace(/,$/, '');
      add('');
    } else {
      url = token;
    }
  }
  add('');
  return entries;
}

function largestOf(entries: readonly SetEntry[]): SetEntry | null {
  let largest: SetEntry | null = null;
  for (const entry of entries) if (largest === null || entry.size > largest.size) largest = entry;
  return largest;
}

/** In pixels. With the set's own width, the height keeps the proportions that the element states. */
function sizeOf(
  attributes: Attributes,
  { width }: Candidate,
): { width: number | null; height: number | null } {
  const shown = { width: pixels(attributes.width), height: pixels(attributes.height) };
  if (width === null || width === shown.width || width < 1) return shown;
  const height =
    shown.width === null || shown.height === null ? null : Math.round((width * shown.height) / shown.width);
  return { width, height: height === null || height < 1 ? null : height };
}

function pixels(text: string | undefined): number | null {
  const match = /^\s*(\d{1,6})(?:\.\d+)?\s*(?:px)?\s*$/.exec(text ?? '');
  const number = Number(match?.[1] ?? 0);
  return number >= 1 ? number : null;
}

function words(text: string | undefined): string | null {
  return text?.replace(/\s+/g, ' ').trim() || null;
}
