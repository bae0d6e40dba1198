import type { BlockDraft, ImageDraft } from './draft.js';

/** The first picture of a body, which stands for its story where the source names none; null where it has none. */
export function firstImage(body: readonly BlockDraft[]): ImageDraft | null {
  return body.find((block) => block.type === 'image')?.image ?? null;
}
