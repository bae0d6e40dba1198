import { isUtf8 } from 'node:buffer';

/** How the bytes of an input are read as text: a name of the WHATWG Encoding Standard, UTF-32, or an unreadable one. */
export type Encoding = string;

export interface DetectedEncoding {
  encoding: Encoding;
  /** Bytes of the byte order mark, to be left out. */
  bom: number;
  /** Bytes that break UTF-8 are damage: the text is known to be UTF-8, and no guess about it is open. */
  isSure: boolean;
  /** The text is HTML or XML: browsers and feed readers take a lone Windows-1252 byte in them for what it means. */
  isMarkup: boolean;
}

/** Longest first: the mark of UTF-32 begins with the one of UTF-16. */
const MARKS: readonly (readonly [encoding: Encoding, mark: readonly number[]])[] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * By the byte order mark, by where the NUL bytes of UTF-16 and UTF-32 stand, by what the text or the transport
 * declares unless the bytes disagree; what is left is UTF-8, or Windows-1252 where the bytes are not.
 *
 * @param charset what the transport said, such as an HTTP header; it goes before what the text says.
 */
export function detectEncoding(start: Buffer, charset: string | null = null): DetectedEncoding {
  const marked = MARKS.find(([, mark]) => mark.every((byte, n) => start[n] === byte));
  if (marked) return { encoding: marked[0], bom: marked[1].length, isSure: true, isMarkup: false };
  const wide = wideWithoutMark(start);
  if (wide !== null) return { encoding: wide, bom: 0, isSure: true, isMarkup: false };
  const top = start.subarray(0, DECLARATION_BYTES).toString('latin1');
  const isMarkup = /^\s*</.test(top);
  const declared = (charset === null ? null : encodingOf(charset)) ?? declaredEncoding(top);
  return { ...judgeBytes(start, declared), bom: 0, isMarkup };
}

/** Encodings that are known and that no decoder here reads: some are barred from browsers too, as unsafe. */
const UNREADABLE = /^(?:cs)?(?:iso-?2022-?(?:kr|cn|cn-ext)|hz-gb-2312|iso-?8859-?16|replacement)$/;

/** The encoding that a label means, `unreadable:` and the label where it is a known one that is not read, or null. */
export function encodingOf(label: string): Encoding | null {
  const name = label.trim().toLowerCase();
  if (UNREADABLE.test(name)) return `unreadable:${name}`;
  if (name === 'x-user-defined') return 'windows-1252';
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return null;
  }
}

/** Texts whose ASCII is spread over two or four bytes: their NUL bytes stand in a row of fixed places. */
function wideWithoutMark(start: Buffer): Encoding | null {
  const length = Math.min(start.length, 256) & ~3;
  if (length < 16 || !start.subarray(0, length).includes(0)) return null;
  const nuls = [0, 0, 0, 0];
  for (let at = 0; at < length; at += 1) if (start[at] === 0) nuls[at % 4] = (nuls[at % 4] ?? 0) + 1;
  const places = length / 4;
  const pattern = nuls
    .map((count) => (count >= places * 0.7 ? 'N' : count <= places * 0.05 ? '.' : '?'))
    .join('');
  return { '.NNN': 'utf-32le', 'NNN.': 'utf-32be', '.N.N': 'utf-16le', 'N.N.': 'utf-16be' }[pattern] ?? null;
}

/** Browsers look through 1,024 bytes; pages that put their scripts first name it later. */
const DECLARATION_BYTES = 4096;

/** What an XML declaration or a `<meta>` in HTML says. Text that is no markup declares nothing. */
function declaredEncoding(top: string): Encoding | null {
  if (!/^\s*</.test(top)) return null;
  const xml = /^\s*<\?xml\s[^>]{0,200}?\bencoding\s*=\s*["']\s*([\w.:-]{1,40})\s*["']/i.exec(top)?.[1];
  if (xml !== undefined) return asciiBased(encodingOf(xml));
  for (const [tag] of top.replace(/<!--[\s\S]*?(?:-->|$)/g, ' ').matchAll(/<meta\s[^>]{0,500}/gi)) {
    const isDeclaration =
      /\bhttp-equiv\s*=\s*["']?content-type/i.test(tag) || /^<meta\s+charset\s*=/i.test(tag);
    const label = /\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(tag)?.[1];
    if (isDeclaration && label !== undefined) return asciiBased(encodingOf(label));
  }
  return null;
}

/** A declaration that could be read as ASCII stands in no UTF-16, whatever it says. */
function asciiBased(encoding: Encoding | null): Encoding | null {
  return encoding?.startsWith('utf-16') ? 'utf-8' : encoding;
}

/**
 * Bytes that form UTF-8 do so by intent: in another encoding they would be rows of accents and signs. So they win
 * over a declaration, and a few broken ones among them are damage and not another encoding.
 */
function judgeBytes(start: Buffer, given: Encoding | null): Pick<DetectedEncoding, 'encoding' | 'isSure'> {
  const declared = asciiBased(given);
  const { valid, invalid, isFirstValid } = surveyUtf8(start);
  if (declared !== null && declared !== 'utf-8') {
    // Pairs of bytes that are characters of East Asian encodings now and then look like UTF-8.
    const enough = declared === 'windows-1252' ? 1 : 4;
    const isMistaken = invalid === 0 && valid >= enough;
    return { encoding: isMistaken ? 'utf-8' : declared, isSure: isMistaken };
  }
  const isUtf8Text = invalid === 0 || valid > invalid || (isFirstValid && valid * 8 >= invalid);
  return isUtf8Text ? { encoding: 'utf-8', isSure: valid > 0 } : { encoding: 'windows-1252', isSure: false };
}

interface Utf8Survey {
  /** Characters of more than one byte. */
  valid: number;
  /** Bytes that no character begins with, a cut one counted once. */
  invalid: number;
  /** The first byte that is not ASCII begins a character. */
  isFirstValid: boolean;
}

function surveyUtf8(bytes: Buffer): Utf8Survey {
  const survey: Utf8Survey = { valid: 0, invalid: 0, isFirstValid: false };
  const end = bytes.length - cutTail(bytes);
  for (let at = 0; at < end; ) {
    const length = characterLength(bytes, at);
    if (length === 0) survey.invalid += 1;
    else if (length > 1) {
      survey.isFirstValid ||= survey.invalid === 0;
      survey.valid += 1;
    }
    at += length || 1;
  }
  return survey;
}

/** How many bytes at the end are the beginning of a character that goes on in the next piece: 0 to 3. */
export function cutTail(bytes: Buffer): number {
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
export function characterLength(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = sequenceLength(lead);
  if (length === 1 || at + length > bytes.length) return 0;
  return isUtf8(bytes.subarray(at, at + length)) ? length : 0;
}
