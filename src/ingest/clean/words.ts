const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’_-]*/gu;
const SPACELESS_RUN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;
/** Characters a word in scripts without spaces, roughly: enough to tell a heading from a paragraph. */
const SPACELESS_WORD_LENGTH = 3;
const LONGEST_LOOK = 20_000;

/** Words in the text; estimated for scripts that do not put spaces between them, and for very long texts. */
export function wordCount(text: string): number {
  const looked = text.length > LONGEST_LOOK ? text.slice(0, LONGEST_LOOK) : text;
  let count = 0;
  for (const [word] of looked.matchAll(WORD)) {
    count +=
      word.length > SPACELESS_WORD_LENGTH && SPACELESS_RUN.test(word)
        ? Math.ceil(word.length / SPACELESS_WORD_LENGTH)
        : 1;
  }
  return looked === text ? count : Math.round((count * text.length) / LONGEST_LOOK);
}

/** The first words of the text, at most `most`, as they are written. */
export function firstWords(text: string, most: number): string[] {
  const words: string[] = [];
  for (const [word] of text.slice(0, LONGEST_LOOK).matchAll(WORD)) {
    if (words.length >= most) break;
    words.push(word);
  }
  return words;
}
