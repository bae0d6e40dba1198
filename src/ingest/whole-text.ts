import type { SourceText } from './draft.js';

/** All of a text at once, for formats that cannot be read piece by piece; they limit their size in the registry. */
export async function wholeText(source: Pick<SourceText, 'chunks'>): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of source.chunks()) pieces.push(piece);
  return pieces.join('');
}
