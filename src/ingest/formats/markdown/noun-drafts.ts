import { isOrganisation } from '../../clean/credit-words.js';
import { absoluteUrl } from '../../clean/html-image.js';
import type { AuthorDraft, TagDraft, TagType } from '../../draft.js';
import { nameOf, slugOf } from '../wxr/wxr-text.js';
import type { Fields } from './fields.js';
import type { FileWords } from './file-words.js';

/** The page of an author; null where it gives no name. */
export function authorIn(fields: Fields, file: FileWords, bio: string | null): AuthorDraft | null {
  const parts = [fields.line('firstname'), fields.line('lastname')].filter((part) => part !== '').join(' ');
  const name = nameOf(fields.text('displayname', 'fullname', 'name') || parts || fields.text('title'));
  if (name === '') return null;
  return {
    kind: 'author',
    name,
    slug: slugIn(fields, file),
    authorKind: isOrganisation(name) ? 'ORGANISATION' : 'PERSON',
    bio: fields.prose('bio', 'biography', 'about', 'description', 'summary') ?? bio,
    url: absoluteUrl(fields.text('website', 'url', 'link', 'homepage'), null),
  };
}

/** The page of a topic, section or the like; null where it gives no name. */
export function termIn(fields: Fields, file: FileWords, type: TagType, text: string | null): TagDraft | null {
  const name = nameOf(fields.text('title', 'name', 'displayname', 'tag', 'category'));
  if (name === '') return null;
  return {
    kind: 'tag',
    name,
    type,
    slug: slugIn(fields, file),
    description: fields.prose('summary', 'description', 'deck', 'excerpt') ?? text,
    aliases: [],
    formerSlugs: [],
    exactSlug: false,
    parent: null,
  };
}

/** As the posts name it. */
function slugIn(fields: Fields, file: FileWords): string | null {
  return slugOf(fields.text('slug', 'shortname', 'username').replaceAll('_', '-')) ?? file.slug;
}
