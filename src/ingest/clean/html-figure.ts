import type { BlockDraft, ImageDraft } from '../draft.js';
import type { BlockSink } from './html-parts.js';

/** Pictures, or a quote, in one frame, and what is said there about them. */
export class Figure {
  private readonly images: ImageDraft[] = [];
  readonly caption: string[] = [];
  readonly credit: string[] = [];

  /** @param outer the frame around this one, as galleries have it. */
  constructor(readonly outer: Figure | null) {}

  addImage(image: ImageDraft): void {
    this.images.push(image);
  }

  /** Gives the words to the pictures, or else to the quote just before; without either they are paragraphs. */
  close(sink: BlockSink): void {
    const caption = this.caption.join(' ') || null;
    const credit = this.credit.join(' ') || null;
    const last = sink.last();
    const image = this.images.at(-1) ?? uncaptioned(last);
    if (image !== null) {
      image.caption = joined(image.caption, caption);
      image.credit = joined(image.credit, credit);
      return;
    }
    if (last?.type === 'quote' && last.attribution === null && caption !== null) {
      last.attribution = caption.replace(/^\s*(?:[—–―]|--?)\s*/u, '') || null;
    } else if (caption !== null) {
      sink.add({ type: 'paragraph', text: caption, html: null });
    }
    if (credit !== null) sink.add({ type: 'paragraph', text: credit, html: null });
  }
}

/** The picture of the block, where nothing has been said about it yet. */
export function uncaptioned(block: BlockDraft | null): ImageDraft | null {
  return block?.type === 'image' && block.image.caption === null ? block.image : null;
}

/** What is said in one place and in another. */
export function joined(first: string | null, second: string | null): string | null {
  return [first, second].filter((words) => words !== null && words !== '').join(' ') || null;
}
