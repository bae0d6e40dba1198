import { Readable } from 'node:stream';

/** @typedef {import('./fuzz-read.d.mts').Reader} Reader */

/** Enough of an archive of many files: the rest would be more of the same. */
const MAX_ITEMS = 300;

/**
 * Reads bytes as a run of `ingest` does, up to where the database comes in.
 *
 * @param {Reader} reader
 * @param {string} name
 * @param {Buffer} bytes
 * @param {() => void} onItem told of every item, as a sign of life
 * @returns {Promise<{ drafts: number, refusals: number, faults: string[] }>} faults: losses, and refusals that say nothing
 */
export async function readMutated(reader, name, bytes, onItem) {
  const file = /** @type {const} */ ({ kind: 'file', location: name, path: null, source: name, size: null });
  const options = {
    timeZone: 'UTC',
    defaultPublication: null,
    stdin: () => Readable.from(bytes.length === 0 ? [] : [bytes]),
    onBytes: () => {},
  };
  const found = { drafts: 0, refusals: 0, faults: /** @type {string[]} */ ([]) };
  let isWhole = true;
  let brokeOff = false;
  for await (const item of reader.readInput(file, options)) {
    onItem();
    if (item.kind === 'refusal') {
      found.refusals += 1;
      brokeOff ||= item.item === null;
      const isSound = reader.REFUSAL_CODES.includes(item.code) && /^\S[^\n]*[.?!]$/.test(item.reason);
      if (!isSound)
        found.faults.push(`a refusal that says nothing: ${item.code} ${JSON.stringify(item.reason)}`);
    } else {
      found.drafts += 1;
      if (item.kind === 'article') await item.text.get();
    }
    isWhole = found.drafts + found.refusals < MAX_ITEMS;
    if (!isWhole) break;
  }
  const items = found.drafts + found.refusals;
  if (items === 0) found.faults.push('lost: neither a draft nor a refusal');
  const least = isWhole && !brokeOff ? leastItems(reader, bytes) : 0;
  if (items < least)
    found.faults.push(`lost: ${items} items where the text has ${least}, and no refusal of the rest`);
  return found;
}

/**
 * How many items the text must give where nothing says that the rest is broken: one for a page, lines of JSONL; items of a feed,
 * of which a few may be spoilt by the damage.
 *
 * @param {Reader} reader
 * @param {Buffer} bytes
 */
function leastItems(reader, bytes) {
  if (bytes.length === 0 || reader.archiveKind(bytes) !== null) return 0;
  const encoding = reader.detectEncoding(bytes);
  if (encoding.encoding.startsWith('unreadable:')) return 0;
  const decoder = reader.createDecoder(encoding);
  const text = decoder.decode(bytes.subarray(encoding.bom)) + decoder.end();
  const format = reader.detectFormat(text.slice(0, 64 * 1024))?.reader.name;
  if (format === 'html-page') return 1;
  if (format === 'jsonl') return text.split('\n').filter((line) => line.trim() !== '').length;
  return 0;
}
