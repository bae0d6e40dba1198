import type { RefusalCode, TagType } from '../../draft.js';
import type { Fields } from './fields.js';
import type { FileWords } from './file-words.js';
import { termTypeOf } from './post-terms.js';

/** What a page with front matter is. */
export type PageKind =
  | { kind: 'story' }
  | { kind: 'author' }
  | { kind: 'term'; type: TagType }
  | { kind: 'unfit'; code: RefusalCode; reason: string };

const PEOPLE = /^_?(?:authors?|people|persons?|contributors?|staff|team|writers?|bylines?|profiles?)$/;
const PERSON_FIELDS = [
  'bio',
  'role',
  'position',
  'jobtitle',
  'github',
  'twitter',
  'email',
  'avatar',
  'pronoun',
  'firstname',
  'lastname',
  'social',
  'profilesource',
];
const PUBLIC = /^(?:publish|published|public|live|final|)$/i;
/** Pages that list others, or that machines read. */
const LISTS =
  /^(?:home|index|archives?|search|list|tags?|categories|taxonomy|sitemap|feed|rss|atom|redirects?|404|none|xml|json)$/;
const DATES = ['date', 'publishdate', 'published', 'pubdate', 'datepublished', 'created'];

/** Judged from the front matter, and from the folders where that leaves it open. */
export function pageKind(fields: Fields, file: FileWords, body: string): PageKind {
  const status = unpublished(fields, file);
  if (status !== null)
    return unfit('NOT_PUBLISHED', `It is ${status}; pages that everybody may read are accepted.`);
  const layout = fields
    .text('layout', 'type', 'kind', 'template')
    .toLowerCase()
    .replace(/^.*\/|\.\w+$/g, '');
  const isDated = fields.has(...DATES) || file.date !== null;
  const folder = file.folders.at(-1) ?? '';
  const above = file.isIndex ? (file.folders.at(-2) ?? '') : folder;
  if (isAuthor(fields, layout, above, isDated)) return { kind: 'author' };
  if (file.isIndex && PEOPLE.test(folder)) return list();
  const type = isDated
    ? null
    : (termTypeOf(above) ?? termTypeOf(layout === 'tags' || layout === 'categories' ? '' : layout));
  const isTermPage =
    file.isIndex || above.startsWith('_') || termTypeOf(layout) !== null || body.trim() === '';
  if (type !== null && isTermPage) return { kind: 'term', type };
  if (file.isIndex || (LISTS.test(layout) && !isDated)) return list();
  if (/^\s*(?:<\?xml|\{\s*"|\[\s*\{\s*")/.test(body))
    return unfit('NOT_A_STORY', 'It is a template of data for machines; pages with a text are accepted.');
  if (body.trim() === '' && fields.has('redirectto', 'redirect', 'redirecturl')) {
    return unfit('NOT_A_STORY', 'It only leads on to another page; pages with a text are accepted.');
  }
  return { kind: 'story' };
}

function isAuthor(fields: Fields, layout: string, above: string, isDated: boolean): boolean {
  if (isDated) return false;
  if (PEOPLE.test(layout)) return true;
  const hasName = fields.has('displayname', 'name', 'title', 'fullname') || fields.has('lastname');
  if (fields.has('displayname') || (fields.has('firstname') && fields.has('lastname'))) return true;
  if (PEOPLE.test(above)) return hasName;
  return fields.has('name') && fields.has(...PERSON_FIELDS) && !fields.has('title');
}

/** Why nobody may read it; null where everybody may. */
function unpublished(fields: Fields, { folders }: FileWords): string | null {
  if (fields.flag('draft') === true) return 'a draft';
  if (fields.flag('published') === false || fields.flag('publish') === false) return 'not published';
  if (folders.includes('_drafts')) return 'a draft';
  if (fields.flag('private') === true || /^private$/i.test(fields.text('visibility'))) return 'private';
  if (fields.flag('future') === true || fields.flag('embargo') === true) return 'to be published later';
  if (fields.flag('permalink') === false) return 'not published';
  const status = fields.text('status', 'poststatus');
  return PUBLIC.test(status) ? null : `of the status "${status.slice(0, 60)}"`;
}

function list(): PageKind {
  return unfit(
    'NOT_A_STORY',
    'It is a page that lists others; posts, and pages of authors and topics, are accepted.',
  );
}

function unfit(code: RefusalCode, reason: string): PageKind {
  return { kind: 'unfit', code, reason };
}
