import { bodyTextOf } from '../../../content/article/body-text.js';
import { blankArticle } from '../../blank-draft.js';
import { creditsOf } from '../../clean/byline.js';
import { readDate } from '../../clean/dates.js';
import type { ArticleDraft, AuthorReference, BlockDraft, Refusal, SourceText } from '../../draft.js';
import { LIMITS } from '../../draft-rules.js';
import { firstImage } from '../../first-image.js';
import type { FeedChannel, FeedEntry } from './feed-entry.js';
import { onOneLine, plainText, textBlocks } from './feed-text.js';

/** The entry as an article; a refusal when it has neither a title nor a text. */
export function feedDraft(
  format: string,
  source: SourceText,
  entry: FeedEntry,
  channel: FeedChannel,
  item: string,
): ArticleDraft | Refusal {
  const { headline, body, standfirst } = headed(entry.title, textsOf(entry, channel));
  if (!/[^\p{Z}\p{C}]/u.test(headline)) {
    return {
      kind: 'refusal',
      code: 'NO_ARTICLE',
      reason: 'The item has neither a title nor a text; an article needs at least one of them.',
      location: source.location,
      item,
    };
  }
  const byline = entry.authors.join(', ') || null;
  return {
    ...blankArticle(format, source, item),
    sourceId: entry.id,
    url: entry.url,
    otherUrls: entry.otherUrls,
    publication: entry.source ?? channel.publication,
    headline,
    standfirst,
    byline,
    authors: authorsOf(entry.authors),
    publishedAt: dateOf(entry.published, source),
    modifiedAt: dateOf(entry.modified, source),
    language: entry.language ?? channel.language,
    section: entry.section,
    tags: entry.tags,
    leadImage: entry.leadImage ?? firstImage(body),
    body,
  };
}

interface Texts {
  body: BlockDraft[];
  standfirst: string | null;
}

/** Without a title, or with a whole text in its place, the headline is how the text begins. */
function headed(title: string | null, texts: Texts): Texts & { headline: string } {
  if (title === null) return { ...texts, headline: openingOf(bodyTextOf(texts.body)) };
  if (title.length <= LIMITS.line) return { ...texts, headline: title };
  const body =
    texts.body.length > 0 ? texts.body : textBlocks({ kind: 'text', value: title, base: null }, null);
  return { ...texts, body, headline: openingOf(title) };
}

/** The text, and what stands above it: the summary where there is a content too that says something else. */
function textsOf(entry: FeedEntry, channel: FeedChannel): Texts {
  const content = entry.content === null ? [] : textBlocks(entry.content, channel.base);
  if (content.length === 0) {
    const body = entry.summary === null ? [] : textBlocks(entry.summary, channel.base);
    return { body, standfirst: null };
  }
  const summary = entry.summary === null ? '' : plainText(entry.summary);
  const isSame = onOneLine(summary) === onOneLine(bodyTextOf(content));
  return { body: content, standfirst: summary === '' || isSame ? null : summary };
}

const SHORTEST_SENTENCE = 12;
const LONGEST_OPENING = 100;

/** The first sentence, as feed readers show it for items without a title; cut off at a word when it is long. */
export function openingOf(text: string): string {
  const line = onOneLine(text.slice(0, 2_000).split('\n\n')[0] ?? '');
  const [end] = [...line.matchAll(/[.!?](?=["'”’)\]]*\s)|[。！？።។]/gu)]
    .map((match) => match.index + match[0].length)
    .filter((at) => at >= SHORTEST_SENTENCE);
  const sentence = end === undefined ? line : line.slice(0, end);
  const characters = [...sentence];
  if (characters.length <= LONGEST_OPENING) return sentence;
  const cut = characters.slice(0, LONGEST_OPENING).join('');
  const space = cut.lastIndexOf(' ');
  return `${(space > LONGEST_OPENING / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:–—-]+$/u, '')}…`;
}

function authorsOf(fields: readonly string[]): AuthorReference[] {
  const found = new Map<string, AuthorReference>();
  for (const author of fields.flatMap((field) => creditsOf(field, { isField: true }))) {
    if (!found.has(author.name)) found.set(author.name, author);
  }
  return [...found.values()].slice(0, LIMITS.authors);
}

function dateOf(text: string | null, { timeZone }: SourceText): string | null {
  return text === null ? null : readDate(text, timeZone);
}
