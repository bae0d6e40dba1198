import { isUtf8 } from 'node:buffer';
import { characterLength, cutTail, type DetectedEncoding } from './encoding.js';

/** Turns bytes that come in pieces into text. */
export interface Decoder {
  decode(bytes: Buffer): string;
  /** What is left when the input ends in the middle of a character. */
  end(): string;
}

/**
 * A decoder that never throws and never loses a byte. Bytes that are no character become lone surrogates U+DC80 to
 * U+DCFF: a draft that contains one is refused, the rest of the file is not.
 */
export function createDecoder(detected: DetectedEncoding): Decoder {
  switch (detected.encoding) {
    case 'utf-8':
      return new Utf8Decoder(detected.isSure, detected.isMarkup);
    case 'utf-16le':
      return new WideDecoder(2, (bytes) => bytes.toString('utf16le'));
    case 'utf-16be':
      return new WideDecoder(2, (bytes) => Buffer.from(bytes).swap16().toString('utf16le'));
    case 'utf-32le':
      return new WideDecoder(4, (bytes) => decodeUtf32(bytes, (at) => bytes.readUInt32LE(at)));
    case 'utf-32be':
      return new WideDecoder(4, (bytes) => decodeUtf32(bytes, (at) => bytes.readUInt32BE(at)));
    case 'windows-1252':
      return { decode: decodeWindows1252, end: () => '' };
    default:
      return new LegacyDecoder(detected.encoding);
  }
}

const DAMAGE = '\udc80';

/** Units of a fixed size. Not by TextDecoder, which would put U+FFFD for half a pair and so hide what was wrong. */
class WideDecoder implements Decoder {
  private rest: Buffer = Buffer.alloc(0);

  constructor(
    private readonly unit: number,
    private readonly decodeWhole: (bytes: Buffer) => string,
  ) {}

  decode(bytes: Buffer): string {
    const all = this.rest.length > 0 ? Buffer.concat([this.rest, bytes]) : bytes;
    const end = all.length - (all.length % this.unit);
    this.rest = Buffer.from(all.subarray(end));
    return this.decodeWhole(all.subarray(0, end));
  }

  end(): string {
    return this.rest.length > 0 ? DAMAGE : '';
  }
}

function decodeUtf32(bytes: Buffer, read: (at: number) => number): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 4) {
    const point = read(at);
    parts.push(
      point > 0x10ffff || (point >= 0xd800 && point < 0xe000) ? DAMAGE : String.fromCodePoint(point),
    );
  }
  return parts.join('');
}

/** The encodings from before Unicode, as browsers read them. */
class LegacyDecoder implements Decoder {
  private readonly decoder: InstanceType<typeof TextDecoder>;

  constructor(encoding: string) {
    this.decoder = new TextDecoder(encoding);
  }

  decode(bytes: Buffer): string {
    return markDamage(this.decoder.decode(bytes, { stream: true }));
  }

  end(): string {
    return markDamage(this.decoder.decode());
  }
}

/** None of these encodings has U+FFFD for a character, so it can only stand for bytes that were none. */
function markDamage(text: string): string {
  return text.replaceAll('\ufffd', DAMAGE);
}

/** Letters that no text has whose stray bytes are Windows-1252: Greek, Cyrillic, Arabic, Khmer, Chinese and so on. */
const OTHER_SCRIPT = /[\u0370-\u1dff\u2c00-\ud7ff\uf900-\ufdff]/;

/**
 * UTF-8, or Windows-1252 from the first invalid byte on when everything before it was ASCII, in which both are
 * the same. After a real multi-byte character, or a byte order mark, the file is UTF-8 and the byte is damage;
 * only in markup of Latin script a byte that stands alone is the Windows-1252 character that was pasted in.
 */
class Utf8Decoder implements Decoder {
  private rest: Buffer = Buffer.alloc(0);
  private isWindows = false;
  /** The byte before the ones at hand. */
  private last = 0;

  constructor(
    private sure: boolean,
    private forgiving: boolean,
  ) {}

  decode(bytes: Buffer): string {
    if (this.isWindows) return decodeWindows1252(bytes);
    const all = this.rest.length > 0 ? Buffer.concat([this.rest, bytes]) : bytes;
    const end = all.length - cutTail(all);
    this.rest = Buffer.from(all.subarray(end));
    const whole = all.subarray(0, end);
    const text = isUtf8(whole) ? this.accept(whole) : this.repair(whole) + this.windowsTail();
    this.last = whole.at(-1) ?? this.last;
    return text;
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
    if (this.forgiving && OTHER_SCRIPT.test(text)) this.forgiving = false;
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
      parts.push(this.strayByte(bytes, at));
      at += 1;
      start = at;
    }
    parts.push(this.accept(bytes.subarray(start)));
    return parts.join('');
  }

  /** A lead byte and the one after it are a character cut short, which no other encoding explains. */
  private strayByte(bytes: Buffer, at: number): string {
    const byte = bytes[at] ?? 0;
    const isAlone = byte < 0xc0 ? (bytes[at - 1] ?? this.last) < 0x80 : !isContinuation(bytes[at + 1]);
    if (this.forgiving && isAlone) return decodeWindows1252(bytes.subarray(at, at + 1));
    return String.fromCharCode(0xdc00 + byte);
  }
}

/** Whether a byte goes on with a character, or may do so: the text ends before it. */
function isContinuation(byte: number | undefined): boolean {
  return byte === undefined || (byte >= 0x80 && byte < 0xc0);
}

/** The characters of the bytes 0x80 to 0x9F, where Windows-1252 differs from Latin-1; five of them have none. */
const WINDOWS_C1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** By hand, because Node 20's TextDecoder reads `windows-1252` as Latin-1. */
function decodeWindows1252(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (character) => WINDOWS_C1[character.charCodeAt(0) - 0x80] ?? character);
}
