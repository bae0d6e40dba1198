import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDecoder, detectEncoding } from '../../../src/ingest/decode.js';

/** Decodes bytes that come in pieces of the given size. */
function decode(bytes: Buffer, size = bytes.length || 1): string {
  const encoding = detectEncoding(bytes);
  const decoder = createDecoder(encoding);
  const parts: string[] = [];
  for (let at = encoding.bom; at < bytes.length; at += size) {
    parts.push(decoder.decode(bytes.subarray(at, at + size)));
  }
  return parts.join('') + decoder.end();
}

describe('a decoder', () => {
  it('reads any text in any Unicode encoding, however it is cut', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }).filter((text) => !text.startsWith('\ufeff')),
        fc.integer({ min: 1, max: 7 }),
        (text, size) => {
          expect(decode(Buffer.from(`\ufeff${text}`), size)).toBe(text);
          expect(decode(Buffer.from(`\ufeff${text}`, 'utf16le'), size)).toBe(text);
          expect(decode(Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), size)).toBe(text);
          expect(decode(Buffer.from(`a${text}`), size)).toBe(`a${text}`);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it.each([1, 2, 3, 5, 100])('takes bytes after ASCII for Windows-1252, in pieces of %i', (size) => {
    const bytes = Buffer.concat([
      Buffer.from('He said '),
      Buffer.from([0x93, 0x41, 0x94, 0x20, 0xe9, 0xc3, 0x80]),
    ]);
    expect(decode(bytes, size)).toBe('He said “A” éÃ€');
  });

  it.each([1, 2, 3, 5, 100])('marks bytes that break UTF-8, in pieces of %i', (size) => {
    const bytes = Buffer.concat([
      Buffer.from('é'),
      Buffer.from([0xff, 0xe9]),
      Buffer.from('ok'),
      Buffer.from([0xe1, 0x9e]),
    ]);
    expect(decode(bytes, size)).toBe('é\udcff\udce9ok\udce1\udc9e');
  });

  it('keeps halves of UTF-16 pairs and half units visible', () => {
    expect(decode(Buffer.from('\ufeffa\ud83d', 'utf16le'))).toBe('a\ud83d');
    expect(decode(Buffer.concat([Buffer.from('\ufeffa', 'utf16le'), Buffer.from([0x41])]))).toBe('a\udc80');
  });

  it('never loses or invents ASCII, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (bytes, size) => {
        const text = decode(Buffer.concat([Buffer.from('x'), bytes]), size);
        const ascii = [...bytes].filter((byte) => byte < 0x80);
        expect(text.replace(/[^\0-\x7f]/g, '')).toBe(`x${String.fromCharCode(...ascii)}`);
        expect(text).toBe(decode(Buffer.concat([Buffer.from('x'), bytes])));
      }),
      { numRuns: 1_000 },
    );
  });
});
