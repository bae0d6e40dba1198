import type { BlockValue } from './block.js';

/** A stored block with what clients see of it: every block has text, a paragraph always has HTML. */
export type BlockView = BlockValue & { text: string };

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

/** The text of a block without markup. */
export function blockText(block: BlockValue): string {
  if (block.type === 'list') return block.items.join('\n');
  if (block.type === 'image') return block.image.caption ?? block.image.alt ?? '';
  return block.text;
}

export function viewBlock(block: BlockValue): BlockView {
  if (block.type === 'paragraph') return { ...block, html: block.html ?? escapeHtml(block.text) };
  return { ...block, text: blockText(block) };
}

/**
 * The body as HTML for a page. Paragraph markup was sanitised when it was stored; everything else is text and
 * is escaped here.
 */
export function bodyHtml(body: readonly BlockValue[]): string {
  return body.map(blockHtml).join('\n');
}

function blockHtml(block: BlockValue): string {
  switch (block.type) {
    case 'paragraph':
      return `<p>${block.html ?? escapeHtml(block.text)}</p>`;
    case 'heading': {
      const level = Math.min(6, Math.max(2, block.level));
      return `<h${level}>${escapeHtml(block.text)}</h${level}>`;
    }
    case 'quote': {
      const cite = block.attribution === null ? '' : `<footer>${escapeHtml(block.attribution)}</footer>`;
      return `<blockquote><p>${escapeHtml(block.text)}</p>${cite}</blockquote>`;
    }
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</${tag}>`;
    }
    case 'image': {
      const { url, alt, caption, credit } = block.image;
      const words = [caption, credit]
        .filter((part) => part !== null)
        .map(escapeHtml)
        .join(' ');
      const figcaption = words === '' ? '' : `<figcaption>${words}</figcaption>`;
      return `<figure><img src="${escapeHtml(url)}" alt="${escapeHtml(alt ?? '')}">${figcaption}</figure>`;
    }
    default:
      return block satisfies never;
  }
}

/** The start of a text, at most `length` characters with the ellipsis, cut between words where there are any. */
export function excerptOf(text: string, length: number): string {
  const line = text
    .slice(0, length * 4 + 64)
    .replace(/\s+/g, ' ')
    .trim();
  const characters = [...line];
  if (characters.length <= length && text.length <= length * 4 + 64) return line;
  const cut = characters.slice(0, length - 1).join('');
  const space = cut.lastIndexOf(' ');
  const kept = space > cut.length / 2 && characters[length - 1] !== ' ' ? cut.slice(0, space) : cut;
  return `${kept.replace(/[\s,;:.–—-]+$/u, '')}…`;
}
