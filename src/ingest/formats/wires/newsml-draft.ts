import { blankArticle } from '../../blank-draft.js';
import { declaredLanguage } from '../../clean/declared-language.js';
import type { ArticleDraft, BlockDraft, Refusal, SourceText, TagReference, TagType } from '../../draft.js';
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
} from './wire-fields.js';
import { at, childrenOf, rawText, textOf, within, type XmlElement } from './xml-tree.js';

/** A news item of NewsML 1 as an article: its first component with text. */
export function newsmlArticle(
  format: string,
  source: SourceText,
  item: XmlElement,
  place: string,
): ArticleDraft | Refusal {
  const identifier = at(item, 'identification', 'newsidentifier');
  const management = at(item, 'newsmanagement');
  const stopped = held(source, place, formal(at(management, 'status')), undefined);
  if (stopped !== null) return stopped;
  const components = allComponents(item);
  const texts = components.flatMap((component) => textsOf(source, component));
  const [text] = texts;
  if (text === undefined) {
    const media = formal(within(item, 'mediatype')[0]) ?? 'no text';
    return refuse(source, place, 'NOT_A_STORY', `It holds ${media}, and no text; stories are taken.`);
  }
  const line = (name: string) =>
    within(item, name)
      .map(textOf)
      .find((one) => one !== '');
  const byline = firstOf(line('byline'), text.byline);
  const authors = within(item, 'creator').flatMap((creator) => formal(at(creator, 'party')) ?? []);
  return complete(source, {
    ...blankArticle(format, source, place),
    sourceId: idOf(identifier),
    version: versionOf(textOf(at(identifier, 'revisionid'))),
    publication: publicationOf(
      firstOf(
        ...within(item, 'provider').map((one) => formal(at(one, 'party'))),
        textOf(at(identifier, 'providerid')),
      ),
    ),
    headline: headlineOf(line('headline'), text.headline, line('subheadline')),
    standfirst: firstOf(line('headline') === undefined ? undefined : line('subheadline'), text.standfirst),
    byline,
    authors: authorsOf(byline === null ? authors : [], byline),
    publishedAt: dateOf(source, textOf(at(management, 'firstcreated')), textOf(at(identifier, 'dateid'))),
    modifiedAt: dateOf(source, textOf(at(management, 'thisrevisioncreated'))),
    language:
      declaredLanguage(firstOf(formal(within(item, 'language')[0]), item.attributes.lang)) ?? text.language,
    tags: distinct([...tagsOf(item), ...text.tags]),
    leadImage: text.leadImage,
    body: texts.flatMap(({ body }) => body),
  });
}

/** Components lie in components; each is asked for its own text alone. */
function allComponents(element: XmlElement): XmlElement[] {
  return childrenOf(element, 'newscomponent').flatMap((one) => [one, ...allComponents(one)]);
}

function textsOf(source: SourceText, component: XmlElement): InnerText[] {
  // The caption of a picture is no text of the story.
  if (/caption|teaser/i.test(formal(at(component, 'role')) ?? '')) return [];
  return childrenOf(component, 'contentitem').flatMap((content) => {
    const data = at(content, 'datacontent');
    const media = formal(at(content, 'mediatype')) ?? 'Text';
    if (data === undefined || !/text/i.test(media)) return [];
    const part = innerText(source, data, () => bareBlocks(source, data));
    return part.body.length > 0 ? [part] : [];
  });
}

/** Of markup without a document around it, or of plain text. */
function bareBlocks(source: SourceText, data: XmlElement): BlockDraft[] {
  const hasMarkup = data.children.some((child) => typeof child !== 'string');
  return hasMarkup ? wireBlocks(source, data) : plainBlocks(rawText(data));
}

/** The publisher's id of the story: the same in all its revisions. */
function idOf(identifier: XmlElement | undefined): string | null {
  const own = textOf(at(identifier, 'newsitemid'));
  if (own === '') return firstOf(textOf(at(identifier, 'publicidentifier')));
  return [textOf(at(identifier, 'providerid')), textOf(at(identifier, 'dateid')).slice(0, 8), own]
    .filter((part) => part !== '')
    .join(':');
}

const TOPIC_TYPES: Readonly<Record<string, TagType>> = {
  person: 'PERSON',
  company: 'ORGANISATION',
  organisation: 'ORGANISATION',
  organization: 'ORGANISATION',
};

/** Keywords, and what is described by a name and not by a code. */
function tagsOf(item: XmlElement): TagReference[] {
  const keywords = within(item, 'keywordline').flatMap((line) =>
    textOf(line)
      .split(/[,;]/)
      .flatMap((word) => tagOf('TOPIC', word)),
  );
  const places = within(item, 'location').flatMap((location) =>
    within(location, 'property').flatMap(({ attributes }) =>
      /^(?:city|country|countryarea)$/i.test(attributes.formalname ?? '') &&
      !/^[A-Z]{2,3}$/.test(attributes.value ?? '')
        ? tagOf('PLACE', attributes.value)
        : [],
    ),
  );
  const topics = within(item, 'topic').flatMap((topic) => {
    const type = TOPIC_TYPES[(formal(at(topic, 'topictype')) ?? '').toLowerCase()];
    return type === undefined ? [] : tagOf(type, textOf(at(topic, 'description')));
  });
  return [...keywords, ...places, ...topics];
}

function formal(element: XmlElement | undefined): string | undefined {
  return element?.attributes.formalname;
}
