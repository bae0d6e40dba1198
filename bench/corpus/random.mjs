/** Chance that is the same on every machine: everything in the corpus comes from one seed. */

/**
 * A source of numbers from 0 to below 1 (sfc32).
 * @param {string} seed any text; another text is another stream
 * @returns {() => number}
 */
export function randomFrom(seed) {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1];
  for (const character of seed) a = Math.imul(a ^ (character.codePointAt(0) ?? 0), 0x01000193);
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let warmUp = 0; warmUp < 20; warmUp += 1) next();
  return next;
}

/** @param {() => number} random */
export function pick(random, list) {
  return list[Math.floor(random() * list.length)];
}

/** A whole number from `least` to `most`. */
export function between(random, least, most) {
  return least + Math.floor(random() * (most - least + 1));
}

/**
 * The value of a quantile table at a share, straight lines between its points.
 * @param {number[][]} quantiles pairs of share and value, from 0 to 1
 * @param {number} share
 */
export function atQuantile(quantiles, share) {
  for (let index = 1; index < quantiles.length; index += 1) {
    const [upTo, high] = quantiles[index];
    if (share > upTo) continue;
    const [from, low] = quantiles[index - 1];
    return low + ((high - low) * (share - from)) / (upTo - from);
  }
  return quantiles[quantiles.length - 1][1];
}

/**
 * Draws indexes in proportion to weights, each draw in constant time (Vose's alias method).
 * @param {number[]} weights
 * @returns {(random: () => number) => number}
 */
export function weighted(weights) {
  const size = weights.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const scaled = weights.map((weight) => (weight * size) / total);
  const share = new Float64Array(size).fill(1);
  const alias = new Uint32Array(size);
  const small = [];
  const large = [];
  scaled.forEach((weight, index) => {
    (weight < 1 ? small : large).push(index);
  });
  while (small.length > 0 && large.length > 0) {
    const less = small.pop();
    const more = large.pop();
    share[less] = scaled[less];
    alias[less] = more;
    scaled[more] -= 1 - scaled[less];
    (scaled[more] < 1 ? small : large).push(more);
  }
  return (random) => {
    const index = Math.floor(random() * size);
    return random() < share[index] ? index : alias[index];
  };
}

/**
 * Weights after Zipf and Mandelbrot: the n-th most popular weighs 1 / (n + shift).
 * The shift flattens the top: nothing in a newsroom is on half of all stories.
 */
export function zipfWeights(count, shift) {
  return Array.from({ length: count }, (_, rank) => 1 / (rank + 1 + shift));
}
