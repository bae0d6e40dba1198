import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bodyTextOf } from '../../dist/content/article/body-text.js';
import { expandInputs } from '../../dist/ingest/inputs.js';
import { readInput } from '../../dist/ingest/read-input.js';
import { readJsonLines } from './data.mjs';

/**
 * A page as its ground truth has it: the path in the archive, and what that collection knows.
 * @typedef {{ file: string } & Record<string, any>} TruePage
 */

/**
 * A collection of pages with their truth: of the folder, or of `html/` in it, whatever the part that its names tell.
 *
 * @param {string} folder
 * @param {string} name such as `aeb`
 * @returns {{ archive: string, pages: TruePage[] } | null} null when it is absent
 */
export function findCollection(folder, name) {
  for (const place of [folder, join(folder, 'html')]) {
    const names = existsSync(place) ? readdirSync(place).sort() : [];
    const truth = names.find((file) => file.startsWith(`${name}-`) && file.endsWith('ground-truth.jsonl.gz'));
    const archive = names.find((file) => file.startsWith(`${name}-`) && file.endsWith('.tar.xz'));
    if (truth !== undefined && archive !== undefined)
      return { archive: join(place, archive), pages: readJsonLines(join(place, truth)) };
  }
  return null;
}

/**
 * What `broadsheet ingest` makes of every page in the archive, by its path there.
 *
 * @param {string} archive
 * @returns {Promise<Map<string, { draft: any, bodyText: string } | { refusal: any }>>}
 */
export async function readPages(archive) {
  const found = new Map();
  for await (const file of expandInputs([archive])) {
    if (file.kind === 'refusal') throw new Error(file.reason);
    const options = {
      stdin: () => process.stdin,
      onBytes: () => {},
      defaultPublication: null,
      timeZone: 'UTC',
    };
    for await (const item of readInput(file, options)) {
      const path = item.location.slice(item.location.indexOf('!/') + 2);
      found.set(
        path,
        item.kind === 'refusal'
          ? { refusal: item }
          : {
              draft: item.draft,
              bodyText: item.kind === 'article' ? bodyTextOf(JSON.parse((await item.text.get()).body)) : '',
            },
      );
    }
  }
  return found;
}
