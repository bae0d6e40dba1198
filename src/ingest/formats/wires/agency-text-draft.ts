import { blankArticle } from '../../blank-draft.js';
import { monthNumber } from '../../clean/month-names.js';
import type { ArticleDraft, Refusal, SourceText, Timestamp } from '../../draft.js';
import {
  authorsOf,
  complete,
  distinct,
  firstOf,
  headlineOf,
  plainBlocks,
  publicationOf,
  tagOf,
} from './wire-fields.js';

/** A message as it went over the wire: what stands before its text, its text, and what stands behind. */
interface Message {
  header: string;
  text: string;
  trailer: string;
}

/** Start of the header, start of the text, its end, and the end of the transmission. */
const SOH = '\u0001';
const STX = '\u0002';
const ETX = '\u0003';
const EOT = '\u0004';

/** All but tabs and line ends. */
const CONTROLS = /[^\P{Cc}\t\n]+/gu;

/** What stands above a headline and is none: which version of the story it is. */
const VERSION_MARK = /^(?:\(?\w+\)|[\dA-Z][\dA-Z /-]*)$/;

/** Whether a text begins as a message does. */
export function beginsMessage(head: string): boolean {
  const start = head.indexOf(SOH);
  const text = head.indexOf(STX, start);
  return (
    start >= 0 && start < 20 && text > start && text - start < 2_000 && clean(head.slice(0, start)) === ''
  );
}

/** Null for what has no start of a text. */
export function messageOf(given: string): Message | null {
  const all = given.replace(/\r\n?/g, '\n');
  const start = all.indexOf(SOH);
  const text = all.indexOf(STX, start);
  if (start < 0 || text < 0) return null;
  const [whole = ''] = all.slice(text + 1).split(EOT);
  const [body = '', trailer = ''] = whole.split(ETX);
  return { header: all.slice(start + 1, text), text: body, trailer };
}

/** A message of IPTC 7901: header, keywords, headline and byline up to a line that ends in `=`, text, date. */
export function iptcArticle(format: string, source: SourceText, message: Message): ArticleDraft | Refusal {
  const [first = '', ...others] = linesOf(message.header);
  const [, number = '', agency = ''] = /^(\w+)\s+\d\s+\S+\s+(?:\d+\s+)?(?:c+b\s+)?(.*)$/.exec(first) ?? [];
  const lines = message.text.split('\n');
  const end = lines.slice(0, 8).findIndex((line) => /=\s*$/.test(line));
  const head = lines.slice(0, end < 0 ? 1 : end + 1).map((line) => clean(line).replace(/\s*=$/, ''));
  const byline = head.find((line) => /^by\s/i.test(line)) ?? null;
  const titles = head.filter((line) => line !== '' && line !== byline && !VERSION_MARK.test(line));
  const publishedAt = iptcDate(message.trailer);
  return complete(source, {
    ...blankArticle(format, source),
    sourceId: idOf(number, publishedAt),
    publication: publicationOf(firstOf(agency.replace(/\s+\d+$/, ''))),
    headline: headlineOf(titles.join(' '), head.join(' ')),
    byline,
    authors: authorsOf([], byline),
    publishedAt,
    tags: distinct(others.flatMap((line) => line.split('/')).flatMap((word) => tagOf('TOPIC', word))),
    body: plainBlocks(cleanText(lines.slice(head.length).join('\n'))),
  });
}

/** A message of ANPA 1312: lines of the editors begin with a circumflex and end in `<` or `=`, paragraphs with a tab. */
export function anpaArticle(format: string, source: SourceText, message: Message): ArticleDraft | Refusal {
  const lines = message.text.split('\n');
  const sent = /(\d\d)-(\d\d)-(\d\d) (\d\d)(\d\d)GMT/.exec(message.trailer);
  const publishedAt = sent === null ? null : momentOf(sent[3], Number(sent[1]), sent[2], sent[4], sent[5]);
  const firstText = lines.findIndex((line, at) => at > 0 && !isOfEditors(line) && clean(line) !== '');
  const split = firstText < 0 ? lines.length : firstText;
  const [keyword = '', ...head] = lines
    .slice(0, split)
    .map(editorsLine)
    .filter((line) => line !== '');
  const byline = head.find((line) => /^by\s/i.test(line)) ?? null;
  const slug = keyword.replace(/,\s*\d*$/, '');
  const [, number = ''] = /^\W*(\w+)/.exec(clean(message.header)) ?? [];
  return complete(source, {
    ...blankArticle(format, source),
    sourceId: idOf(number, publishedAt),
    headline: headlineOf(head.find(isHeadline), slug),
    byline,
    authors: authorsOf([], byline),
    publishedAt,
    body: plainBlocks(textOf(lines.slice(split))),
  });
}

function isOfEditors(line: string): boolean {
  return line.replace(CONTROLS, '').trimStart().startsWith('^') && /[<=]\s*$/.test(line);
}

/** Notes of the editors, bylines and the agency's own line are no headlines. */
function isHeadline(line: string): boolean {
  return !/^(?:by\s|\(?eds?\b|ap (?:photo|video|graphic)|editor'?s? note|associated press$|all times)/i.test(
    line,
  );
}

/** Paragraphs apart, lines of the editors among them. */
function textOf(lines: readonly string[]): string {
  const paragraphs = lines
    .filter((line) => !/^\s*\^END</.test(line))
    .map((line) => (/^(?:\t|\^| {2,})/.test(line) ? `\n\n${editorsLine(line)}` : editorsLine(line)));
  return cleanText(paragraphs.join('\n'));
}

function editorsLine(line: string): string {
  return clean(line)
    .replace(/^\^/, '')
    .replace(/\s*[<=]$/, '')
    .trim();
}

/** `212322 GMT Nov 18` is the 21st of November 2018 at 23:22. */
function iptcDate(trailer: string): Timestamp | null {
  const found = /(\d\d)(\d\d)(\d\d)\s+(?:GMT\s+)?(\p{L}{3,9})\.?\s+(\d\d)\b/u.exec(trailer);
  if (found === null) return null;
  return momentOf(found[5], monthNumber(found[4] ?? '') ?? 0, found[1], found[2], found[3]);
}

/** Two digits of a year are of the hundred years that end soon. */
function momentOf(
  year: string | undefined,
  month: number,
  ...[day, hour, minute]: (string | undefined)[]
): Timestamp | null {
  const two = Number(year);
  const date = new Date(
    Date.UTC(two < 70 ? 2000 + two : 1900 + two, month - 1, Number(day), Number(hour), Number(minute)),
  );
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(day);
  return isReal ? date.toISOString() : null;
}

/** Agencies count from one again each day. */
function idOf(number: string, date: Timestamp | null): string | null {
  return number === '' || date === null ? null : `${number}/${date.slice(0, 10)}`;
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map(clean)
    .filter((line) => line !== '');
}

function clean(line: string): string {
  return line.replace(CONTROLS, ' ').replace(/\s+/g, ' ').trim();
}

function cleanText(text: string): string {
  return text.replace(CONTROLS, ' ');
}
