import type { BlockValue } from '../content/article/block.js';

/** Scripts that put no spaces between words. */
const UNSPACED =
  /[\p{Script=Khmer}\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** From the first letter or digit of a word to the next white space. */
const SPACED_WORD = /[\p{L}\p{N}]\S*/gu;

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * The text of a body: its blocks' texts joined by a blank line, a list's items each on a line. Captions and
 * credits are not part of it, nor is who said a quote.
 */
export function bodyTextOf(body: readonly BlockValue[]): string {
  return body
    .map(blockText)
    .filter((text) => text !== '')
    .join('\n\n');
}

function blockText(block: BlockValue): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'quote':
      return block.text;
    case 'list':
      return block.items.join('\n');
    case 'image':
      return '';
  }
}

/** The number of words: by white space, or by the rules of the language where its script puts none. */
export function countWords(text: string): number {
  if (!UNSPACED.test(text)) return text.match(SPACED_WORD)?.length ?? 0;
  let words = 0;
  // By line: the segmenter's cost on one long text grows faster than its length.
  for (const line of text.split('\n')) {
    for (const part of segmenter.segment(line)) if (part.isWordLike) words += 1;
  }
  return words;
}
