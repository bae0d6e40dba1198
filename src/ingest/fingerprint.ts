import type { FingerprintInput } from '../content/article/article.input.js';
import { characterKinds, DENSE, HALF, LETTER, MARK } from './characters.js';

/** Words in a row that are looked at as one; characters where a script puts no spaces. */
const WORDS = 4;
const CHARACTERS = 8;

/** A text of fewer shingles is too short to say that another one is its copy. */
const FEWEST = 24;

/** Characters that are looked at: papers cut a story from its end. */
const LOOK = 4_000;

const BINS = 32;
const BANDS = 4;

/** In a sketch: no shingle of that class. */
const EMPTY = 0xffff;

const ODD = 0x2c1b3c6d;

/**
 * What a text is made of, in 80 bytes: one-permutation min-hashes of its shingles. Of each of 32 classes of shingles
 * the least is kept, so two texts agree in about as many of the 32 as the share of shingles that they have in common.
 * Each band is the least of eight classes, in full: texts with a band in common are worth comparing.
 *
 * Letter case, punctuation and white space do not matter.
 *
 * @returns null for a text that is too short to tell.
 */
export function fingerprintOf(text: string): FingerprintInput | null {
  const least = new Uint32Array(BINS).fill(0xffffffff);
  if (hashShingles(text.slice(0, LOOK).toLowerCase(), least) < FEWEST) return null;
  const sketch = Buffer.alloc(BINS * 2);
  // The low bits: the high ones of a least value are nearly always nought.
  least.forEach((value, bin) => {
    sketch.writeUInt16BE(value & 0xffff, bin * 2);
  });
  const width = BINS / BANDS;
  const bands = Array.from({ length: BANDS }, (_, band) => {
    let smallest = 0xffffffff;
    for (let bin = band * width; bin < (band + 1) * width; bin += 1)
      smallest = Math.min(smallest, least[bin] ?? smallest);
    return smallest | 0;
  });
  return { sketch, bands };
}

/** Which share of their shingles two texts have in common, 0 to 1, as their sketches tell: right to about 0.08. */
export function similarityOf(a: Buffer, b: Buffer): number {
  let equal = 0;
  let filled = 0;
  for (let at = 0; at < BINS * 2; at += 2) {
    const [left, right] = [a.readUInt16BE(at), b.readUInt16BE(at)];
    if (left === EMPTY && right === EMPTY) continue;
    filled += 1;
    if (left === right) equal += 1;
  }
  return filled === 0 ? 0 : equal / filled;
}

/** @returns the number of shingles. */
function hashShingles(text: string, least: Uint32Array): number {
  const kinds = characterKinds();
  const dense = new Int32Array(CHARACTERS);
  let characters = 0;
  let words = 0;
  let shingles = 0;
  let first = 0;
  let second = 0;
  let third = 0;
  let word = 0;
  // One further than the text: its end ends the last word.
  for (let at = 0; at <= text.length; at += 1) {
    const code = at < text.length ? text.charCodeAt(at) : 0x20;
    const kind = kinds[code];
    if (kind === LETTER || kind === MARK || kind === HALF) {
      word = (Math.imul(word ^ code, 0x01000193) + 1) | 0;
      continue;
    }
    if (word !== 0) {
      words += 1;
      if (words >= WORDS) {
        keepLeast(least, Math.imul(Math.imul(Math.imul(first, ODD) + second, ODD) + third, ODD) + word);
        shingles += 1;
      }
      first = second;
      second = third;
      third = word;
      word = 0;
    }
    if (kind !== DENSE) continue;
    dense[characters % CHARACTERS] = code;
    characters += 1;
    if (characters < CHARACTERS) continue;
    let hash = CHARACTERS;
    for (let n = 0; n < CHARACTERS; n += 1)
      hash = (Math.imul(hash, ODD) + (dense[(characters + n) % CHARACTERS] ?? 0)) | 0;
    keepLeast(least, hash);
    shingles += 1;
  }
  return shingles;
}

/** Every bit of the hash is spread over all bits first. */
function keepLeast(least: Uint32Array, hash: number): void {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  const bin = h >>> 27;
  const rest = (h << 5) >>> 0;
  if (rest < (least[bin] ?? 0)) least[bin] = rest;
}
