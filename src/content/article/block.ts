/** An image as it is stored and served. `url` is absolute; width and height are pixels. */
export interface ImageValue {
  url: string;
  alt: string | null;
  caption: string | null;
  credit: string | null;
  width: number | null;
  height: number | null;
}

/**
 * One piece of an article's body as it is stored in `articles.body`. `text` is plain text without markup. A
 * paragraph's `html` holds sanitised inline markup and is null when it would say no more than the text.
 */
export type BlockValue =
  | { type: 'paragraph'; text: string; html: string | null }
  | { type: 'heading'; text: string; level: number }
  | { type: 'quote'; text: string; attribution: string | null }
  | { type: 'list'; ordered: boolean; items: string[] }
  | { type: 'image'; image: ImageValue };
