/**
 * Learning the body model: a linear chain over the blocks of a page, by gradient steps on the likelihood of the
 * true labels. Deterministic: the same pages give the same weights.
 */
import { logSum } from '../../dist/ingest/clean/body-model.js';

/** @typedef {import('../../dist/ingest/clean/body-features.js').Features} Features */
/** @typedef {{ features: Features[], labels: number[] }} LabelledPage */

const ROUNDS = 25;
const STEP = 0.3;
const SHRINK = 0.02;
/** Weights are the means over the later rounds, which vary less than those of any one. */
const SETTLED_AFTER = 10;
/** Pages of this many blocks weigh one; longer ones less for each block. */
const USUAL_BLOCKS = 100;

/** @param {LabelledPage[]} pages @returns {import('../../dist/ingest/clean/body-model.js').BodyModel} */
export function learnChain(pages) {
  /** @type {Map<string, number>} */
  const numbers = new Map();
  const coded = pages.map((page) => page.features.map((block) => codedBlock(block, numbers)));
  const weights = new Float64Array(numbers.size + 3);
  const squares = new Float64Array(numbers.size + 3).fill(1e-6);
  const gradient = new Float64Array(weights.length);
  const random = seeded(1);
  const order = pages.map((_, index) => index);
  const means = new Float64Array(weights.length);
  for (let round = 0; round < ROUNDS; round += 1) {
    shuffle(order, random);
    for (const index of order) {
      const blocks = coded[index] ?? [];
      const labels = pages[index]?.labels ?? [];
      if (blocks.length > 0) stepOn(blocks, labels, weights, squares, numbers.size, gradient);
    }
    if (round >= SETTLED_AFTER) {
      for (let key = 0; key < means.length; key += 1) means[key] += weights[key] / (ROUNDS - SETTLED_AFTER);
    }
  }
  return toModel(numbers, means);
}

/** Features by number, without the objects that a million pairs would be. @param {Features} block @param {Map<string, number>} numbers */
function codedBlock(block, numbers) {
  return {
    keys: Int32Array.from(block, ([name]) => numberOf(numbers, name)),
    values: Float64Array.from(block, ([, value]) => value),
  };
}

function numberOf(numbers, name) {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  numbers.set(name, numbers.size);
  return numbers.size - 1;
}

function stepOn(blocks, labels, weights, squares, base, gradient) {
  const touched = new Set();
  const scale = Math.sqrt(USUAL_BLOCKS / blocks.length);
  const add = (key, amount) => {
    touched.add(key);
    gradient[key] += amount * scale;
  };
  const moves = { enter: weights[base], leave: weights[base + 1], stay: weights[base + 2] };
  const scores = blocks.map(({ keys, values }) => {
    let score = 0;
    for (let at = 0; at < keys.length; at += 1) score += weights[keys[at]] * values[at];
    return score;
  });
  const chances = marginals(scores, moves);
  blocks.forEach(({ keys, values }, index) => {
    const miss = labels[index] - chances.inside[index];
    if (Math.abs(miss) > 1e-4) for (let at = 0; at < keys.length; at += 1) add(keys[at], miss * values[at]);
    const before = index > 0 ? labels[index - 1] : 0;
    add(base, Number(before === 0 && labels[index] === 1) - chances.enter[index]);
    add(base + 1, Number(before === 1 && labels[index] === 0) - chances.leave[index]);
    add(base + 2, Number(before === 1 && labels[index] === 1) - chances.stay[index]);
  });
  add(base + 1, Number(labels.at(-1) === 1) - (chances.inside.at(-1) ?? 0));
  for (const key of touched) {
    const amount = gradient[key] - SHRINK * weights[key];
    gradient[key] = 0;
    squares[key] += amount * amount;
    weights[key] += (STEP * amount) / Math.sqrt(squares[key]);
  }
}

/** Chances of being inside, and of each step into the block, by forward and backward sums. */
function marginals(scores, { enter, leave, stay }) {
  const last = scores.length - 1;
  const forward = scores.map(() => [0, 0]);
  const backward = scores.map(() => [0, 0]);
  forward[0] = [0, scores[0] + enter];
  for (let index = 1; index <= last; index += 1) {
    const [outside, inside] = forward[index - 1];
    forward[index] = [
      logSum(outside, inside + leave),
      scores[index] + logSum(outside + enter, inside + stay),
    ];
  }
  backward[last] = [0, leave];
  for (let index = last - 1; index >= 0; index -= 1) {
    const [outside, inside] = backward[index + 1];
    const into = inside + scores[index + 1];
    backward[index] = [logSum(outside, into + enter), logSum(outside + leave, into + stay)];
  }
  const total = logSum(forward[last][0], forward[last][1] + leave);
  const inside = scores.map((_, index) => Math.exp(forward[index][1] + backward[index][1] - total));
  const step = (index, from, move, into) =>
    Math.exp(forward[index - 1][from] + move + (into ? scores[index] : 0) + backward[index][into] - total);
  return {
    inside,
    enter: scores.map((_, index) => (index === 0 ? inside[0] : step(index, 0, enter, 1))),
    leave: scores.map((_, index) => (index === 0 ? 0 : step(index, 1, leave, 0))),
    stay: scores.map((_, index) => (index === 0 ? 0 : step(index, 1, stay, 1))),
  };
}

const TOO_SMALL = 0.005;

function toModel(numbers, weights) {
  const round = (/** @type {number} */ weight) => Number(weight.toFixed(2));
  const kept = [...numbers].filter(([, key]) => Math.abs(weights[key]) > TOO_SMALL);
  const base = numbers.size;
  return {
    features: Object.fromEntries(kept.map(([name, key]) => [name, round(weights[key])])),
    enter: round(weights[base]),
    leave: round(weights[base + 1]),
    stay: round(weights[base + 2]),
  };
}

/** @param {number} seed @returns {() => number} numbers in [0, 1), the same for the same seed */
export function seeded(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

function shuffle(items, random) {
  for (let index = items.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [items[index], items[other]] = [items[other], items[index]];
  }
}
