/**
 * Whether nothing of an export is lost: items in = articles + authors + tags + refusals, and every field as an
 * independent reading of the source has it.
 *
 *   npm run eval:exports                     the shared data
 *   npm run eval:exports -- FOLDER           a folder with digitalgov/ and wxr/ in it, or one of these
 *   npm run eval:exports -- FOLDER --wrong   also what differs
 */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { detectFormat } from '../dist/ingest/formats/registry.js';
import { sharedData } from './support/data.mjs';
import { Checks } from './support/export-checks.mjs';
import { checkListed, checkPage } from './support/markdown-checks.mjs';
import { markdownSite, truePage } from './support/markdown-truth.mjs';
import { checkExport } from './support/wxr-checks.mjs';
import { wxrFiles } from './support/wxr-truth.mjs';

const folder = resolve(process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? sharedData());
const checks = new Checks();

const site = markdownSite(folder);
for (const path of site?.pages ?? []) {
  const drafts = await read(path);
  checks.add('markdown', 'items', drafts.length === 1, path);
  checkPage(checks, truePage(path), drafts[0]);
  const listed = site?.listed.find((one) => path.endsWith(one.path));
  if (listed !== undefined) checkListed(checks, listed, drafts[0], path);
}
for (const path of wxrFiles(folder)) checkExport(checks, path, await read(path));

checks.print(process.argv.includes('--wrong'));
process.exitCode = checks.isPassed ? 0 : 1;

/** Every draft and refusal of a file. @param {string} path */
async function read(path) {
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  const reader = detectFormat(text.slice(0, 65_536))?.reader;
  const found = [];
  const source = { location: path, url: null, timeZone: 'UTC', head: text.slice(0, 65_536) };
  const chunks = async function* () {
    yield text;
  };
  for await (const item of reader?.read({ ...source, chunks }) ?? []) found.push(item);
  return found;
}
