import type { RefusalCode } from './draft.js';

/** What is wrong with an input as a whole, seen from its first bytes. */
export interface SniffFault {
  code: RefusalCode;
  reason: string;
}

/** How well-known files that hold no text begin. */
const MAGIC: readonly (readonly [name: string, start: readonly number[], offset?: number])[] = [
  ['a PDF document', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['a bzip2 archive (unpack it with bzip2 -d)', [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59]],
  ['a Zstandard archive (unpack it with zstd -d)', [0x28, 0xb5, 0x2f, 0xfd]],
  ['a 7z archive (unpack it first)', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['a RAR archive (unpack it first)', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['a PNG image', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG image', [0xff, 0xd8, 0xff]],
  ['a GIF image', [0x47, 0x49, 0x46, 0x38]],
  ['a TIFF image', [0x49, 0x49, 0x2a, 0x00]],
  ['a TIFF image', [0x4d, 0x4d, 0x00, 0x2a]],
  ['a RIFF file (WebP, WAV, AVI)', [0x52, 0x49, 0x46, 0x46]],
  ['an ISO media file (MP4, HEIC, AVIF)', [0x66, 0x74, 0x79, 0x70], 4],
  ['an MP3 file', [0x49, 0x44, 0x33]],
  ['an old Office document', [0xd0, 0xcf, 0x11, 0xe0]],
  ['an SQLite database', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
  ['XML in EBCDIC', [0x4c, 0x6f, 0xa7, 0x94]],
  ['a program', [0x7f, 0x45, 0x4c, 0x46]],
];

/** What kind of file the bytes begin, when it is one that holds no text. */
export function binaryKind(start: Buffer): string | null {
  for (const [name, bytes, offset = 0] of MAGIC) {
    if (start.length >= offset + bytes.length && bytes.every((byte, n) => start[offset + n] === byte))
      return name;
  }
  return null;
}

/** Control characters other than the ones that texts have: tab, line ends, form feed, escape, and 0x1A at an end. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is counted.
const CONTROLS = /[\u0001-\u0008\u000b\u000e-\u0019\u001c-\u001f\u007f\u0080-\u0084\u0086-\u009f]/g;

/** Agency wires frame their texts with the control characters of teleprinters: SOH, STX, ETX, EOT and their kin. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what such a text begins with.
const WIRE = /^[\s\0\x16]*\x01[^\x02]{1,1000}\x02/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
const WIRE_CONTROLS = /[\x01-\x08\x0e-\x19\x1c-\x1f\x7f]/g;

/** One control character in so many is noise of old transfers; more is no text. */
const CONTROL_SHARE = 1 / 50;
const NUL_SHARE = 1 / 20;

/** Judges the decoded head: whether there is anything, and whether it is text at all. */
export function sniffText(head: string): SniffFault | null {
  if (head.trim() === '')
    return { code: 'EMPTY', reason: 'There is nothing in it but white space; a text is needed.' };
  const nuls = head.split('\0').length - 1;
  if (nuls > head.length * NUL_SHARE) {
    return {
      code: 'NUL_BYTE',
      reason: `${nuls} of the first ${head.length} characters are NUL: it is a binary file; a text in UTF-8 is needed.`,
    };
  }
  const text = WIRE.test(head) ? head.replace(WIRE_CONTROLS, '') : head;
  const controls = text.match(CONTROLS)?.length ?? 0;
  if (controls > head.length * CONTROL_SHARE) {
    return {
      code: 'NOT_TEXT',
      reason: `${controls} of the first ${head.length} characters are control characters: it is not a text.`,
    };
  }
  return null;
}
