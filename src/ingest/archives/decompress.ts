import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { InputFault, isSystemError } from '../input-fault.js';
import { printable } from '../printable.js';

/** What one compressed stream holds. Throws an InputFault where it is damaged or cut off. */
export function decompress(kind: 'gzip' | 'xz', bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  return sound(kind === 'gzip' ? gunzip(bytes) : unxz(bytes), `${kind} file`);
}

async function* gunzip(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* pipeline(Readable.from(bytes), createGunzip(), () => {});
}

async function* unxz(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const { default: xz } = await import('xz-decompress');
  const compressed = Readable.toWeb(Readable.from(bytes));
  for await (const piece of new xz.XzReadableStream(compressed)) yield Buffer.from(piece);
}

/** Passes pieces on, and turns the errors of a decoder into a fault of the input. */
export async function* sound(bytes: AsyncIterable<Buffer>, what: string): AsyncGenerator<Buffer> {
  try {
    yield* bytes;
  } catch (error) {
    throw faultOf(error, what);
  }
}

/** Errors of the system and of the input pass as they are; a decoder's say that the archive is damaged. */
export function faultOf(error: unknown, what: string): unknown {
  if (error instanceof InputFault || isSystemError(error) || !(error instanceof Error)) return error;
  if (error.name === 'AbortError') return error;
  return new InputFault(
    'UNREADABLE',
    `The ${what} is damaged or cut off; a whole one is needed: ${printable(error.message, 200)}.`,
  );
}
