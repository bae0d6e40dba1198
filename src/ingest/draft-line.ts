import type { PreparedDraft } from './prepare.js';

/** The draft as a line of Broadsheet JSONL, to be shown and read again. */
export async function draftLine(prepared: PreparedDraft): Promise<string> {
  if (prepared.kind === 'noun') {
    const { item: _item, ...said } = prepared.draft;
    return JSON.stringify(said);
  }
  const { format: _format, location: _location, item: _item, ...said } = prepared.draft;
  const { body } = await prepared.text.get();
  return JSON.stringify({ ...said, body: JSON.parse(body.toString()) });
}
