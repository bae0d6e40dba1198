import { isSlug } from '../../../content/slug.js';
import { LIMITS } from '../../draft-rules.js';
import { plainLine, plainText } from '../feed/feed-text.js';

/** A title or name, which may hold markup and entities, on one line; empty where it says nothing. */
export function lineOf(text: string): string {
  const line = plainLine({ kind: 'html', value: text, base: null });
  return /[^\p{Z}\p{C}]/u.test(line) ? line : '';
}

/** A name that an archive can keep; empty where it is none. */
export function nameOf(text: string): string {
  const line = lineOf(text);
  return [...line.slice(0, LIMITS.line * 2)].length <= LIMITS.line ? line : '';
}

/** A text that may hold markup, as paragraphs; null where it says nothing. */
export function proseOf(html: string): string | null {
  return plainText({ kind: 'html', value: html, base: null }) || null;
}

/** A slug as the archive keeps it: other scripts are percent-encoded in exports. Null where it is none. */
export function slugOf(given: string): string | null {
  const text = given.trim();
  if (text === '' || text.length > 2_000) return null;
  try {
    const slug = decodeURIComponent(text).normalize('NFC').toLowerCase();
    return isSlug(slug) ? slug : null;
  } catch {
    return null;
  }
}
