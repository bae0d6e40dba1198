// biome-ignore format: a table, not code
const WEIGHTS: readonly (readonly [feature: string, weight: number])[] = [
  ['address', -1.23], ['colon', -0.41], ['credit', -0.69], ['credit above', 0.64], ['credit below', 1.71],
  ['cut off', -0.76], ['date', -1.36], ['date above', -1.68], ['date below', 1.13], ['distance', 0.42],
  ['item above', -0.3], ['item below', -1], ['known share', 1.52], ['known words', 2.1], ['lower', 0.17],
  ['nested', -2.01], ['other stories', -0.83], ['picture', -1.26], ['question', 1.81], ['quote', -0.13],
  ['repeated', 0.88], ['sentence', -1.43], ['sentence below', 0.07], ['sharing', 0.6], ['text above', -0.02],
  ['words 14', 1.67], ['words 2', -1.58], ['words 22', 0.41], ['words 4', -1.19], ['words 8', 1.08],
  ['words more', -0.95],
];

/** Learned from pages whose true text is known; `npm run eval:train-pages` writes this file. */
export const HEADLINE_WEIGHTS: Readonly<Record<string, number>> = Object.fromEntries(WEIGHTS);
