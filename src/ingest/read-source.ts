import type { Draft, Refusal, SourceText } from './draft.js';
import { detectFormat, type RegisteredFormat } from './formats/registry.js';
import { InputFault } from './input-fault.js';
import type { InputFile } from './inputs.js';
import { refusalOf } from './refusal.js';

/** The format of an opened input; the refusal of what has none. */
export function formatOf(file: InputFile, { head }: SourceText): RegisteredFormat | Refusal {
  const format = detectFormat(head);
  if (head.includes('\0') && format?.oneStoryPerFile !== false)
    return refusalOf(
      file,
      'NUL_BYTE',
      'It holds NUL bytes, which no text has; save it as plain text in UTF-8.',
    );
  if (format === null)
    return refusalOf(
      file,
      'UNKNOWN_FORMAT',
      'It is none of the formats that Broadsheet reads: feeds (RSS, RDF, Atom, JSON Feed), exports of WordPress, HTML pages, Markdown with front matter, wires (NITF, NewsML, ninjs, IPTC 7901, ANPA), Broadsheet JSONL (one draft a line) and plain-text page dumps.',
    );
  return format;
}

/**
 * All that a reader finds in an input, as it comes.
 *
 * @throws InputFault when the input is larger than its format may be, and what reading it throws.
 */
export function readItems(
  file: InputFile,
  source: SourceText,
  format: RegisteredFormat,
): AsyncIterable<Draft | Refusal> {
  return format.reader.read(withinLimit(file, source, format));
}

/** Known sizes are judged before anything more is read, others while it is. */
function withinLimit(
  file: InputFile,
  source: SourceText,
  { reader, maxBytes }: RegisteredFormat,
): SourceText {
  if (maxBytes === null) return source;
  const tooLarge = () =>
    new InputFault(
      'TOO_LARGE',
      `It is larger than ${maxBytes / 1024 / 1024} MiB, the most that a ${reader.name} may have.`,
    );
  if ((file.size ?? 0) > maxBytes) throw tooLarge();
  return {
    location: source.location,
    url: source.url,
    timeZone: source.timeZone,
    head: source.head,
    async *chunks() {
      let length = 0;
      for await (const chunk of source.chunks()) {
        length += Buffer.byteLength(chunk);
        if (length > maxBytes) throw tooLarge();
        yield chunk;
      }
    },
  };
}
