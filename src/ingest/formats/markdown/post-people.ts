import { creditsOf } from '../../clean/byline.js';
import { isNobody } from '../../clean/credit-words.js';
import type { AuthorReference } from '../../draft.js';
import { LIMITS } from '../../draft-rules.js';
import { nameOf, slugOf } from '../wxr/wxr-text.js';
import { type Fields, membersOf, textOf } from './fields.js';

export interface PostCredits {
  byline: string | null;
  authors: AuthorReference[];
}

const AUTHORS = ['authors', 'author', 'contributors', 'writers', 'writer', 'by'];
/** A login or the name of an author's page: one word in lower case, or several with dashes. */
const SLUG = /^[\p{Ll}\p{Lo}\p{N}]+(?:[-_.][\p{Ll}\p{Lo}\p{N}]+)*$/u;
const BICAMERAL = /\p{Ll}/u;

/** Who a post is credited to. Slugs are people whose page says who they are; the byline is what is printed. */
export function creditsIn(fields: Fields): PostCredits {
  const byline = nameOf(fields.text('byline', 'credit'));
  const given = fields.list(...AUTHORS.filter((name) => fields.has(name)).slice(0, 1));
  const printed = given.filter((value) => slugReference(value) === null).map(printedName);
  const named = given.flatMap(authorsOf);
  const authors = named.length > 0 ? named : namesIn(byline);
  const whole =
    printed.length === given.length ? nameOf(printed.filter((name) => name !== '').join(', ')) : '';
  return { byline: byline || whole || null, authors: firstOfEach(authors).slice(0, LIMITS.authors) };
}

function authorsOf(value: unknown): AuthorReference[] {
  const bySlug = slugReference(value);
  if (bySlug !== null) return [bySlug];
  const authors = namesIn(printedName(value));
  const members = membersOf(value);
  const [only] = authors;
  if (members === null || only === undefined || authors.length > 1) return authors;
  return [{ ...only, slug: slugOf(textOf(members.slug ?? members.id ?? members.username)) }];
}

function printedName(value: unknown): string {
  const members = membersOf(value);
  if (members === null) return nameOf(textOf(value));
  const { name, title, display_name: shown } = members;
  return nameOf(textOf(name) || textOf(shown) || textOf(title));
}

function slugReference(value: unknown): AuthorReference | null {
  const members = membersOf(value);
  if (members !== null && printedName(value) !== '') return null;
  const text = members === null ? textOf(value) : textOf(members.slug ?? members.id);
  if (!SLUG.test(text) || !BICAMERAL.test(text) || isNobody(text)) return null;
  const slug = slugOf(text.replaceAll('_', '-'));
  return slug === null ? null : { name: nameOfSlug(text), slug, kind: 'PERSON' };
}

/** Until a page tells the name: `amos-stone` is Amos Stone, and a login is itself. */
export function nameOfSlug(slug: string): string {
  const words = slug.split(/[-_.]/);
  return words.length === 1
    ? slug
    : words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}

function namesIn(name: string): AuthorReference[] {
  if (name === '' || /^\S+@\S+$/.test(name)) return [];
  const credits = creditsOf(name, { isField: true });
  return credits.length > 0 || isNobody(name) ? credits : [{ name, slug: null, kind: 'PERSON' }];
}

function firstOfEach(authors: readonly AuthorReference[]): AuthorReference[] {
  const first = new Map<string, AuthorReference>();
  for (const author of authors) {
    const key = author.slug ?? author.name;
    if (!first.has(key)) first.set(key, author);
  }
  return [...first.values()];
}
