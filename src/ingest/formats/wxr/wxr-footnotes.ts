import type { BlockDraft } from '../../draft.js';
import { lineOf } from './wxr-text.js';

const MOST = 1_000;

/** The footnotes of the block editor, which stand beside the text in JSON, as a list at its end. */
export function footnotesOf(json: string): BlockDraft[] {
  if (json === '') return [];
  let notes: unknown;
  try {
    notes = JSON.parse(json);
  } catch {
    return [];
  }
  if (!Array.isArray(notes)) return [];
  const items = notes.slice(0, MOST).flatMap((note: unknown) => {
    const content = note !== null && typeof note === 'object' && 'content' in note ? note.content : null;
    const line = typeof content === 'string' ? lineOf(content) : '';
    return line === '' ? [] : [line];
  });
  return items.length === 0 ? [] : [{ type: 'list', ordered: true, items }];
}
