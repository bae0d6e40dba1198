import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameKey, normaliseHeadline } from '../../../src/content/key.js';

describe('normaliseHeadline', () => {
  it.each([
    ['Gov’t mulls “extension” — of lockdown', 'gov t mulls extension of lockdown'],
    ["Gov't  mulls 'extension' - of lockdown!", 'gov t mulls extension of lockdown'],
    ['Ｆｕｌｌ　ｗｉｄｔｈ', 'full width'],
    ['Crème brûlée in Łódź', 'creme brulee in lodz'],
    ['Straße nach Ærø', 'strasse nach aero'],
    ['Soft\u00adhyphen and zero\u200bwidth', 'softhyphen and zerowidth'],
    ['Rent | up $5, not £5', 'rent up $5 not £5'],
    [' ', ''],
  ])('folds %j', (text, key) => {
    expect(normaliseHeadline(text)).toBe(key);
  });

  it.each([
    ['Khmer vowel signs', 'ទីក្រុងភ្នំពេញ'],
    ['Thai tone marks', 'ข่าวน้ำท่วม'.normalize('NFKC')],
    ['Devanagari', 'हिन्दी समाचार'],
    ['Cyrillic short i', 'новый'],
  ])('keeps %s', (_script, text) => {
    expect(normaliseHeadline(text)).toBe(text);
  });

  it('keeps two Khmer headlines apart that differ in a vowel only', () => {
    expect(normaliseHeadline('កា')).not.toBe(normaliseHeadline('កិ'));
  });

  it('cuts at 200 code points, not in the middle of one', () => {
    const key = normaliseHeadline('𠮷'.repeat(300));
    expect([...key]).toHaveLength(200);
    expect(key).not.toMatch(/\p{Cs}/u);
  });

  it('is idempotent, trimmed and short for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const key = normaliseHeadline(text);
        expect(normaliseHeadline(key)).toBe(key);
        expect(key).toBe(key.trim());
        expect([...key].length).toBeLessThanOrEqual(200);
        expect(key).not.toMatch(/ {2}/);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('nameKey', () => {
  it('says of plain letters what it says of all letters', () => {
    const plain = fc.string({
      unit: fc.integer({ min: 0, max: 127 }).map((code) => String.fromCharCode(code)),
    });
    // A soft hyphen is left out, and the text is no longer ASCII.
    fc.assert(fc.property(plain, (text) => nameKey(text) === nameKey(`${text}\u00ad`)));
  });

  it('takes names as one however they are printed', () => {
    expect(nameKey('  José  MUÑOZ-Díaz ')).toBe('jose munoz diaz');
    expect(nameKey('O’Brien')).toBe(nameKey("O'BRIEN"));
  });
});
