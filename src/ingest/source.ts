import { createReadStream } from 'node:fs';
import { addAbortSignal, type Readable } from 'node:stream';
import { createDecoder, type Decoder } from './decode.js';
import type { SourceText } from './draft.js';
import { detectEncoding } from './encoding.js';
import type { Fetched } from './fetch/fetcher.js';
import type { Web } from './fetch/web.js';
import { InputFault } from './input-fault.js';
import type { InputFile } from './inputs.js';
import { binaryKind, type SniffFault, sniffText } from './sniff.js';

const HEAD_BYTES = 64 * 1024;
/** Their text stays below 128 KiB at two bytes a character: V8 and malloc map larger pieces anew, page by page. */
const PIECE_BYTES = 48 * 1024;

/** An input whose beginning has been looked at. */
export interface OpenedSource extends SourceText {
  /** Lets go of the file; needed when it is not read to the end. */
  close(): void;
}

export interface OpenOptions {
  /** IANA time zone of dates that carry none. */
  timeZone: string;
  /** Called only when standard input is read: touching it can keep a process alive. */
  stdin: () => NodeJS.ReadableStream;
  /** Ends the reading with an AbortError, also while it waits for more. */
  signal?: AbortSignal | undefined;
  /** Told of every piece that was read. */
  onBytes: (count: number) => void;
  /** Gets what is on the web; without it, addresses are refused. */
  web?: Web | undefined;
}

export interface WebOrigin {
  url: string;
  charset: string | null;
}

/** The bytes of an input, the first of which have been read. */
export interface ByteSource {
  file: InputFile;
  /** At least 64 KiB, or all there is. */
  start: Buffer;
  /** What comes after the start. */
  rest: AsyncIterable<Buffer>;
  /** Where on the web they come from, and the encoding that the server names. */
  origin: WebOrigin | null;
  /** Lets go of where they come from. */
  close(): void;
}

/** What is at an address; null when it has not changed since all of it was stored. */
export async function fetchDocument(
  { url = '', readWith }: InputFile,
  options: OpenOptions,
): Promise<Fetched | null> {
  if (options.web === undefined) {
    throw new InputFault('UNREADABLE', 'Addresses on the web are not fetched here; give a file.');
  }
  const document = await options.web.get(url, options.signal, readWith);
  return document && { ...document, bytes: counted(document.bytes, options.onBytes) };
}

async function* counted(
  pieces: AsyncIterable<Buffer>,
  onBytes: (count: number) => void,
): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    onBytes(piece.length);
    yield piece;
  }
}

/** The bytes of a file, or of standard input. */
export function bytesOfFile(file: InputFile, options: OpenOptions): AsyncGenerator<Buffer> {
  const stream =
    file.path === null ? options.stdin() : createReadStream(file.path, { highWaterMark: PIECE_BYTES });
  if (options.signal) addAbortSignal(options.signal, stream as Readable);
  return bytesOf(stream, options.onBytes);
}

/**
 * Reads the beginning.
 *
 * @throws NodeJS.ErrnoException when it cannot be opened or read, or what the bytes throw; they are let go then.
 */
export async function openBytes(
  file: InputFile,
  bytes: AsyncGenerator<Buffer>,
  origin: WebOrigin | null = null,
): Promise<ByteSource> {
  // Ending the loop over a stream destroys it: a pipe that nobody reads any more must not keep the process alive.
  const close = () => void bytes.return(undefined).catch(() => {});
  try {
    return { file, start: await readStart(bytes), rest: bytes, origin, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** All of it, from the beginning. */
export async function* wholeOf({ start, rest }: ByteSource): AsyncGenerator<Buffer> {
  yield start;
  yield* rest;
}

/** Finds out the encoding of an input and whether it is text; the fault of what is no text at all. */
export function textOf(source: ByteSource, timeZone: string): OpenedSource | SniffFault {
  const judged = judge(source.start, source.origin?.charset ?? null);
  if ('code' in judged) return judged;
  const { decoder, text } = judged;
  return {
    location: source.file.location,
    url: source.origin?.url ?? null,
    timeZone,
    head: text.slice(0, HEAD_BYTES),
    chunks: () => decoded(text, source.rest, decoder),
    close: source.close,
  };
}

async function readStart(bytes: AsyncIterator<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let length = 0; length < HEAD_BYTES; ) {
    const { value, done } = await bytes.next();
    if (done) break;
    pieces.push(value);
    length += value.length;
  }
  return Buffer.concat(pieces);
}

function judge(start: Buffer, charset: string | null): SniffFault | { decoder: Decoder; text: string } {
  if (start.length === 0) return { code: 'EMPTY', reason: 'The file is empty; a text is needed.' };
  const encoding = detectEncoding(start, charset);
  const kind = binaryKind(start);
  if (kind !== null) return { code: 'NOT_TEXT', reason: `It is ${kind}, not a text.` };
  const [, unreadable] = encoding.encoding.split('unreadable:');
  if (unreadable !== undefined) {
    const reason = `It says that its encoding is ${unreadable}, which is not read; save it as UTF-8.`;
    return { code: 'BAD_ENCODING', reason };
  }
  const decoder = createDecoder(encoding);
  const text = decoder.decode(start.subarray(encoding.bom));
  return sniffText(text.slice(0, HEAD_BYTES)) ?? { decoder, text };
}

async function* bytesOf(
  stream: NodeJS.ReadableStream,
  onBytes: (count: number) => void,
): AsyncGenerator<Buffer> {
  for await (const piece of stream) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    onBytes(bytes.length);
    yield bytes;
  }
}

async function* decoded(text: string, rest: AsyncIterable<Buffer>, decoder: Decoder): AsyncIterable<string> {
  yield text;
  for await (const bytes of rest) yield decoder.decode(bytes);
  const last = decoder.end();
  if (last !== '') yield last;
}
