import { blankArticle } from '../../blank-draft.js';
import { declaredLanguage } from '../../clean/declared-language.js';
import { htmlToBlocks } from '../../clean/html-blocks.js';
import type {
  ArticleDraft,
  BlockDraft,
  CorrectionDraft,
  Refusal,
  RelatedDraft,
  SourceText,
  TagReference,
  TagType,
} from '../../draft.js';
import { type InnerText, innerText, wireBlocks } from './inner-text.js';
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
import { at, childrenOf, rawText, textOf, within, type XmlElement } from './xml-tree.js';

/** What the items of a message share. */
export interface G2Context {
  format: string;
  source: SourceText;
  /** Language of the message. */
  language: string | undefined;
}

/** A news item as an article; a refusal of one that is held back, no text, or elsewhere. */
export function g2Article(
  { format, source, language }: G2Context,
  item: XmlElement,
  place: string,
): ArticleDraft | Refusal {
  const itemMeta = at(item, 'itemmeta');
  const meta = at(item, 'contentmeta');
  const stopped = held(
    source,
    place,
    at(itemMeta, 'pubstatus')?.attributes.qcode ?? at(itemMeta, 'pubstatus')?.attributes.uri,
    textOf(at(itemMeta, 'embargoed')),
  );
  if (stopped !== null) return stopped;
  const content = contentOf(source, item);
  if (content === null) return elsewhere(source, item, place);
  const byline = firstOf(...childrenOf(meta, 'by').map(textOf), content.byline);
  const creators = childrenOf(meta, 'creator')
    .map(nameOf)
    .filter((name) => name !== null);
  const ownLanguage = at(meta, 'language')?.attributes.tag;
  return complete(source, {
    ...blankArticle(format, source, place),
    sourceId: firstOf(item.attributes.guid),
    version: versionOf(item.attributes.version),
    publication: publicationOf(nameOf(at(itemMeta, 'provider'))),
    headline: headlineOf(mainOf(meta, 'headline'), mainOf(itemMeta, 'title'), content.headline),
    standfirst: firstOf(mainOf(meta, 'description'), content.standfirst),
    byline,
    authors: authorsOf(byline === null ? creators : [], byline),
    publishedAt: dateOf(
      source,
      textOf(at(itemMeta, 'firstcreated')),
      textOf(at(meta, 'contentcreated')),
      textOf(at(itemMeta, 'versioncreated')),
    ),
    modifiedAt: dateOf(source, textOf(at(itemMeta, 'versioncreated'))),
    language:
      declaredLanguage(firstOf(ownLanguage, content.partLanguage, item.attributes.lang, language)) ??
      content.language,
    tags: distinct([...subjectsOf(meta), ...content.tags]),
    leadImage: content.leadImage,
    body: content.body,
    corrections: correctionsOf(itemMeta),
    related: linksOf(item, itemMeta),
  });
}

interface G2Content extends InnerText {
  /** Of the element that holds the text. */
  partLanguage: string | null;
}

/** The first text that the item holds; null where it holds none. */
function contentOf(source: SourceText, item: XmlElement): G2Content | null {
  for (const part of childrenOf(at(item, 'contentset'), 'inlinexml', 'inlinedata')) {
    const found = innerText(source, part, () => bareBlocks(source, part));
    const partLanguage = firstOf(part.attributes.lang, found.htmlLanguage);
    if (found.body.length > 0) return { ...found, partLanguage };
  }
  return null;
}

/** Of markup without a document around it, of markup that is escaped, or of plain text. */
function bareBlocks(source: SourceText, part: XmlElement): BlockDraft[] {
  if (part.name === 'inlinexml') return wireBlocks(source, part);
  const text = rawText(part);
  return /html/i.test(part.attributes.contenttype ?? '')
    ? htmlToBlocks(text, { baseUrl: source.url })
    : plainBlocks(text);
}

function isText(itemMeta: XmlElement | undefined): boolean {
  return /(?:^|[:/])(?:text|composite)$/i.test(classOf(itemMeta));
}

function classOf(itemMeta: XmlElement | undefined): string {
  const { qcode, uri } = at(itemMeta, 'itemclass')?.attributes ?? {};
  return qcode ?? uri ?? '';
}

function elsewhere(source: SourceText, item: XmlElement, place: string): Refusal {
  const itemMeta = at(item, 'itemmeta');
  if (!isText(itemMeta)) {
    const kind = classOf(itemMeta).replace(/^.*[:/]/, '') || 'another kind';
    return refuse(
      source,
      place,
      'NOT_A_STORY',
      `It is of the class ${kind} and holds no text; stories are taken.`,
    );
  }
  const reason =
    within(at(item, 'contentset'), 'remotecontent').length > 0
      ? 'Its text is in another file (remoteContent); send the item with its text inside.'
      : 'It holds no text; a story has one.';
  return refuse(source, place, 'NO_ARTICLE', reason);
}

/** The text of the main element of that name: the one without a role, or whose role says so, else the first. */
function mainOf(element: XmlElement | undefined, name: string): string | undefined {
  const all = childrenOf(element, name).filter((one) => textOf(one) !== '');
  const main = all.find(
    ({ attributes }) => attributes.role === undefined || /main|summary/i.test(attributes.role),
  );
  return textOf(main ?? all[0]);
}

/** The name of a party or subject: what is printed, in the first language, else what its code says. */
function nameOf(element: XmlElement | undefined): string | null {
  if (element === undefined) return null;
  const { literal, qcode, uri } = element.attributes;
  const code = (qcode ?? uri)?.replace(/^.*[:/]/, '');
  return firstOf(textOf(at(element, 'name')), literal, code);
}

const SUBJECT_TYPES: readonly [RegExp, TagType][] = [
  [/person/i, 'PERSON'],
  [/organi[sz]ation/i, 'ORGANISATION'],
  [/geoarea|poi|place|location|country/i, 'PLACE'],
  [/event/i, 'EVENT'],
];

/** Subjects with a name, and keywords. A code alone is nothing that a reader could read. */
function subjectsOf(meta: XmlElement | undefined): TagReference[] {
  const subjects = childrenOf(meta, 'subject').flatMap((subject) => {
    const { type = '', literal } = subject.attributes;
    const kind = SUBJECT_TYPES.find(([words]) => words.test(type))?.[1] ?? 'TOPIC';
    return tagOf(kind, firstOf(textOf(at(subject, 'name')), literal));
  });
  const keywords = childrenOf(meta, 'keyword').flatMap((keyword) => tagOf('TOPIC', textOf(keyword)));
  return [...subjects, ...keywords];
}

/** The editor's note of an item that is sent as a correction. */
function correctionsOf(itemMeta: XmlElement | undefined): CorrectionDraft[] {
  const signals = childrenOf(itemMeta, 'signal').map(
    ({ attributes }) => attributes.qcode ?? attributes.uri ?? '',
  );
  const note = textOf(at(itemMeta, 'ednote'));
  return note !== '' && signals.some((signal) => /correct/i.test(signal))
    ? [{ text: note, correctedAt: null }]
    : [];
}

/** Links to what else a reader may see, where they lead to the web. */
function linksOf(item: XmlElement, itemMeta: XmlElement | undefined): RelatedDraft[] {
  const links = [...childrenOf(itemMeta, 'link'), ...childrenOf(item, 'link')];
  return links.flatMap((link) => {
    const url = webAddress(link.attributes.href);
    const headline = firstOf(textOf(at(link, 'title')));
    return url === null ? [] : [{ origin: 'SOURCE', headline, teaser: null, url, slug: null }];
  });
}
