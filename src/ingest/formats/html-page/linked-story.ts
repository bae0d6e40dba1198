import { isNode, isOfType, LinkedData, type LinkedNode, listOf } from './json-ld.js';
import { plainWords } from './page-words.js';

/** A person or organisation that linked data names. */
export interface LinkedParty {
  name: string;
  url: string | null;
  isOrganisation: boolean;
}

export interface LinkedImage {
  url: string;
  width: number | null;
  height: number | null;
  caption: string | null;
  credit: string | null;
}

/** What the page's linked data says of its story; nothing where it does not. */
export interface LinkedStory {
  /** The type says that the page is a story, not only that there is a page. */
  isStory: boolean;
  headlines: string[];
  standfirst: string | null;
  urls: string[];
  authors: LinkedParty[];
  published: string | null;
  modified: string | null;
  images: LinkedImage[];
  publisher: LinkedParty | null;
  /** The body as plain text, often cut off or without its paragraphs. */
  body: string | null;
  sections: string[];
  keywords: string[];
  language: string | null;
  corrections: { text: string; date: string | null }[];
}

const STORY =
  /(?:Article|BlogPosting|Posting|^(?:News|Analysis|Opinion|Advertiser)?Report|^Review|^CriticReview|^UserReview|^Blog|^CreativeWork|^Recipe)$/i;
const WEAK = /^(?:Blog|CreativeWork|Recipe|Review|UserReview|Report)$/i;
const PAGE = /^(?:Web|Item|About|Collection)Page$/i;

/**
 * The story that the linked data is about: the one whose headline the page's title has, or else the first that is
 * an article, or else the page itself.
 *
 * @param titles of the page, to tell its story from others that it lists.
 */
export function linkedStory(scripts: readonly string[], titles: readonly string[]): LinkedStory {
  const data = new LinkedData(scripts);
  const stories = data.nodes.filter((node) => isOfType(node, STORY));
  const named = stories.find((node) => isTitled(node, titles));
  const strong = stories.filter((node) => !isOfType(node, WEAK));
  const pages = data.nodes.filter((node) => isOfType(node, PAGE));
  const chosen =
    named ?? (strong.length <= 2 ? strong[0] : undefined) ?? (stories.length === 1 ? stories[0] : undefined);
  return storyOf(data, chosen ?? {}, pages[0] ?? {}, chosen !== undefined);
}

function isTitled(node: LinkedNode, titles: readonly string[]): boolean {
  return headlinesOf(node).some((headline) => {
    const key = keyOf(headline);
    return (
      key.length > 3 &&
      titles.some((title) => keyOf(title).startsWith(key) || key.startsWith(keyOf(title) || '\n'))
    );
  });
}

function keyOf(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function headlinesOf(node: LinkedNode): string[] {
  return ['headline', 'name', 'alternativeHeadline', 'alternateName'].flatMap((name) => textsOf(node[name]));
}

function storyOf(data: LinkedData, node: LinkedNode, page: LinkedNode, isStory: boolean): LinkedStory {
  const first = (name: string) => textsOf(node[name])[0] ?? null;
  const parties = (value: unknown) => listOf(value).flatMap((one) => partyOf(data, one));
  const authors = parties(node.author);
  return {
    isStory,
    headlines: [...textsOf(node.headline), ...textsOf(node.name)],
    standfirst: first('description') ?? first('abstract'),
    urls: [node.url, node.mainEntityOfPage, node['@id'], page.url].flatMap((value) =>
      addressesOf(data, value),
    ),
    authors: authors.length > 0 ? authors : parties(node.creator),
    published:
      first('datePublished') ?? first('uploadDate') ?? textsOf(page.datePublished)[0] ?? first('dateCreated'),
    modified: first('dateModified') ?? textsOf(page.dateModified)[0] ?? null,
    images: [...listOf(node.image), ...listOf(node.thumbnailUrl), ...listOf(page.primaryImageOfPage)].flatMap(
      (value) => imageOf(data, value),
    ),
    publisher:
      parties(node.publisher)[0] ?? parties(node.sourceOrganization)[0] ?? parties(page.publisher)[0] ?? null,
    body: first('articleBody') ?? first('reviewBody') ?? null,
    sections: textsOf(node.articleSection),
    keywords: [
      ...textsOf(node.keywords),
      ...listOf(node.about).flatMap((value) => (isNode(value) ? textsOf(value.name) : [])),
    ],
    language: first('inLanguage') ?? textsOf(page.inLanguage)[0] ?? null,
    corrections: listOf(node.correction).flatMap((value) => correctionOf(value)),
  };
}

function correctionOf(value: unknown): { text: string; date: string | null }[] {
  const node = isNode(value) ? value : { text: value };
  const text = textsOf(node.text)[0] ?? textsOf(node.description)[0];
  if (text === undefined || /^https?:\/\/\S+$/.test(text)) return [];
  return [{ text, date: textsOf(node.datePublished)[0] ?? textsOf(node.dateCreated)[0] ?? null }];
}

function partyOf(data: LinkedData, value: unknown): LinkedParty[] {
  if (Array.isArray(value)) return value.flatMap((member) => partyOf(data, member));
  if (typeof value === 'string') return named(value, null, false);
  const node = data.nodeOf(value);
  if (node === null) return [];
  const isOrganisation = isOfType(node, /Organi[sz]ation$|^(?:Brand|Corporation|NewsMediaOrganization)$/i);
  const full = [...textsOf(node.givenName).slice(0, 1), ...textsOf(node.familyName).slice(0, 1)].join(' ');
  const names = listOf(node.name).flatMap((name) => (isNode(name) ? textsOf(name.name) : textsOf(name)));
  const url = addressesOf(data, node.url)[0] ?? null;
  return (names.length > 0 ? names : [full]).flatMap((name) => named(name, url, isOrganisation));
}

function named(name: string, url: string | null, isOrganisation: boolean): LinkedParty[] {
  const plain = plainWords(name);
  return plain === '' || /^https?:\/\//i.test(plain) ? [] : [{ name: plain, url, isOrganisation }];
}

function imageOf(data: LinkedData, value: unknown): LinkedImage[] {
  if (typeof value === 'string')
    return [{ url: value, width: null, height: null, caption: null, credit: null }];
  const node = data.nodeOf(value);
  if (node === null) return [];
  const url = textsOf(node.url)[0] ?? textsOf(node.contentUrl)[0] ?? textsOf(node['@id'])[0];
  if (url === undefined) return [];
  const caption = textsOf(node.caption)[0] ?? null;
  const credit = textsOf(node.creditText)[0] ?? null;
  return [{ url, width: pixelsOf(node.width), height: pixelsOf(node.height), caption, credit }];
}

function pixelsOf(value: unknown): number | null {
  const number = Number.parseInt(textsOf(isNode(value) ? value.value : value)[0] ?? '', 10);
  return number >= 1 && number < 1_000_000 ? number : null;
}

function addressesOf(data: LinkedData, value: unknown): string[] {
  return listOf(value).flatMap((one) => {
    if (typeof one === 'string') return [one];
    const node = isNode(one) ? one : data.nodeOf(one);
    return node === null ? [] : [...textsOf(node['@id']), ...textsOf(node.url)];
  });
}

/** The texts that a value holds, of translations and the like those that are given. */
function textsOf(value: unknown): string[] {
  return listOf(value).flatMap((one) => {
    if (typeof one === 'string') return one.trim() === '' ? [] : [one.trim()];
    if (typeof one === 'number') return [String(one)];
    return isNode(one) && '@value' in one ? textsOf(one['@value']) : [];
  });
}
