import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDecoder } from '../../../src/ingest/decode.js';
import { detectEncoding, encodingOf } from '../../../src/ingest/encoding.js';

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
        fc.string({ unit: 'binary', maxLength: 60 }).filter((text) => !/^[\ufeff\0]/.test(text)),
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

/** Text of one byte a character, bytes above ASCII as `\xNN`. */
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const latinPage = (declaration: string, text: string) => latin1(`<html><head>${declaration}</head>${text}`);

describe('an encoding', () => {
  it.each([
    ['an XML declaration', latin1('<?xml version="1.0" encoding="windows-1251"?><a>\xcc\xe8\xf0</a>'), 'Мир'],
    ['single quotes', latin1("<?xml version='1.0' encoding='KOI8-R' ?><a>\xed\xc9\xd2</a>"), 'Мир'],
    ['a meta charset', latinPage('<meta charset=shift_jis>', '\x93\xfa\x96{'), '日本'],
    [
      'a meta http-equiv',
      latinPage('<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', '\xd6\xd0\xb9\xfa'),
      '中国',
    ],
    [
      'the meta after one that is commented out',
      latinPage('<!-- <meta charset=utf-8> --><meta name=x><META CHARSET="Big5">', '\xa4\xa4\xa4\xe5'),
      '中文',
    ],
    ['escapes', latinPage('<meta charset=iso-2022-jp>', '\x1b$BF|K\\\x1b(B'), '日本'],
    [
      'ISO 8859-1, which means Windows-1252',
      latinPage('<meta charset=iso-8859-1>', '\x93caf\xe9\x94'),
      '“café”',
    ],
  ])('is read from %s', (_, bytes, text) => {
    expect(decode(bytes)).toContain(text);
    expect(detectEncoding(bytes).bom).toBe(0);
    const whole = decode(bytes);
    const decoder = createDecoder(detectEncoding(bytes));
    expect([...bytes].map((byte) => decoder.decode(Buffer.from([byte]))).join('') + decoder.end()).toBe(
      whole,
    );
  });

  it.each(['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])('%s needs no mark and no declaration', (name) => {
    const text = '<?xml version="1.0"?>\n<rss><title>Pêche, ភ្នំ 😀</title></rss>';
    const units = name.includes('32') ? [...text].map((c) => c.codePointAt(0) ?? 0) : codeUnits(text);
    const size = name.includes('32') ? 4 : 2;
    const bytes = Buffer.alloc(units.length * size);
    units.forEach((unit, n) => {
      if (name.endsWith('le')) bytes.writeUIntLE(unit, n * size, size);
      else bytes.writeUIntBE(unit, n * size, size);
    });
    expect(decode(bytes)).toBe(text);
    const mark = Buffer.alloc(size);
    if (name.endsWith('le')) mark.writeUIntLE(0xfeff, 0, size);
    else mark.writeUIntBE(0xfeff, 0, size);
    expect(decode(Buffer.concat([mark, bytes]))).toBe(text);
  });

  it('that the bytes contradict is not believed', () => {
    const page = (charset: string, text: string) => Buffer.from(`<meta charset=${charset}><p>${text}</p>`);
    expect(decode(page('iso-8859-1', 'Pêche – “ភ្នំ”'))).toContain('Pêche – “ភ្នំ”');
    expect(decode(page('windows-1251', 'Мир, и труд, и май'))).toContain('Мир, и труд');
    expect(decode(page('utf-16', 'Pêche'))).toContain('Pêche');
    expect(decode(page('no-such-thing', 'Pêche'))).toContain('Pêche');
    expect(decode(latinPage('<meta charset=utf-8>', 'caf\xe9, p\xeache'))).toContain('café, pêche');
  });

  it('is not read from text that speaks of one', () => {
    const text = 'How to write <meta charset=shift_jis>\n\n日本';
    expect(decode(Buffer.from(text))).toBe(text);
  });

  it('of the transport goes before the one of the text', () => {
    const bytes = latinPage('<meta charset=utf-8>', '\xcc\xe8\xf0');
    expect(detectEncoding(bytes, 'windows-1251').encoding).toBe('windows-1251');
    expect(detectEncoding(bytes, 'nonsense').encoding).toBe('windows-1252');
  });

  it('is known by all its names, or known not to be read', () => {
    expect(encodingOf(' Latin1 ')).toBe('windows-1252');
    expect(encodingOf('x-sjis')).toBe('shift_jis');
    expect(encodingOf('hz-gb-2312')).toBe('unreadable:hz-gb-2312');
    expect(encodingOf('utf-7')).toBeNull();
  });
});

describe('damage in markup', () => {
  const html = (...parts: (string | number)[]) =>
    Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.from([part]) : Buffer.from(part))));

  it.each([
    1, 2, 3, 100,
  ])('is mended where Windows-1252 was pasted into Latin UTF-8, in pieces of %i', (size) => {
    const page = html('<p>é é é ', 0x93, 'caf', 0xe9, '!', 0x94, '</p>');
    const decoder = createDecoder(detectEncoding(page));
    const parts: string[] = [];
    for (let at = 0; at < page.length; at += size) parts.push(decoder.decode(page.subarray(at, at + size)));
    expect(parts.join('') + decoder.end()).toBe('<p>é é é “café!”</p>');
  });

  it('stays visible where a character is cut, or the script is another', () => {
    expect(decode(html('<p>é é é ', 0xe1, 0x9e, '</p>'))).toBe('<p>é é é \udce1\udc9e</p>');
    expect(decode(html('<p>ភ្នំ', 0xe9, '</p>'))).toBe('<p>ភ្នំ\udce9</p>');
    expect(decode(html('<p>é</p>', 0xe9))).toBe('<p>é</p>\udce9');
  });

  it('of an older encoding stays visible', () => {
    expect(decode(latinPage('<meta charset=euc-jp>', '\xc6\xfc\xff<p>'))).toContain('日\udc80<p>');
  });
});

function codeUnits(text: string): number[] {
  return Array.from({ length: text.length }, (_, n) => text.charCodeAt(n));
}
