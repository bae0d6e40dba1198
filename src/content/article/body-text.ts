import type { BlockValue } from './block.js';

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
