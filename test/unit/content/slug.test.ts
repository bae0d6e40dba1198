import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSlug, slugify } from '../../../src/content/slug.js';

describe('slugify', () => {
  it.each([
    ['No way home for KR defectors', 'no-way-home-for-kr-defectors'],
    ['Gov’t mulls “extension” — of lockdown', 'govt-mulls-extension-of-lockdown'],
    ["It's O'Brien's", 'its-obriens'],
    ['Crème brûlée in Łódź: €5 & more', 'creme-brulee-in-lodz-5-more'],
    ['Straße nach Ærø', 'strasse-nach-aero'],
    ['Nguyễn Văn Đức', 'nguyen-van-duc'],
    ['  --A--B--  ', 'a-b'],
    ['ទីក្រុងភ្នំពេញ ថ្ងៃនេះ', 'ទីក្រុងភ្នំពេញ-ថ្ងៃនេះ'],
    ['Новый год', 'новый-год'],
    ['Phnom Penh ភ្នំពេញ', 'phnom-penh-ភ្នំពេញ'],
    ['សុខ\u200bដារ៉ា', 'សុខដារ៉ា'],
    ['Ｆｕｌｌ width ½', 'full-width-1-2'],
    ['?!', 'story'],
    ['', 'story'],
    ['\u0301\u0302', 'story'],
  ])('of %j is %j', (text, slug) => {
    expect(slugify(text, 'story')).toBe(slug);
  });

  it('cuts at a word', () => {
    const long = Array.from({ length: 30 }, () => 'words').join(' ');
    expect(slugify(long, 'story')).toBe(Array.from({ length: 13 }, () => 'words').join('-'));
    expect(slugify(`${'a'.repeat(80)} b`, 'story')).toBe('a'.repeat(80));
    expect(slugify('a'.repeat(200), 'story')).toBe('a'.repeat(80));
  });

  it('cuts a text without spaces at a word, never in the middle of a character', () => {
    const slug = slugify('ទីក្រុងភ្នំពេញ'.repeat(20), 'story');
    expect([...slug].length).toBeLessThanOrEqual(80);
    expect([...slug].length).toBeGreaterThan(40);
    expect('ទីក្រុងភ្នំពេញ'.repeat(20).startsWith(slug)).toBe(true);
    expect(slug).not.toMatch(/\u17d2$/);
  });

  it('is the same for ASCII, which needs no folding, as for ASCII beside a letter that does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 60 }), (text) => {
        const beside = slugify(`${text} \u00e9`, 'story');
        expect(slugify(text, '')).toBe(beside.replace(/-?e$/, ''));
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives a slug for any text, and leaves a slug as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 150 }), (text) => {
        const slug = slugify(text, 'story');
        expect(slug).toMatch(/^[\p{L}\p{N}]/u);
        expect(slug).not.toMatch(/--|-$|\p{Cs}|\s/u);
        expect([...slug].length).toBeLessThanOrEqual(80);
        expect(slugify(slug, 'story')).toBe(slug);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('isSlug', () => {
  it.each(['no-way-home', 'a', '2024-election', 'ទឹកជំនន់-នៅសាឡូវអេន', 'v1.2_x'])('takes %j', (text) => {
    expect(isSlug(text)).toBe(true);
  });

  it.each([
    '',
    '-a',
    'a-',
    'a--b',
    'A',
    'a b',
    'a/b',
    '../a',
    'a\0',
    '\u0301',
    'x'.repeat(201),
  ])('does not take %j', (text) => {
    expect(isSlug(text)).toBe(false);
  });
});
