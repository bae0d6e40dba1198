import type { Draft, FormatReader, Refusal, RefusalCode, SourceText } from '../draft.js';
import { describeIssues } from '../draft-fault.js';
import { draftSchema } from '../draft-schema.js';
import { linesOf } from '../lines.js';
import { printable } from '../printable.js';
import { MOST_KEPT } from '../refusal.js';

/** Bytes of UTF-8 that one line may have. */
const MAX_LINE_BYTES = 16 * 1024 * 1024;

/** Broadsheet JSONL: one draft a line, the loss-free form of what every other format becomes. */
export const jsonlReader: FormatReader = {
  name: 'jsonl',
  detect: detectJsonl,
  read: readJsonl,
};

/**
 * Whether the first line with something on it is a JSON object, or the beginning of one that is cut off. Where
 * that line is damaged, another one that is a draft tells as well.
 */
function detectJsonl(head: string): boolean {
  const text = head.trimStart();
  if (!text.startsWith('{')) return false;
  const end = text.indexOf('\n');
  if (end < 0) return /^\{\s*(?:"|\}|$)/.test(text);
  if (parseObject(text.slice(0, end)) !== null) return true;
  return text.split('\n').some((line) => {
    const value = line.startsWith('{') ? parseObject(line) : null;
    return value !== null && 'kind' in value;
  });
}

function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

async function* readJsonl(source: SourceText): AsyncIterable<Draft | Refusal> {
  let items = 0;
  for await (const { number, text } of linesOf(source.chunks(), MAX_LINE_BYTES)) {
    if (text !== null && text.trim() === '') continue;
    items += 1;
    yield readLine(text, source.location, `line ${number}`);
  }
  if (items === 0) {
    yield {
      kind: 'refusal',
      code: 'EMPTY',
      reason: 'The file has no line with anything on it; Broadsheet JSONL has one draft a line.',
      location: source.location,
      item: null,
    };
  }
}

function readLine(text: string | null, location: string, item: string): Draft | Refusal {
  const refuse = (code: RefusalCode, reason: string): Refusal => ({
    kind: 'refusal',
    code,
    reason,
    location,
    item,
    ...(text === null || text.length > MOST_KEPT ? {} : { text }),
  });
  if (text === null || isTooLong(text)) {
    return refuse('TOO_LARGE', 'The line is longer than 16 MiB, the most that one draft may have.');
  }
  if (text.includes('\0')) return refuse('NUL_BYTE', 'The line holds a NUL byte, which no text has.');
  if (!text.isWellFormed()) {
    return refuse('BAD_ENCODING', 'The line holds bytes that are not UTF-8; save the file as UTF-8.');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return refuse('INVALID_DRAFT', printable(`The line is not JSON: ${detail}.`, 300));
  }
  const parsed = draftSchema.safeParse(value);
  if (!parsed.success) return refuse('INVALID_DRAFT', describeIssues(parsed.error.issues));
  const draft = parsed.data;
  return draft.kind === 'article' ? { ...draft, format: 'jsonl', location, item } : { ...draft, item };
}

function isTooLong(text: string): boolean {
  return text.length * 3 > MAX_LINE_BYTES && Buffer.byteLength(text) > MAX_LINE_BYTES;
}
