import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countWords } from '../../../src/ingest/count-words.js';

describe('countWords', () => {
  it.each([
    ['', 0],
    ['One two  three\n\nfour', 4],
    ['“Don’t — stop,” she said … 3.5 times', 6],
    ['Новый год', 2],
  ])('of %j is %i', (text, words) => {
    expect(countWords(text)).toBe(words);
  });

  it.each([
    ['Khmer', 'ទីក្រុងភ្នំពេញជារដ្ឋធានីនៃព្រះរាជាណាចក្រកម្ពុជា', 5, 11],
    ['Thai', 'ข่าวน้ำท่วมวันนี้', 3, 6],
    ['Japanese', '今日は晴れです', 3, 5],
    ['Chinese', '港口今天重新开放', 3, 6],
  ])('counts %s by its words, which have no spaces between them', (_language, text, least, most) => {
    // The exact number is the dictionary's, which differs between versions of ICU.
    expect(countWords(text)).toBeGreaterThanOrEqual(least);
    expect(countWords(text)).toBeLessThanOrEqual(most);
  });
});

describe('countWords, by a table', () => {
  it('counts what the same rule as a regular expression counts', () => {
    const unit = fc.constantFrom(
      'a',
      'É',
      '7',
      ' ',
      '\n',
      '\u00a0',
      '-',
      '“',
      "'",
      '́',
      '🙂',
      '𝒜',
      'й',
      '\u3000',
    );
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        expect(countWords(text)).toBe(text.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0);
      }),
    );
  });
});
