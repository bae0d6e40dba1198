import { isUtf8 } from 'node:buffer';
import { pipeline, type Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { InputFault } from '../input-fault.js';
import type { ArchiveEntry } from './archive-entry.js';
import { faultOf, sound } from './decompress.js';

const WHAT = 'ZIP archive';
const UTF8_FLAG = 0x800;
const FILE_TYPE = 0o170000;
const LINK = 0o120000;

/**
 * The entries of a ZIP archive, in the order of its directory. Throws an InputFault where it is damaged; entries
 * before stay. The caller opens and closes the file.
 *
 * @param onBytes told of the compressed bytes of each entry that is opened.
 */
export async function* zipEntries(
  fileDescriptor: number,
  onBytes: (count: number) => void,
): AsyncGenerator<ArchiveEntry> {
  const { default: yauzl } = await import('yauzl');
  try {
    const zip = await new Promise<ZipFile>((resolve, reject) => {
      const options = { lazyEntries: true, autoClose: false, decodeStrings: false };
      yauzl.fromFd(fileDescriptor, options, (error, file) => (error ? reject(error) : resolve(file)));
    });
    for (let entry = await nextEntry(zip); entry !== null; entry = await nextEntry(zip)) {
      const name = await nameOf(entry);
      refuseDocuments(name);
      yield asEntry(zip, entry, name, onBytes);
    }
  } catch (error) {
    throw faultOf(error, WHAT);
  }
}

function nextEntry(zip: ZipFile): Promise<Entry | null> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      zip.removeAllListeners();
      // An error that comes when nobody waits any more must not end the program.
      zip.on('error', () => {});
      act();
    };
    zip.once('entry', (entry: Entry) => settle(() => resolve(entry)));
    zip.once('end', () => settle(() => resolve(null)));
    zip.once('error', (error: Error) => settle(() => reject(error)));
    zip.readEntry();
  });
}

/** Archivers of macOS write UTF-8 and do not say so; others mean the alphabet of the first IBM PC. */
async function nameOf(entry: Entry): Promise<string> {
  const { default: yauzl } = await import('yauzl');
  const flags = isUtf8(entry.fileNameRaw)
    ? entry.generalPurposeBitFlag | UTF8_FLAG
    : entry.generalPurposeBitFlag;
  return yauzl.getFileNameLowLevel(flags, entry.fileNameRaw, entry.extraFields, false);
}

/** Office documents, e-books and programs are ZIP archives of parts that are no stories. */
function refuseDocuments(name: string): void {
  if (!/^(?:\[Content_Types\]\.xml|mimetype|META-INF\/MANIFEST\.MF)$/.test(name)) return;
  throw new InputFault(
    'NOT_TEXT',
    'It is an Office document, an e-book or a program, not an archive of texts.',
  );
}

function asEntry(zip: ZipFile, entry: Entry, name: string, onBytes: (count: number) => void): ArchiveEntry {
  return {
    name,
    isFolder: name.endsWith('/'),
    size: entry.uncompressedSize,
    fault: faultOfEntry(entry),
    bytes: () => {
      onBytes(entry.compressedSize);
      return sound(bytesOf(zip, entry), WHAT);
    },
  };
}

function faultOfEntry(entry: Entry): InputFault | null {
  const refuse = (reason: string) => new InputFault('UNREADABLE', reason);
  if (((entry.externalFileAttributes >>> 16) & FILE_TYPE) === LINK)
    return refuse('It is no file but a symlink, which is not followed.');
  if (entry.isEncrypted()) return refuse('It is encrypted; an archive without a password is needed.');
  if (!entry.canDecodeFileData())
    return refuse(`It is compressed by method ${entry.compressionMethod}; "store" and "deflate" are read.`);
  return null;
}

async function* bytesOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  const raw = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, { decodeFileData: false }, (error, stream) =>
      error ? reject(error) : resolve(stream),
    );
  });
  let length = 0;
  let checksum = 0;
  const stream = entry.compressionMethod === 8 ? pipeline(raw, createInflateRaw(), () => {}) : raw;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    length += piece.length;
    checksum = crc32(piece, checksum);
    if (length > entry.uncompressedSize) throw new Error('an entry is longer than the archive says');
    yield piece;
  }
  if (length !== entry.uncompressedSize || checksum !== entry.crc32)
    throw new Error('the checksum of an entry is wrong');
}
