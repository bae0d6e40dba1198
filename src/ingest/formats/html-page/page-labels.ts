import { declaredLanguage } from '../../clean/declared-language.js';
import { absoluteUrl } from '../../clean/html-image.js';
import type { ImageDraft, PublicationReference, TagReference, TagType } from '../../draft.js';
import { LIMITS } from '../../draft-rules.js';
import { distinctTags } from '../feed/entry-tags.js';
import type { LinkedStory } from './linked-story.js';
import { lineOf, type PageDocument } from './page-dom.js';
import type { PageMeta } from './page-meta.js';
import type { PageRegion } from './page-region.js';
import { plainWords } from './page-words.js';

const SITE_META = [
  'og:site_name',
  'application-name',
  'dc.publisher',
  'dcterms.publisher',
  'citation_journal_title',
  'cre',
  'copyright-holder',
];
const LONGEST_SITE = 80;

/** What the site calls itself; null when the page does not say. */
export function siteName(meta: PageMeta, linked: LinkedStory): string | null {
  const name =
    meta.words(...SITE_META.slice(0, 1)) ?? linked.publisher?.name ?? meta.words(...SITE_META.slice(1));
  return name === null || name.length > LONGEST_SITE || /^https?:\/\//i.test(name) ? null : name;
}

export function publicationOf(
  name: string | null,
  url: string | null,
  language: string | null,
): PublicationReference | null {
  if (name === null) return null;
  return { name, slug: null, url: url === null ? null : `${new URL(url).origin}/`, language };
}

export function pageLanguage(
  document: PageDocument,
  meta: PageMeta,
  linked: LinkedStory,
  root: ReadonlyMap<string, string>,
): string | null {
  const stated = [
    root.get('lang'),
    root.get('xml:lang'),
    linked.language,
    ...meta.all('content-language', 'language', 'dc.language', 'dcterms.language', 'inlanguage'),
    ...meta.all('og:locale'),
    document.querySelector('article[lang], main[lang]')?.getAttribute('lang'),
  ];
  for (const language of stated) {
    const known = declaredLanguage(language);
    if (known !== null) return known;
  }
  return null;
}

/** Words that name the site's front page in a trail, not a part of it. */
const HOME = /^(?:home(?:page)?|start(?:seite)?|accueil|inicio|início|index|главная|トップ|ホーム)$/iu;

export function pageSection(meta: PageMeta, linked: LinkedStory): TagReference | null {
  const name = [
    ...linked.sections,
    ...meta.all(
      'article:section',
      'og:article:section',
      'parsely-section',
      'section',
      'articlesection',
      'cxenseparse:category',
      'dc.subject.section',
    ),
  ]
    .map(plainWords)
    .find((words) => words !== '' && words.length <= 100 && !HOME.test(words));
  return name === undefined ? null : { name, type: 'SECTION', slug: null };
}

/** More keywords than that are there for search engines. */
const MOST_KEYWORDS = 60;

export function pageTags(
  region: PageRegion,
  meta: PageMeta,
  linked: LinkedStory,
  section: TagReference | null,
): TagReference[] {
  const lists = [
    linked.keywords,
    [...meta.all('article:tag', 'og:article:tag', 'og:video:tag')],
    meta.all('parsely-tags', 'sailthru.tags', 'news_keywords', 'keywords', 'dc.subject', 'dcterms.subject'),
    [...region.document.querySelectorAll('[rel~=tag]')].slice(0, 200).map(lineOf),
  ];
  const list = lists.map((texts) => texts.flatMap(separated)).find((names) => names.length > 0) ?? [];
  const shown = lists[3]?.map((name) => name.replace(/^#/, '')) ?? [];
  const names = [...list, ...shown].slice(0, MOST_KEYWORDS).filter((name) => name.length <= 120);
  return distinctTags(names.filter((name) => name !== section?.name).map(typed));
}

/** `Person: Ann Lee` and `subject:Rivers` say what they are. */
const TYPED =
  /^(?<type>person|people|place|location|organi[sz]ation|company|event|series|subject|topic|tag|keyword)s?\s?[:/]\s?(?<name>\S.*)$/i;
const TYPES: Readonly<Record<string, TagType>> = {
  person: 'PERSON',
  people: 'PERSON',
  place: 'PLACE',
  location: 'PLACE',
  organisation: 'ORGANISATION',
  organization: 'ORGANISATION',
  company: 'ORGANISATION',
  event: 'EVENT',
  series: 'SERIES',
};

function typed(words: string): { name: string; type: TagType } {
  const { type = '', name = words } = TYPED.exec(words)?.groups ?? {};
  return { name, type: TYPES[type.toLowerCase()] ?? 'TOPIC' };
}

function separated(text: string): string[] {
  return plainWords(text)
    .split(/\s*[,;，、]\s*/)
    .map((name) => name.replace(/^#/, '').trim())
    .filter((name) => name !== '');
}

/** The picture that the page gives for its story, with what is known of it. */
export function leadImage(meta: PageMeta, linked: LinkedStory, baseUrl: string | null): ImageDraft | null {
  const addresses = meta.all(
    'og:image:secure_url',
    'og:image',
    'og:image:url',
    'twitter:image',
    'twitter:image:src',
    'thumbnail',
    'sailthru.image.full',
    'parsely-image-url',
  );
  const shared = addresses.map((address) => absoluteUrl(address, baseUrl)).find((url) => url !== null);
  const described = linked.images
    .map((image) => ({ ...image, url: absoluteUrl(image.url, baseUrl) }))
    .find(({ url }) => url !== null);
  const url = shared ?? described?.url ?? null;
  if (url === null) return null;
  const same = linked.images.find((image) => absoluteUrl(image.url, baseUrl) === url);
  const size = (name: string) => {
    const number = Number.parseInt(meta.words(`og:image:${name}`) ?? '', 10);
    return shared !== undefined && number >= 1 && number < 100_000 ? number : null;
  };
  return {
    url,
    alt: shared === undefined ? null : meta.words('og:image:alt', 'twitter:image:alt'),
    caption: same?.caption ?? null,
    credit: same?.credit ?? null,
    width: size('width') ?? same?.width ?? null,
    height: size('height') ?? same?.height ?? null,
  };
}

/** Where the story is, the address to quote first, and all others that the page names. */
export function pageAddresses(
  document: PageDocument,
  meta: PageMeta,
  linked: LinkedStory,
  fetchedFrom: string | null,
): { url: string | null; otherUrls: string[]; base: string | null } {
  const link = (rel: string) =>
    [...document.querySelectorAll(`link[rel~="${rel}" i][href]`)].map(
      (element) => element.getAttribute('href') ?? '',
    );
  const declared = document.querySelector('base[href]')?.getAttribute('href') ?? '';
  const given = [
    ...link('canonical'),
    ...meta.all('og:url'),
    ...linked.urls,
    ...meta.all('parsely-link', 'twitter:url', 'dc.identifier', 'citation_public_url'),
  ];
  const site =
    fetchedFrom ?? given.map((address) => absoluteUrl(address, null)).find((url) => url !== null) ?? null;
  const base = absoluteUrl(declared, site) ?? site;
  const stories = given
    .flatMap((address) => absoluteUrl(address.replace(/#.*$/s, ''), site) ?? [])
    .filter(hasPath);
  const url = stories[0] ?? fetchedFrom;
  const others = [
    ...stories,
    ...[...link('amphtml'), ...link('shortlink')].flatMap((address) => absoluteUrl(address, site) ?? []),
    fetchedFrom,
  ];
  const otherUrls = [...new Set(others)].filter(
    (address) => address !== null && address !== url && hasPath(address),
  );
  return { url, otherUrls: otherUrls.filter((address) => address !== null).slice(0, LIMITS.otherUrls), base };
}

/** Whether it can be the address of one story: the site's front page is none. */
function hasPath(address: string): boolean {
  const { pathname, search } = new URL(address);
  return pathname !== '/' || search !== '';
}
