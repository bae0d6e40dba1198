import { checkDraft } from './check-draft.js';
import type { Draft, Refusal, RefusalCode, SourceText } from './draft.js';
import { detectFormat, type RegisteredFormat } from './formats/registry.js';
import { brokenOff, InputFault } from './input-fault.js';
import type { InputFile } from './inputs.js';
import { type OpenedInput, openInput } from './open-input.js';
import { type PrepareContext, type PreparedDraft, prepareDraft } from './prepare.js';
import type { OpenedSource, OpenOptions } from './source.js';

export interface ReadOptions extends OpenOptions {
  defaultPublication: string | null;
}

/**
 * Everything in one input, or in all that an archive holds, each item ready to be stored or refused. Never throws
 * for what the input holds.
 */
export async function* readInput(
  file: InputFile,
  options: ReadOptions,
): AsyncIterable<PreparedDraft | Refusal> {
  for await (const opened of openInput(file, options)) {
    if (opened.kind === 'refusal') yield opened;
    else yield* readOpened(opened, options);
  }
}

async function* readOpened(
  { file, source }: OpenedInput,
  options: ReadOptions,
): AsyncIterable<PreparedDraft | Refusal> {
  try {
    yield* readSource(file, source, options.defaultPublication);
  } catch (error) {
    if (options.signal?.aborted) return;
    yield brokenOff(file.location, error);
  } finally {
    source.close();
  }
}

async function* readSource(
  file: InputFile,
  source: OpenedSource,
  defaultPublication: string | null,
): AsyncIterable<PreparedDraft | Refusal> {
  const format = detectFormat(source.head);
  if (source.head.includes('\0') && format?.oneStoryPerFile !== false) {
    yield refusal(file, 'NUL_BYTE', 'It holds NUL bytes, which no text has; save it as plain text in UTF-8.');
    return;
  }
  if (format === null) {
    yield refusal(
      file,
      'UNKNOWN_FORMAT',
      'It is none of the formats that Broadsheet reads: feeds (RSS, RDF, Atom, JSON Feed), exports of WordPress, Broadsheet JSONL (one draft a line) and plain-text page dumps.',
    );
    return;
  }
  const context: PrepareContext = {
    location: file.location,
    source: file.source,
    path: file.path,
    storyPath: format.oneStoryPerFile ? file.path : null,
    defaultPublication,
  };
  for await (const item of format.reader.read(withinLimit(file, source, format))) {
    yield prepareItem(item, format, context);
  }
}

function prepareItem(
  item: Draft | Refusal,
  format: RegisteredFormat,
  context: PrepareContext,
): PreparedDraft | Refusal {
  if (item.kind === 'refusal') return item;
  const checked = checkDraft(item, context.location, format);
  return checked.kind === 'refusal' ? checked : prepareDraft(checked, context);
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

function refusal({ location }: InputFile, code: RefusalCode, reason: string): Refusal {
  return { kind: 'refusal', code, reason, location, item: null };
}
