import { isUtf8 } from 'node:buffer';

/** How the bytes of an input are read as text. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface DetectedEncoding {
  encoding: Encoding;
  /** Bytes of the byte order mark, to be left out. */
  bom: number;
}

/** By the byte order mark; without one it is taken for UTF-8 until a byte says otherwise. */
export function detectEncoding(start: Buffer): DetectedEncoding {
  if (start.length >= 3 && start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf)
    return { encoding: 'utf-8', bom: 3 };
  if (start.length >= 2 && start[0] === 0xff && start[1] === 0xfe) return { encoding: 'utf-16le', bom: 2 };
  if (start.length >= 2 && start[0] === 0xfe && start[1] === 0xff) return { encoding: 'utf-16be', bom: 2 };
  return { encoding: 'utf-8', bom: 0 };
}

/** Turns bytes that come in pieces into text. */
export interface Decoder {
  decode(bytes: Buffer): string;
  /** What is left when the input ends in the middle of a character. */
  end(): string;
}

/**
 * A decoder that never throws and never loses a byte. Bytes that no character begins with, in a text that has
 * been UTF-8 so far, become lone surrogates U+DC80 to U+DCFF: a draft that contains one is refused, the rest of
 * the file is not.
 */
export function createDecoder({ encoding, bom }: DetectedEncoding): Decoder {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return new Utf16Decoder(encoding === 'utf-16be');
  return new Utf8Decoder(bom > 0);
}

/** Through Buffer and not TextDecoder, which would put U+FFFD for half a pair and so hide what was wrong. */
class Utf16Decoder implements Decoder {
  private rest: Buffer = Buffer.alloc(0);

  constructor(private readonly bigEndian: boolean) {}

  decode(bytes: Buffer): string {
    const all = this.rest.length > 0 ? Buffer.concat([this.rest, bytes]) : bytes;
    const even = all.length - (all.length % 2);
    this.rest = Buffer.from(all.subarray(even));
    const whole = all.subarray(0, even);
    return (this.bigEndian ? Buffer.from(whole).swap16() : whole).toString('utf16le');
  }

  end(): string {
    return this.rest.length > 0 ? '\udc80' : '';
  }
}

/**
 * UTF-8, or Windows-1252 from the first invalid byte on when everything before it was ASCII, in which both are
 * the same. After a real multi-byte character, or a byte order mark, the file is UTF-8 and the byte is damage.
 */
class Utf8Decoder implements Decoder {
  private rest: Buffer = Buffer.alloc(0);
  private isWindows = false;

  constructor(private sure: boolean) {}

  decode(bytes: Buffer): string {
    if (this.isWindows) return decodeWindows1252(bytes);
    const all = this.rest.length > 0 ? Buffer.concat([this.rest, bytes]) : bytes;
    const end = all.length - cutTail(all);
    this.rest = Buffer.from(all.subarray(end));
    const whole = all.subarray(0, end);
    if (isUtf8(whole)) return this.accept(whole);
    return this.repair(whole) + this.windowsTail();
  }

  end(): string {
    const rest = this.rest;
    this.rest = Buffer.alloc(0);
    return rest.length > 0 ? this.repair(rest) : '';
  }

  /** What was kept back as the beginning of a UTF-8 character is none once the text turns out to be Windows-1252. */
  private windowsTail(): string {
    if (!this.isWindows) return '';
    const tail = this.rest;
    this.rest = Buffer.alloc(0);
    return decodeWindows1252(tail);
  }

  private accept(bytes: Buffer): string {
    const text = bytes.toString('utf8');
    this.sure ||= text.length < bytes.length;
    return text;
  }

  private repair(bytes: Buffer): string {
    const parts: string[] = [];
    let start = 0;
    for (let at = 0; at < bytes.length; ) {
      const length = characterLength(bytes, at);
      if (length > 0) {
        at += length;
        continue;
      }
      parts.push(this.accept(bytes.subarray(start, at)));
      if (!this.sure) {
        this.isWindows = true;
        parts.push(decodeWindows1252(bytes.subarray(at)));
        return parts.join('');
      }
      parts.push(String.fromCharCode(0xdc00 + (bytes[at] ?? 0)));
      at += 1;
      start = at;
    }
    parts.push(this.accept(bytes.subarray(start)));
    return parts.join('');
  }
}

/** The characters of the bytes 0x80 to 0x9F, where Windows-1252 differs from Latin-1; five of them have none. */
const WINDOWS_C1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** By hand, because Node 20's TextDecoder reads `windows-1252` as Latin-1. */
function decodeWindows1252(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (character) => WINDOWS_C1[character.charCodeAt(0) - 0x80] ?? character);
}

/** How many bytes at the end are the beginning of a character that goes on in the next piece: 0 to 3. */
function cutTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return sequenceLength(byte) > back ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc0 ? 2 : 1;
}

/** Bytes of the valid character that starts there; 0 where none does. */
function characterLength(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = sequenceLength(lead);
  if (length === 1 || at + length > bytes.length) return 0;
  return isUtf8(bytes.subarray(at, at + length)) ? length : 0;
}
