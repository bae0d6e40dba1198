/** Learning what a headline looks like: of the blocks above a body, the true one shall get the highest score. */

/** @typedef {import('../../dist/ingest/clean/body-features.js').Features} Features */
/** @typedef {{ features: Features, isTrue: boolean }[]} Candidates */

const ROUNDS = 60;
const STEP = 0.2;
const SHRINK = 0.01;

/** @param {Candidates[]} pages @returns {Record<string, number>} */
export function learnRanking(pages) {
  /** @type {Record<string, number>} */
  const weights = {};
  /** @type {Record<string, number>} */
  const squares = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const candidates of pages) {
      if (!candidates.some((candidate) => candidate.isTrue)) continue;
      for (const [name, raw] of gradientOf(candidates, weights)) {
        const amount = raw - SHRINK * (weights[name] ?? 0);
        squares[name] = (squares[name] ?? 1e-6) + amount * amount;
        weights[name] = (weights[name] ?? 0) + (STEP * amount) / Math.sqrt(squares[name] ?? 1);
      }
    }
  }
  return Object.fromEntries(
    Object.entries(weights).map(([name, weight]) => [name, Number(weight.toFixed(2))]),
  );
}

/** @param {Features} features @param {Record<string, number>} weights */
export function scoreOf(features, weights) {
  return features.reduce((sum, [name, value]) => sum + (weights[name] ?? 0) * value, 0);
}

/** @param {Candidates} candidates @param {Record<string, number>} weights @returns {Map<string, number>} */
function gradientOf(candidates, weights) {
  const scores = candidates.map((candidate) => scoreOf(candidate.features, weights));
  const highest = Math.max(...scores);
  const shares = scores.map((score) => Math.exp(score - highest));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const trueTotal =
    candidates.reduce((sum, candidate, index) => sum + (candidate.isTrue ? (shares[index] ?? 0) : 0), 0) || 1;
  const gradient = new Map();
  candidates.forEach((candidate, index) => {
    const share = shares[index] ?? 0;
    const amount = (candidate.isTrue ? share / trueTotal : 0) - share / total;
    for (const [name, value] of candidate.features)
      gradient.set(name, (gradient.get(name) ?? 0) + amount * value);
  });
  return gradient;
}
