import { isSlug } from '../../../content/slug.js';

/** What the path of a file says in the ways of the generators. */
export interface FileWords {
  /** The folders above it, in lower case, from the outside in. */
  folders: string[];
  /** What it is called in addresses; null where its name says nothing. */
  slug: string | null;
  /** `2015-03-02` of `2015-03-02-title.md`; null where its name has none. */
  date: string | null;
  /** `fr` of `title.fr.md`. */
  language: string | null;
  /** The page of a folder, which the folder's other pages are listed on. */
  isIndex: boolean;
}

/** Names that stand for their folder. */
const FOLDER_PAGE = /^_?index$|^readme$/;
const PAGE = /\.(?:md|markdown|mdown|mkd|mdx|html?|njk|liquid|txt)$/;

export function fileWords(location: string): FileWords {
  const path = location.split(/[\\/!]/).filter((word) => word !== '' && word !== '.');
  const file = (path.at(-1) ?? '').toLowerCase();
  const folders = path.slice(0, -1).map((folder) => folder.toLowerCase());
  const [, bare = '', language = null] =
    /^(.*?)(?:\.([a-z]{2}(?:-[a-z]{2,4})?))?$/.exec(file.replace(PAGE, '')) ?? [];
  if (!PAGE.test(file)) return { folders, slug: null, date: null, language: null, isIndex: false };
  const own = FOLDER_PAGE.test(bare) ? (folders.at(-1) ?? '') : bare;
  const [, date = null, words = ''] = /^(?:(\d{4}-\d\d-\d\d)[-_.]?)?(.*)$/.exec(own) ?? [];
  const slug = words.replaceAll(/[\s_]+/g, '-');
  return { folders, slug: isSlug(slug) ? slug : null, date, language, isIndex: bare === '_index' };
}
