import { blankArticle } from '../../blank-draft.js';
import { declaredLanguage } from '../../clean/declared-language.js';
import { htmlToBlocks } from '../../clean/html-blocks.js';
import type {
  ArticleDraft,
  AuthorReference,
  BlockDraft,
  CorrectionDraft,
  ImageDraft,
  Refusal,
  RelatedDraft,
  SourceText,
  TagReference,
  TagType,
} from '../../draft.js';
import { LIMITS } from '../../draft-rules.js';
import { firstImage } from '../../first-image.js';
import {
  authorsOf,
  complete,
  dateOf,
  distinct,
  firstOf,
  headlineOf,
  held,
  plainBlocks,
  publicationOf,
  refuse,
  tagOf,
  versionOf,
  webAddress,
} from './wire-fields.js';

export type Json = Readonly<Record<string, unknown>>;

export function objectOf(value: unknown): Json | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Json) : null;
}

/** Types of items that hold no story of their own. */
const NO_STORIES = /^(?:picture|video|audio|graphic|animated|event|planning|component|document)$/i;

/** An item of ninjs 1, 2 or 3 as an article; a refusal when it is held back, no story or has no text. */
export function ninjsArticle(
  format: string,
  source: SourceText,
  given: Json,
  place: string | null,
): ArticleDraft | Refusal {
  const item = lowerCased(given);
  const stopped = held(source, place, textIn(item.pubstatus), textIn(item.embargoed));
  if (stopped !== null) return stopped;
  const body = bodyOf(source, item);
  const type = textIn(item.type) ?? 'text';
  if (body.length === 0 && NO_STORIES.test(type)) {
    return refuse(
      source,
      place,
      'NOT_A_STORY',
      `It is of the type ${type} and holds no text; stories are taken.`,
    );
  }
  const byline = firstOf(textIn(item.byline), textIn(item.by));
  const slugline = textIn(item.slugline);
  return complete(source, {
    ...(place === null ? blankArticle(format, source) : blankArticle(format, source, place)),
    sourceId: firstOf(textIn(item.uri), textIn(item.guid)),
    url: webAddress(textIn(item.link) ?? textIn(item.canonical)),
    version: versionOf(textIn(item.version)),
    publication: publicationOf(sourceOf(item)),
    headline: headlineOf(mainOf(item, 'headline'), textIn(item.title), textIn(item.name), slugline),
    standfirst: firstOf(mainOf(item, 'description'), mainOf(item, 'abstract')),
    byline,
    authors: creditsIn(item, byline),
    publishedAt: dateOf(
      source,
      textIn(item.firstpublished),
      textIn(item.firstcreated),
      textIn(item.contentcreated),
      textIn(item.versioncreated),
    ),
    modifiedAt: dateOf(source, textIn(item.versioncreated)),
    language: declaredLanguage(textIn(item.language)),
    tags: tagsOf(item),
    leadImage: leadImageOf(item, body),
    body,
    corrections: correctionsOf(item),
    related: relatedOf(item),
  });
}

/** Version 1 writes members in lower case, 2 and 3 in camel case: one spelling is enough to read them by. */
function lowerCased(item: Json): Json {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name.toLowerCase(), value]));
}

function textIn(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Objects of a list, whatever else is in it. */
function objectsIn(value: unknown): Json[] {
  const found: Json[] = [];
  for (const one of Array.isArray(value) ? value : []) {
    const object = objectOf(one);
    if (object !== null) found.push(lowerCased(object));
  }
  return found;
}

/**
 * The main text of a kind: version 1 has `headline`, or `headline_x` by role, 2 and 3 a list of `headlines` with
 * roles.
 */
function mainOf(item: Json, name: string): string | undefined {
  const listed = objectsIn(item[`${name}s`]).filter(({ value }) => textIn(value) !== undefined);
  const main =
    listed.find(({ role }) => role === undefined || /main|default/i.test(String(role))) ?? listed[0];
  const plain = textIn(main?.value) ?? textIn(item[name]) ?? textIn(item[`${name}_text`]);
  if (plain !== undefined) return isHtml(main) ? plainOf(plain) : plain;
  const roles = Object.keys(item)
    .filter((key) => key.startsWith(`${name}_`))
    .sort();
  return roles.map((key) => textIn(item[key])).find((text) => text !== undefined);
}

function isHtml(part: Json | undefined): boolean {
  return /html/i.test(String(part?.contenttype ?? ''));
}

function plainOf(html: string): string {
  return htmlToBlocks(html, { baseUrl: null })
    .flatMap((block) => ('text' in block ? block.text : []))
    .join(' ');
}

/** Marked-up text goes first: plain text is the same with less. */
function bodyOf(source: SourceText, item: Json): BlockDraft[] {
  const listed = objectsIn(item.bodies);
  const html = [
    ...listed.filter(isHtml).map(({ value }) => textIn(value)),
    ...['body_xhtml', 'body_html'].map((name) => textIn(item[name])),
  ].find((text) => text !== undefined);
  if (html !== undefined) return htmlToBlocks(html, { baseUrl: source.url });
  const others = Object.keys(item)
    .filter((name) => name.startsWith('body_'))
    .sort();
  const text = [
    ...listed.map(({ value }) => textIn(value)),
    textIn(item.body_text),
    ...others.map((name) => textIn(item[name])),
  ].find((one) => one !== undefined);
  return text === undefined ? [] : plainBlocks(text);
}

/** Who made it: the source of the information, else who holds the rights. */
function sourceOf(item: Json): string | null {
  const sources = objectsIn(item.infosources);
  const named = sources.find(({ role }) => /provider|publisher|source/i.test(String(role))) ?? sources[0];
  return firstOf(
    textIn(named?.name),
    textIn(item.infosource),
    textIn(item.source),
    textIn(item.provider),
    textIn(item.copyrightholder),
  );
}

/** People whom it calls its authors, else those in the byline. */
function creditsIn(item: Json, byline: string | null): AuthorReference[] {
  const people = [...objectsIn(item.people), ...objectsIn(item.person)].filter(({ rel }) =>
    /author|creator|byline|writer|reporter/i.test(String(rel ?? '')),
  );
  const authors = [...objectsIn(item.authors), ...people].flatMap(({ name }) => textIn(name) ?? []);
  return authorsOf(authors, byline);
}

const NAMED: readonly [string, TagType][] = [
  ['subject', 'TOPIC'],
  ['subjects', 'TOPIC'],
  ['person', 'PERSON'],
  ['people', 'PERSON'],
  ['organisation', 'ORGANISATION'],
  ['organisations', 'ORGANISATION'],
  ['organization', 'ORGANISATION'],
  ['place', 'PLACE'],
  ['places', 'PLACE'],
  ['event', 'EVENT'],
  ['events', 'EVENT'],
];

function tagsOf(item: Json): TagReference[] {
  const named = NAMED.flatMap(([member, type]) =>
    objectsIn(item[member]).flatMap((one) => tagOf(type, firstOf(textIn(one.name), textIn(one.literal)))),
  );
  const keywords = (Array.isArray(item.keywords) ? item.keywords : []).flatMap((word) =>
    tagOf('TOPIC', textIn(word)),
  );
  return distinct([...named, ...keywords]);
}

/** The picture of the item itself, else of the first picture that goes with it, else the first in its text. */
function leadImageOf(item: Json, body: readonly BlockDraft[]): ImageDraft | null {
  for (const value of associationsOf(item)) {
    if (!/picture|graphic/i.test(textIn(value.type) ?? '')) continue;
    const image = imageOf(value);
    if (image !== null) return image;
  }
  return imageOf(item) ?? firstImage(body);
}

/** The largest rendition that is a picture on the web. */
function imageOf(item: Json): ImageDraft | null {
  const renditions = objectsIn(listed(item.renditions));
  const pictures = renditions.flatMap((one) => {
    const type = textIn(one.contenttype) ?? textIn(one.mimetype) ?? 'image/';
    const url = webAddress(textIn(one.href));
    return url === null || !type.startsWith('image/')
      ? []
      : [{ url, width: pixelsOf(one.width), height: pixelsOf(one.height) }];
  });
  const [largest] = pictures.sort((a, b) => (b.width ?? 0) - (a.width ?? 0));
  if (largest === undefined) return null;
  return {
    ...largest,
    alt: null,
    caption: firstOf(mainOf(item, 'description'), mainOf(item, 'headline')),
    credit: firstOf(
      textIn(item.by),
      textIn(item.byline),
      textIn(item.creditline),
      textIn(item.copyrightholder),
    ),
  };
}

function pixelsOf(value: unknown): number | null {
  const pixels = Number(value);
  return Number.isInteger(pixels) && pixels >= 1 && pixels <= 1_000_000 ? pixels : null;
}

/** Items that go with this one. */
function associationsOf(item: Json): Json[] {
  return objectsIn(listed(item.associations));
}

/** By name in version 1, a list since. */
function listed(members: unknown): unknown {
  return Array.isArray(members) ? members : Object.values(objectOf(members) ?? {});
}

/** Other stories that go with this one, by headline and by address where that is on the web. */
function relatedOf(item: Json): RelatedDraft[] {
  return associationsOf(item)
    .filter(({ type }) => /^(?:text|composite)$/i.test(textIn(type) ?? ''))
    .flatMap((value): RelatedDraft[] => {
      const headline = firstOf(mainOf(value, 'headline'), textIn(value.title));
      const url = webAddress(textIn(value.link) ?? textIn(value.uri));
      if (headline === null && url === null) return [];
      return [
        { origin: 'SOURCE', headline: headline && headlineOf(headline), teaser: null, url, slug: null },
      ];
    })
    .slice(0, LIMITS.related);
}

/** The editor's note of an item that says that it corrects. */
function correctionsOf(item: Json): CorrectionDraft[] {
  const note = textIn(item.ednote);
  const signals = [textIn(item.signal), textIn(item.profile), note].join(' ');
  return note !== undefined && /correct(?:s|ed|ing|ion)\b/i.test(signals)
    ? [{ text: note, correctedAt: null }]
    : [];
}
