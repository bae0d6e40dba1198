import { blankArticle } from '../../blank-draft.js';
import { declaredLanguage } from '../../clean/declared-language.js';
import { htmlToBlocks } from '../../clean/html-blocks.js';
import type {
  ArticleDraft,
  BlockDraft,
  CorrectionDraft,
  Refusal,
  SourceText,
  TagReference,
} from '../../draft.js';
import { firstImage } from '../../first-image.js';
import {
  authorsOf,
  complete,
  dateOf,
  distinct,
  firstOf,
  headlineOf,
  held,
  publicationOf,
  tagOf,
} from './wire-fields.js';
import { wireHtml } from './wire-html.js';
import { at, childrenOf, textOf, within, type XmlElement } from './xml-tree.js';

/** A NITF document as an article; a refusal when it is held back or holds no text. */
export function nitfArticle(format: string, source: SourceText, nitf: XmlElement): ArticleDraft | Refusal {
  const docdata = at(nitf, 'head', 'docdata');
  const release = at(docdata, 'date.release')?.attributes.norm;
  const stopped = held(source, null, docdata?.attributes['management-status'], undefined);
  if (stopped !== null) return stopped;
  const parts = nitfParts(source, nitf);
  return complete(source, {
    ...blankArticle(format, source),
    ...parts,
    sourceId: firstOf(at(docdata, 'doc-id')?.attributes['id-string'], nitf.attributes.uno),
    publication: publicationOf(
      firstOf(
        at(nitf, 'head', 'pubdata')?.attributes.name,
        textOf(at(nitf, 'body', 'body.head', 'distributor')),
        at(docdata, 'doc.copyright')?.attributes.holder,
        at(docdata, 'doc-id')?.attributes.regsrc,
      ),
    ),
    publishedAt: dateOf(
      source,
      at(docdata, 'date.issue')?.attributes.norm,
      release,
      at(nitf, 'body', 'body.head', 'dateline', 'story.date')?.attributes.norm,
      at(nitf, 'head', 'pubdata')?.attributes['date.publication'],
    ),
    section: tagOf('SECTION', at(nitf, 'head', 'pubdata')?.attributes['position.section'])[0] ?? null,
    tags: nitfTags(nitf),
    corrections: correctionsOf(docdata),
  });
}

/** What NITF says of a story itself, also where another format carries it. */
export type NitfParts = Pick<
  ArticleDraft,
  'headline' | 'standfirst' | 'byline' | 'authors' | 'language' | 'leadImage' | 'body'
>;

export function nitfParts(source: SourceText, nitf: XmlElement): NitfParts {
  const body = at(nitf, 'body');
  const head = at(body, 'body.head');
  const hedline = at(head, 'hedline');
  const headline = headlineOf(textOf(at(hedline, 'hl1')), textOf(hedline), textOf(at(nitf, 'head', 'title')));
  const second = firstOf(textOf(at(hedline, 'hl2')));
  const blocks = nitfBlocks(source, body);
  return {
    headline,
    standfirst: firstOf(textOf(at(head, 'abstract'))) ?? (second === headline ? null : second),
    ...nitfCredits(head),
    language: declaredLanguage(
      firstOf(nitf.attributes.baselang, nitf.attributes.lang, body?.attributes.lang),
    ),
    leadImage: firstImage(blocks),
    body: blocks,
  };
}

function nitfCredits(head: XmlElement | undefined): Pick<ArticleDraft, 'byline' | 'authors'> {
  const bylines = childrenOf(head, 'byline');
  const byline = firstOf(
    bylines
      .map(textOf)
      .filter((line) => line !== '')
      .join('; '),
  );
  const named = bylines.flatMap((one) => within(one, 'person').map(textOf)).filter((name) => name !== '');
  const untitled = bylines
    .map((one) => textOf({ ...one, children: one.children.filter(isNoTitle) }))
    .join(' and ');
  return { byline, authors: authorsOf(named, firstOf(untitled)) };
}

function isNoTitle(child: XmlElement | string): boolean {
  return typeof child === 'string' || child.name !== 'byttl';
}

/** The text, and the line that some agencies put below it. */
function nitfBlocks(source: SourceText, body: XmlElement | undefined): BlockDraft[] {
  const parts = [...childrenOf(body, 'body.content'), ...within(at(body, 'body.end'), 'tagline')];
  const html = parts
    .map((part) => (part.name === 'tagline' ? `<p>${wireHtml(part)}</p>` : wireHtml(part)))
    .join('\n');
  return htmlToBlocks(html, { baseUrl: source.url });
}

const CONTENT_TYPES = { person: 'PERSON', org: 'ORGANISATION', location: 'PLACE', event: 'EVENT' } as const;

/** Subjects, keywords and what the story is said to be about. */
export function nitfTags(nitf: XmlElement): TagReference[] {
  const head = at(nitf, 'head');
  const docdata = at(head, 'docdata');
  const subjects = within(head, 'tobject.subject').flatMap(({ attributes }) =>
    ['type', 'matter', 'detail'].flatMap((part) => tagOf('TOPIC', attributes[`tobject.subject.${part}`])),
  );
  const keywords = within(docdata, 'keyword').flatMap(({ attributes }) => tagOf('TOPIC', attributes.key));
  const series = within(docdata, 'series').flatMap(({ attributes }) =>
    tagOf('SERIES', attributes['series.name']),
  );
  const named = within(docdata, 'identified-content').flatMap((list) =>
    (['person', 'org', 'location', 'event'] as const).flatMap((name) =>
      childrenOf(list, name).flatMap((one) =>
        tagOf(CONTENT_TYPES[name], textOf(one) || one.attributes.value),
      ),
    ),
  );
  return distinct([...subjects, ...keywords, ...series, ...named]);
}

function correctionsOf(docdata: XmlElement | undefined): CorrectionDraft[] {
  return within(docdata, 'correction').flatMap(({ attributes }) =>
    attributes.info ? { text: attributes.info, correctedAt: null } : [],
  );
}
