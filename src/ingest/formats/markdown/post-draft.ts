import { bodyTextOf } from '../../../content/article/body-text.js';
import { blankArticle } from '../../blank-draft.js';
import { readDate } from '../../clean/dates.js';
import { declaredLanguage } from '../../clean/declared-language.js';
import type { ArticleDraft, BlockDraft, CorrectionDraft, SourceText } from '../../draft.js';
import { LIMITS } from '../../draft-rules.js';
import { openingOf } from '../feed/feed-draft.js';
import { lineOf, proseOf, slugOf } from '../wxr/wxr-text.js';
import { type Fields, membersOf, textOf } from './fields.js';
import type { FileWords } from './file-words.js';
import { leadImageIn } from './post-image.js';
import { creditsIn } from './post-people.js';
import { termsIn } from './post-terms.js';

/** Where a page says that it is. */
export interface PageAddress {
  url: string | null;
  otherUrls: string[];
  /** What its relative addresses count from. */
  base: string | null;
}

const PUBLISHED = [
  'date',
  'publishdate',
  'published',
  'pubdate',
  'datepublished',
  'publishedat',
  'created',
  'createdat',
];
const MODIFIED = [
  'lastmod',
  'lastmodified',
  'lastmodifiedat',
  'modified',
  'modifiedat',
  'datemodified',
  'updated',
  'updatedat',
  'dateupdated',
  'lastupdated',
];
const STANDFIRST = [
  'deck',
  'dek',
  'standfirst',
  'subtitle',
  'subheading',
  'summary',
  'excerpt',
  'description',
  'abstract',
  'lede',
  'intro',
];

/** A post or page as an article; null when it holds nothing to read or see. */
export function postDraft(
  format: string,
  source: SourceText,
  {
    fields,
    file,
    blocks,
    address,
  }: { fields: Fields; file: FileWords; blocks: BlockDraft[]; address: PageAddress },
): ArticleDraft | null {
  const title = fields.line('title', 'headline', 'heading', 'name');
  const body = withoutTitle(blocks, title);
  const standfirst = fields.prose(...STANDFIRST);
  const leadImage = leadImageIn(fields, address.base);
  const headline = headlineOf(title, blocks, file, body);
  if (headline === '' || (body.length === 0 && standfirst === null && leadImage === null)) return null;
  return {
    ...blankArticle(format, source),
    sourceId: sourceIdIn(fields),
    url: address.url,
    otherUrls: address.otherUrls,
    slug: slugIn(fields, file),
    headline,
    standfirst,
    ...creditsIn(fields),
    publishedAt: fields.moment(source.timeZone, ...PUBLISHED) ?? readDate(file.date ?? '', source.timeZone),
    modifiedAt: fields.moment(source.timeZone, ...MODIFIED),
    language: declaredLanguage(fields.text('language', 'lang', 'locale', 'languagecode') || file.language),
    ...termsIn(fields, file),
    leadImage,
    body,
    corrections: correctionsIn(fields, source.timeZone),
  };
}

/** The title; else the first heading, else the words of the file's name as Jekyll takes them, else the first words. */
function headlineOf(
  title: string,
  blocks: readonly BlockDraft[],
  file: FileWords,
  body: readonly BlockDraft[],
): string {
  const [first] = blocks;
  const heading = first?.type === 'heading' && first.level === 1 ? first.text : '';
  const named = file.date === null || file.slug === null ? '' : file.slug.replaceAll('-', ' ');
  const headline = title || heading || named;
  return headline !== '' && headline.length <= LIMITS.line
    ? headline
    : openingOf(headline || bodyTextOf(body));
}

/** Some pages repeat their title above the text, others have it there alone. */
function withoutTitle(blocks: BlockDraft[], title: string): BlockDraft[] {
  const [first, ...rest] = blocks;
  if (first?.type !== 'heading' || first.level !== 1) return blocks;
  return title === '' || lineOf(first.text).toLowerCase() === title.toLowerCase() ? rest : blocks;
}

/** Identifiers that are the same nowhere else; numbers and names of one site can be another's too. */
function sourceIdIn(fields: Fields): string | null {
  const id = fields.text('guid', 'uuid', 'uid');
  return id !== '' && id.length <= LIMITS.address ? id : null;
}

/** The one that the page asks for, else the last word of its address or of its file. */
function slugIn(fields: Fields, file: FileWords): string | null {
  const path = fields.text('permalink', 'url');
  const last = path.includes(':')
    ? ''
    : (path
        .replace(/\/(?:index\.html?)?$/, '')
        .split('/')
        .at(-1) ?? '');
  return slugOf(fields.text('slug')) ?? slugOf(last.replace(/\.html?$/, '')) ?? file.slug;
}

function correctionsIn(fields: Fields, timeZone: string): CorrectionDraft[] {
  return fields.list('corrections', 'correction').flatMap((value): CorrectionDraft[] => {
    const members = membersOf(value);
    const text = proseOf(
      members === null ? textOf(value) : textOf(members.text ?? members.note ?? members.correction),
    );
    return text === null ? [] : [{ text, correctedAt: readDate(textOf(members?.date), timeZone) }];
  });
}
