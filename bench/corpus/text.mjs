import { BODY_WORDS, HEADLINE_CHARACTERS, PARAGRAPHS } from './profile.mjs';
import { atQuantile, between, pick } from './random.mjs';
import { ADJECTIVES, LINKS, NOUNS, VERBS } from './words.mjs';

/** Words in half a sentence, on average. */
const HALF_SENTENCE = 8;

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

function phrase(random) {
  const object = `the ${random() < 0.4 ? `${pick(random, ADJECTIVES)} ` : ''}${pick(random, NOUNS)}`;
  return `the ${pick(random, ADJECTIVES)} ${pick(random, NOUNS)} ${pick(random, VERBS)} ${object}`;
}

function sentence(random, phrases) {
  const parts = Array.from({ length: between(random, 1, 3) }, () => pick(random, phrases));
  return `${capital(parts.join(` ${pick(random, LINKS)} `))}.`;
}

/**
 * A headline whose length follows the profile.
 * @param {() => number} random
 */
export function headlineOf(random) {
  const length = Math.round(atQuantile(HEADLINE_CHARACTERS, random()));
  let text = capital(`${pick(random, ADJECTIVES)} ${pick(random, NOUNS)} ${pick(random, VERBS)}`);
  while (text.length < length)
    text += ` ${pick(random, LINKS)} ${pick(random, ADJECTIVES)} ${pick(random, NOUNS)}`;
  return text.length <= length + 8 ? text : text.slice(0, Math.max(5, length)).replace(/\s\S*$/, '');
}

/** A sentence of about a line and a half. */
export function standfirstOf(random) {
  return sentence(random, [phrase(random), phrase(random), phrase(random)]);
}

/** Back into 0 to 1, so that no end of the table is drawn more often than the rest. */
function mirrored(share) {
  if (share < 0) return -share;
  return share > 1 ? 2 - share : share;
}

/**
 * A story's text: length and number of paragraphs by the profile, long texts having more paragraphs. A story
 * repeats itself, as stories do: its words are about as compressible as those of real ones.
 * @param {() => number} random
 * @returns {{ blocks: object[], text: string, words: number }}
 */
export function bodyOf(random) {
  const rank = random();
  const wanted = atQuantile(BODY_WORDS, rank);
  const near = mirrored(rank + (random() - 0.5) * 0.3);
  const paragraphs = Math.max(1, Math.round(atQuantile(PARAGRAPHS, near)));
  const phrases = Array.from({ length: 24 }, () => phrase(random));
  const blocks = [];
  let words = 0;
  for (let n = 0; n < paragraphs; n += 1) {
    if (n > 0 && n % 9 === 0)
      blocks.push({ type: 'heading', text: capital(pick(random, phrases)), level: 2 });
    // Half a sentence before the mark: some end behind it, some in front of it.
    const upTo = (wanted * (n + 1)) / paragraphs - HALF_SENTENCE;
    const sentences = [];
    do {
      const next = sentence(random, phrases);
      sentences.push(next);
      words += next.split(' ').length;
    } while (words < upTo);
    blocks.push({ type: 'paragraph', text: sentences.join(' '), html: null });
  }
  return { blocks, text: blocks.map((block) => block.text).join('\n\n'), words };
}
