import { bodyTextOf } from '../../content/article/body-text.js';
import { absoluteUrl } from '../clean/html-image.js';
import type { Draft, FormatReader, Refusal, RefusalCode, SourceText } from '../draft.js';
import { LIMITS } from '../draft-rules.js';
import { printable } from '../printable.js';
import { refusalOf } from '../refusal.js';
import { wholeText } from '../whole-text.js';
import { Fields, textOf } from './markdown/fields.js';
import { fileWords } from './markdown/file-words.js';
import {
  FrontMatterFault,
  hasFrontMatter,
  parseFrontMatter,
  splitMarkdown,
} from './markdown/front-matter.js';
import { markdownToBlocks } from './markdown/markdown-blocks.js';
import { authorIn, termIn } from './markdown/noun-drafts.js';
import { pageKind } from './markdown/page-kind.js';
import { type PageAddress, postDraft } from './markdown/post-draft.js';

const FORMAT = 'markdown';

/** Markdown with front matter, as Hugo, Jekyll and Eleventy have it: posts, and pages of authors and topics. */
export const markdownReader: FormatReader = {
  name: FORMAT,
  detect: hasFrontMatter,
  read: readMarkdown,
};

async function* readMarkdown(source: SourceText): AsyncIterable<Draft | Refusal> {
  yield await readPage(await wholeText(source), source).catch((error: unknown): Refusal => {
    if (error instanceof FrontMatterFault) return refuse(source, 'MALFORMED', error.message);
    if (!(error instanceof RangeError)) throw error;
    return refuse(source, 'MALFORMED', 'It is nested deeper than can be followed; a text is accepted.');
  });
}

async function readPage(text: string, source: SourceText): Promise<Draft | Refusal> {
  const parts = splitMarkdown(text);
  const fields = new Fields(await parseFrontMatter(parts));
  const file = fileWords(source.location);
  const kind = pageKind(fields, file, parts.body);
  if (kind.kind === 'unfit') return refuse(source, kind.code, kind.reason);
  const address = addressOf(fields, source);
  const values = new Map(['title', 'description'].map((name) => [name, fields.text(name)]));
  const blocks = await markdownToBlocks(parts.body, { baseUrl: address.base, values });
  const words = bodyTextOf(blocks) || null;
  if (kind.kind === 'author') return authorIn(fields, file, words) ?? nameless(source, 'an author');
  if (kind.kind === 'term') return termIn(fields, file, kind.type, words) ?? nameless(source, 'a topic');
  const draft = postDraft(FORMAT, source, { fields, file, blocks, address });
  const reason =
    'It holds nothing but a title, or not even that; a post needs a text, a summary or a picture.';
  return draft ?? refuse(source, 'NO_ARTICLE', reason);
}

/** Paths alone are no address: a file does not say which site it belongs to. */
function addressOf(fields: Fields, source: SourceText): PageAddress {
  const given = ['canonicalurl', 'canonical', 'url', 'permalink', 'link', 'sourceurl', 'originalurl'];
  const own = given.map((name) => absoluteUrl(fields.text(name), null)).find((url) => url !== null) ?? null;
  const path = fields.text('url', 'permalink');
  const site = own ?? source.url;
  const url = own ?? (path.startsWith('/') && !path.includes(':') ? absoluteUrl(path, source.url) : null);
  const others = fields.list('aliases', 'redirectfrom').map((alias) => {
    const text = textOf(alias);
    return /^(?:https?:|\/)/i.test(text) ? absoluteUrl(text, site) : null;
  });
  const otherUrls = [...new Set(others)].filter((one): one is string => one !== null && one !== url);
  return { url, otherUrls: otherUrls.slice(0, LIMITS.otherUrls), base: site };
}

function nameless(source: SourceText, noun: string): Refusal {
  return refuse(
    source,
    'NOT_A_STORY',
    `It is the page of ${noun} without a name; a title or name is accepted.`,
  );
}

function refuse(source: SourceText, code: RefusalCode, reason: string): Refusal {
  return refusalOf(source, code, printable(reason, 400));
}
