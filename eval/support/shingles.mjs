/**
 * Precision and recall of a text against the true one over shingles of four words, counted as multisets: the
 * measure of the public article-extraction benchmarks.
 */

const SHINGLE = 4;
const WORD = /[\p{L}\p{M}\p{N}_]+/gu;

/** @param {string} text @returns {string[]} */
export function wordsOf(text) {
  return text.match(WORD) ?? [];
}

/** @param {string} text @returns {Map<string, number>} how often each shingle occurs; texts of fewer words are one shingle */
export function shinglesOf(text) {
  const words = wordsOf(text);
  /** @type {Map<string, number>} */
  const counts = new Map();
  const size = Math.min(SHINGLE, words.length);
  for (let index = 0; size > 0 && index + size <= words.length; index += 1) {
    const shingle = words.slice(index, index + size).join(' ');
    counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}

/** @param {string} found @param {string} truth @returns {{ precision: number, recall: number }} */
export function compareTexts(found, truth) {
  const ours = shinglesOf(found);
  const theirs = shinglesOf(truth);
  let hits = 0;
  for (const [shingle, count] of ours) hits += Math.min(count, theirs.get(shingle) ?? 0);
  const total = (/** @type {Map<string, number>} */ counts) =>
    [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (total(ours) === 0 && total(theirs) === 0) return { precision: 1, recall: 1 };
  return { precision: hits / Math.max(1, total(ours)), recall: hits / Math.max(1, total(theirs)) };
}

/** @param {number} precision @param {number} recall */
export function f1(precision, recall) {
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}
