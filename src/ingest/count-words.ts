import { characterKinds, DENSE, HALF, LETTER, SPACE } from './characters.js';

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * The number of words, where a word goes from its first letter or digit to the next white space; by the rules of
 * the language where its script puts none.
 */
export function countWords(text: string): number {
  const kinds = characterKinds();
  let words = 0;
  let inWord = false;
  for (let at = 0; at < text.length; at += 1) {
    const kind = kinds[text.charCodeAt(at)];
    if (kind === DENSE || (kind === HALF && isDense(text, at))) return countSegments(text);
    if (kind === SPACE) inWord = false;
    else if (!inWord && (kind === LETTER || (kind === HALF && isLetter(text, at)))) {
      inWord = true;
      words += 1;
    }
  }
  return words;
}

function isLetter(text: string, at: number): boolean {
  return /^[\p{L}\p{N}]/u.test(text.slice(at, at + 2));
}

function isDense(text: string, at: number): boolean {
  return /^\p{Script=Han}/u.test(text.slice(at, at + 2));
}

function countSegments(text: string): number {
  let words = 0;
  // By line: the segmenter's cost on one long text grows faster than its length.
  for (const line of text.split('\n')) {
    for (const part of segmenter.segment(line)) if (part.isWordLike) words += 1;
  }
  return words;
}
