import type { Features } from './body-features.js';

/** Weights of a linear chain: one for each feature, and one for each step between two blocks. */
export interface BodyModel {
  features: Readonly<Record<string, number>>;
  /** From outside to inside the body, from inside to outside, and from inside to inside. */
  enter: number;
  leave: number;
  stay: number;
}

/** How much the features of each block speak for the body, on the scale of log odds. */
export function blockScores(model: BodyModel, page: readonly Features[]): number[] {
  return page.map((features) => {
    let score = 0;
    for (const [name, value] of features) score += (model.features[name] ?? 0) * value;
    return score;
  });
}

/** Chance of each block to be of the body, all blocks of the page considered together. */
export function bodyChances(model: BodyModel, scores: readonly number[]): number[] {
  const forward = sweep(model, scores);
  const backward = sweep(
    { ...model, enter: model.leave, leave: model.enter },
    [...scores].reverse(),
  ).reverse();
  return scores.map((score, index) => {
    const f = forward[index] ?? { outside: 0, inside: 0 };
    const b = backward[index] ?? { outside: 0, inside: 0 };
    const odds = f.inside + b.inside - score - (f.outside + b.outside);
    return 1 / (1 + Math.exp(-odds));
  });
}

interface Sums {
  outside: number;
  inside: number;
}

function sweep(model: BodyModel, scores: readonly number[]): Sums[] {
  const sums: Sums[] = [];
  let before: Sums | null = null;
  for (const score of scores) {
    const outside: number = before === null ? 0 : logSum(before.outside, before.inside + model.leave);
    const inside: number =
      score +
      (before === null ? model.enter : logSum(before.outside + model.enter, before.inside + model.stay));
    before = { outside, inside };
    sums.push(before);
  }
  return sums;
}

export function logSum(a: number, b: number): number {
  const high = Math.max(a, b);
  return high + Math.log(Math.exp(a - high) + Math.exp(b - high));
}
