import type { TagReference, TagType } from '../../draft.js';
import { LIMITS } from '../../draft-rules.js';
import { nameOf, slugOf } from '../wxr/wxr-text.js';
import { type Fields, membersOf, textOf } from './fields.js';
import type { FileWords } from './file-words.js';

/** What the terms of a list are. */
const LISTS: ReadonlyMap<string, TagType> = new Map([
  ['section', 'SECTION'],
  ['sections', 'SECTION'],
  ['category', 'SECTION'],
  ['categories', 'SECTION'],
  ['tag', 'TOPIC'],
  ['tags', 'TOPIC'],
  ['topic', 'TOPIC'],
  ['topics', 'TOPIC'],
  ['keyword', 'TOPIC'],
  ['keywords', 'TOPIC'],
  ['subjects', 'TOPIC'],
  ['series', 'SERIES'],
  ['people', 'PERSON'],
  ['persons', 'PERSON'],
  ['places', 'PLACE'],
  ['locations', 'PLACE'],
  ['countries', 'PLACE'],
  ['organizations', 'ORGANISATION'],
  ['organisations', 'ORGANISATION'],
  ['companies', 'ORGANISATION'],
]);
const SLUG = /^[\p{Ll}\p{Lo}\p{M}\p{N}]+(?:-[\p{Ll}\p{Lo}\p{M}\p{N}]+)*$/u;

/** The type of the terms whose pages lie in a folder, or whose page is of a layout; null for any other word. */
export function termTypeOf(word: string): TagType | null {
  const name = word.replace(/^_/, '');
  if (name === 'term' || name === 'taxonomy') return 'TOPIC';
  return LISTS.get(name) ?? LISTS.get(`${name}s`) ?? null;
}

export interface PostTerms {
  section: TagReference | null;
  tags: TagReference[];
}

/** The section is the one that a post names, else the first of its categories. */
export function termsIn(fields: Fields, file: FileWords): PostTerms {
  const found = new Map<string, TagReference>();
  for (const [list, type] of LISTS) {
    for (const value of fields.list(list)) {
      for (const term of splitTerms(value, list, file)) {
        const reference = referenceTo(term, type);
        if (reference !== null && !found.has(keyOf(reference))) found.set(keyOf(reference), reference);
      }
    }
  }
  const tags = [...found.values()].slice(0, LIMITS.tags);
  return { section: tags.find(({ type }) => type === 'SECTION') ?? null, tags };
}

/** One text can be a list: with commas, and in Jekyll with spaces where the name of the field is a plural. */
function splitTerms(value: unknown, list: string, file: FileWords): string[] {
  const members = membersOf(value);
  const text = members === null ? textOf(value) : textOf(members.name ?? members.title ?? members.slug);
  if (text.includes(',')) return text.split(',');
  const isJekyll = file.date !== null && (list === 'tags' || list === 'categories');
  return isJekyll && members === null && /^[\p{Ll}\p{N}_-]+(?: [\p{Ll}\p{N}_-]+)+$/u.test(text)
    ? text.split(' ')
    : [text];
}

/** A term in lower case with dashes is the slug of its page, which may name it better. */
export function referenceTo(term: string, type: TagType): TagReference | null {
  const name = nameOf(term);
  if (name === '') return null;
  if (!SLUG.test(name)) return { name, type, slug: null };
  return { name: name.replaceAll('-', ' '), type, slug: slugOf(name) };
}

function keyOf({ name, type, slug }: TagReference): string {
  return slug ?? `${type} ${name.toLowerCase()}`;
}
