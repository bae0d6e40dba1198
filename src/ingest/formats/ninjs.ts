import type { Draft, FormatReader, Refusal, SourceText } from '../draft.js';
import { printable } from '../printable.js';
import { wholeText } from '../whole-text.js';
import { ninjsArticle, objectOf } from './wires/ninjs-draft.js';
import { refuse } from './wires/wire-fields.js';

const FORMAT = 'ninjs';

const ID = /"(?:uri|guid|altids|altIds)"\s*:/;
const STANDARD = /"name"\s*:\s*"ninjs"|ninjs-schema/;

/** IPTC ninjs 1 to 3: one item in JSON, or a list of items. An object with a URI that nothing else is. */
export const ninjsReader: FormatReader = {
  name: FORMAT,
  detect: (head) => /^[\s\ufeff]*[[{]/.test(head) && (STANDARD.test(head) || isItem(head)),
  read: readNinjs,
};

/** A line of a draft has a `kind` of its own. */
function isItem(head: string): boolean {
  return ID.test(head) && !/"kind"\s*:\s*"(?:article|author|tag|publication)"/.test(head);
}

async function* readNinjs(source: SourceText): AsyncIterable<Draft | Refusal> {
  const text = await wholeText(source);
  let read: unknown;
  try {
    read = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    yield refuse(source, null, 'MALFORMED', printable(`The item is not JSON: ${detail}.`, 300));
    return;
  }
  const list = listIn(read);
  const isList = list !== null;
  const items: unknown[] = list ?? [read];
  if (items.length === 0)
    yield refuse(source, null, 'NO_ARTICLE', 'The list is empty; an article is made of each item.');
  for (const [index, value] of items.entries()) {
    const place = isList ? `item ${index + 1}` : null;
    const item = objectOf(value);
    yield item === null
      ? refuse(source, place, 'MALFORMED', 'The item is not a JSON object.')
      : ninjsArticle(FORMAT, source, item, place);
  }
}

/** A list of items, bare or in the answer of a service; null for an item alone. */
function listIn(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value;
  const answer = objectOf(value);
  if (answer === null || 'uri' in answer || 'guid' in answer) return null;
  const list = [answer.item, answer.items, answer.results].find(Array.isArray);
  return list ?? null;
}
