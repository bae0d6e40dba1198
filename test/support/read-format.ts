import type { ArticleDraft, Draft, FormatReader, Refusal } from '../../src/ingest/draft.js';

export interface ReadTextOptions {
  /** Where the text was fetched from. */
  url?: string | null;
  timeZone?: string;
  /** Characters of the pieces that the reader gets. */
  pieceSize?: number;
}

/** Everything that a reader makes of a text, which comes in small pieces unless told otherwise. */
export async function readText(
  reader: FormatReader,
  text: string,
  { url = null, timeZone = 'UTC', pieceSize = 1_000 }: ReadTextOptions = {},
): Promise<(Draft | Refusal)[]> {
  const found: (Draft | Refusal)[] = [];
  const source = {
    location: 'input',
    url,
    timeZone,
    head: text.slice(0, 65_536),
    async *chunks() {
      for (let at = 0; at < text.length; at += pieceSize) yield text.slice(at, at + pieceSize);
    },
  };
  for await (const item of reader.read(source)) found.push(item);
  return found;
}

/** The drafts of articles among them; every other item fails the test. */
export function articlesOf(items: readonly (Draft | Refusal)[]): ArticleDraft[] {
  return items.map((item) => {
    if (item.kind !== 'article') throw new Error(`Not an article: ${JSON.stringify(item)}`);
    return item;
  });
}
