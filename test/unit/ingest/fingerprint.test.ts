import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintOf, similarityOf } from '../../../src/ingest/fingerprint.js';

/** The same numbers in every run. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

/** Noise of Zipf's kind: some words are in every sentence, as in a real text. */
function textOf(random: () => number, words: number): string[] {
  return Array.from({ length: words }, () => `w${Math.floor(random() ** 3 * 4_000)}`);
}

function share(texts: number, edit: (words: string[], random: () => number) => string[]): number {
  const random = randomOf(7);
  let found = 0;
  for (let n = 0; n < texts; n += 1) {
    const words = textOf(random, 150 + Math.floor(random() * 700));
    const a = fingerprintOf(words.join(' '));
    const b = fingerprintOf(edit(words, random).join(' '));
    if (a === null || b === null) throw new Error('both are long enough');
    const meet = a.bands.some((band, n) => band === b.bands[n]);
    if (meet && similarityOf(a.sketch, b.sketch) >= 0.3) found += 1;
  }
  return found / texts;
}

describe('a fingerprint', () => {
  it('is the same whatever the letter case, the punctuation and the white space', () => {
    const text = textOf(randomOf(1), 60).join(' ');
    expect(fingerprintOf(`«${text.toUpperCase().replace(/ /g, ',\n  ')}!»`)).toEqual(fingerprintOf(text));
  });

  it('is none for a brief, in any script', () => {
    expect(fingerprintOf('')).toBeNull();
    expect(fingerprintOf('The ferry came back on Monday, with two cars aboard.')).toBeNull();
    expect(fingerprintOf('ទូកចម្លងបានត្រឡប់មកវិញ')).toBeNull();
    expect(fingerprintOf('今日は晴れです'.repeat(8))).not.toBeNull();
  });

  it('never fails, and is like itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 200, maxLength: 800 }), (text) => {
        const print = fingerprintOf(text);
        if (print === null) return;
        expect(print.sketch.length).toBe(64);
        expect(print.bands.every((band) => Number.isInteger(band) && Math.abs(band) <= 2 ** 31)).toBe(true);
        expect(similarityOf(print.sketch, print.sketch)).toBe(1);
      }),
    );
  });

  it.each<[string, number, Parameters<typeof share>[1]]>([
    ['cut to half', 0.9, (words) => words.slice(0, words.length / 2)],
    ['cut to two thirds', 0.97, (words) => words.slice(0, (words.length * 2) / 3)],
    ['with a new lead', 0.95, (words, random) => [...textOf(random, 40), ...words.slice(30)]],
    [
      'with a third more at the end',
      0.97,
      (words, random) => [...words, ...textOf(random, words.length / 3)],
    ],
    ['with 3 % of the words changed', 0.97, (words, random) => words.map((w) => (random() < 0.03 ? 'x' : w))],
    ['with 8 % of the words changed', 0.9, (words, random) => words.map((w) => (random() < 0.08 ? 'x' : w))],
  ])('finds a text %s in %f of the cases', (_edit, least, edit) => {
    expect(share(300, edit)).toBeGreaterThanOrEqual(least);
  });

  it('does not take texts of the same words for copies', () => {
    expect(share(300, (words, random) => textOf(random, words.length))).toBe(0);
    expect(share(300, (words) => words.toReversed())).toBe(0);
  });
});
