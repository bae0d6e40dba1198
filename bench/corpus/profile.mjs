/**
 * The shape of a real archive, in numbers: quantiles over 37,554 English-language news articles, no
 * text of which is here. Each pair is a share of the articles and the value that
 * this share does not exceed.
 */

export const BODY_WORDS = [
  [0, 303],
  [0.01, 316],
  [0.05, 351],
  [0.1, 394],
  [0.25, 547],
  [0.5, 810],
  [0.75, 1151],
  [0.9, 1636],
  [0.95, 2101],
  [0.99, 3830],
  [0.999, 6873],
  [1, 13403],
];

export const PARAGRAPHS = [
  [0, 1],
  [0.01, 4],
  [0.05, 7],
  [0.1, 9],
  [0.25, 14],
  [0.5, 21],
  [0.75, 31],
  [0.9, 42],
  [0.95, 52],
  [0.99, 83],
  [0.999, 201],
  [1, 509],
];

export const HEADLINE_CHARACTERS = [
  [0, 5],
  [0.01, 20],
  [0.05, 31],
  [0.1, 38],
  [0.25, 49],
  [0.5, 61],
  [0.75, 75],
  [0.9, 88],
  [0.95, 97],
  [0.99, 114],
  [0.999, 167],
  [1, 255],
];

export const ARTICLES_A_DAY = [
  [0, 1],
  [0.01, 1],
  [0.05, 3],
  [0.1, 4],
  [0.25, 7],
  [0.5, 11],
  [0.75, 15],
  [0.9, 19],
  [0.95, 22],
  [0.99, 29],
  [0.999, 35],
  [1, 37],
];

export const ARTICLES_AN_AUTHOR = [
  [0, 1],
  [0.5, 1],
  [0.75, 3],
  [0.9, 9],
  [0.95, 22],
  [0.99, 128],
  [0.999, 617],
  [1, 922],
];

/** How many of the articles name 0, 1, 2, ... authors. */
export const AUTHORS_AN_ARTICLE = [9668, 16436, 3727, 1385, 1355, 948, 726, 1264, 814, 732, 499];

export const AUTHORS_PER_ARTICLES = 9101 / 37554;

/** Articles that one publication brings; an archive of more has more publications. */
export const ARTICLES_A_PUBLICATION = 33_000;
