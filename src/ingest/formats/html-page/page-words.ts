import { bodyTextOf } from '../../../content/article/body-text.js';
import { htmlToBlocks } from '../../clean/html-blocks.js';

/** A metadata value as words on one line: without tags and character references that were escaped twice. */
export function plainWords(value: string): string {
  const text = /<[a-z/!]|&(?:#x?[\da-f]+|[a-z]\w*);/i.test(value)
    ? bodyTextOf(htmlToBlocks(value, { baseUrl: null }))
    : value;
  return text.replace(/[\s\u200b\ufeff]+/g, ' ').trim();
}
