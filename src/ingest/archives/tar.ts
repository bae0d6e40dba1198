import { pipeline, Readable } from 'node:stream';
import type { Header } from 'tar-stream';
import { InputFault } from '../input-fault.js';
import type { ArchiveEntry } from './archive-entry.js';
import { faultOf, sound } from './decompress.js';

const WHAT = 'tar archive';

/** The entries of a tar archive, in its order. Throws an InputFault where it is damaged; entries before stay. */
export async function* tarEntries(bytes: AsyncIterable<Buffer>): AsyncGenerator<ArchiveEntry> {
  const { extract } = await import('tar-stream');
  const unpacker = extract();
  pipeline(Readable.from(bytes), unpacker, () => {});
  try {
    for await (const entry of unpacker) {
      const pieces = entry[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
      yield asEntry(entry.header, pieces);
      // What the reader left has to be read before the next entry comes.
      while (!(await pieces.next()).done);
    }
  } catch (error) {
    throw faultOf(error, WHAT);
  }
}

function asEntry(header: Header, pieces: AsyncIterator<Buffer>): ArchiveEntry {
  return {
    name: header.name,
    isFolder: header.type === 'directory',
    size: header.size ?? null,
    fault: faultOfType(header.type),
    bytes: () => sound(piecesOf(pieces), WHAT),
  };
}

function faultOfType(type: Header['type']): InputFault | null {
  if (type === 'file' || type === 'contiguous-file' || type === 'directory') return null;
  return new InputFault(
    'UNREADABLE',
    `It is no file but a ${type ?? 'thing of unknown kind'}, which is not followed.`,
  );
}

/** Leaving early must not end the iterator: that would end the archive with it. */
async function* piecesOf(pieces: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value;
}
