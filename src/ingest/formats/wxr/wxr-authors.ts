import { creditsOf } from '../../clean/byline.js';
import { isNobody } from '../../clean/credit-words.js';
import type { AuthorDraft, AuthorReference, Refusal, SourceText } from '../../draft.js';
import type { TermMention, WxrRecord } from './wxr-record.js';
import { fieldOf, placeOf } from './wxr-record.js';
import { nameOf } from './wxr-text.js';

const MOST_ACCOUNTS = 100_000;
const ADDRESS = /^\S+@\S+$/;
/** What plugins for several authors put before the login in the slug of a term. */
const COAUTHOR = /^cap-/;

export interface WxrCredits {
  byline: string | null;
  authors: AuthorReference[];
}

/** The accounts of an export, by login. Logins stand for a name where there is no other; addresses are never shown. */
export class WxrAuthors {
  private readonly names = new Map<string, string>();

  constructor(private readonly source: SourceText) {}

  /** An account as authors, as many as its name names; a refusal when that is nobody's. */
  read(record: WxrRecord): AuthorDraft[] | Refusal {
    const login = fieldOf(record, 'wp:author_login');
    const shown = nameOf(fieldOf(record, 'wp:author_display_name'));
    const full = nameOf(
      `${fieldOf(record, 'wp:author_first_name')} ${fieldOf(record, 'wp:author_last_name')}`,
    );
    const name = [shown, full, nameOf(login)].find((one) => one !== '' && !ADDRESS.test(one)) ?? '';
    if (login !== '' && this.names.size < MOST_ACCOUNTS) this.names.set(keyOf(login), name);
    const item = placeOf(record);
    const authors = authorsOf(name).map(
      ({ name: author, kind }): AuthorDraft => ({
        kind: 'author',
        item,
        name: author,
        slug: null,
        authorKind: kind,
        bio: null,
        url: null,
      }),
    );
    if (authors.length > 0) return authors;
    return {
      kind: 'refusal',
      code: 'NOT_A_STORY',
      reason: 'The account has no name of a person or an organisation; an author needs one.',
      location: this.source.location,
      item,
    };
  }

  /** Who an item is credited to: the authors that plugins name, else its account. */
  creditsOf(record: WxrRecord): WxrCredits {
    const several = record.mentions.filter(({ taxonomy }) => taxonomy === 'author');
    const creator = fieldOf(record, 'dc:creator', 'wp:author');
    const names = several.length > 0 ? several.map((one) => this.coauthor(one)) : [this.nameFor(creator)];
    const given = [...new Set(names)].filter((name) => name !== '');
    const byName = new Map(given.flatMap(authorsOf).map((author) => [author.name, author]));
    return { byline: given.join(', ') || null, authors: [...byName.values()].slice(0, 200) };
  }

  private nameFor(login: string): string {
    if (login === '') return '';
    const name = this.names.get(keyOf(login)) ?? nameOf(login);
    return ADDRESS.test(name) ? '' : name;
  }

  private coauthor({ slug, name }: TermMention): string {
    const login = slug.replace(COAUTHOR, '');
    return this.names.get(keyOf(login)) ?? this.names.get(keyOf(name)) ?? nameOf(name);
  }
}

/** Whose name can be read as a byline is who that names; any other name is one still, but for `admin` and the like. */
function authorsOf(name: string): AuthorReference[] {
  if (name === '' || ADDRESS.test(name)) return [];
  const credits = creditsOf(name, { isField: true });
  if (credits.length > 0 || (isNobody(name) && !/\d/.test(name))) return credits;
  return [{ name, slug: null, kind: 'PERSON' }];
}

/** As WordPress compares logins, and as their slugs are written. */
function keyOf(login: string): string {
  return login
    .trim()
    .toLowerCase()
    .replace(/[\s.@_]+/g, '-');
}
