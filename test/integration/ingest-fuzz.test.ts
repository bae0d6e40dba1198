import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMutated } from '../../eval/support/fuzz-read.mjs';
import { mutate, randomFrom } from '../../eval/support/mutations.mjs';
import { archiveKind } from '../../src/ingest/archives/archive-kind.js';
import { createDecoder } from '../../src/ingest/decode.js';
import { REFUSAL_CODES } from '../../src/ingest/draft.js';
import { detectEncoding } from '../../src/ingest/encoding.js';
import { detectFormat } from '../../src/ingest/formats/registry.js';
import { readInput } from '../../src/ingest/read-input.js';
import { PROJECT_DIR } from '../support/built-project.js';
import { SMALL_INPUTS } from '../support/small-inputs.js';
import { zipOf } from '../support/zip.js';

const reader = {
  readInput,
  detectFormat,
  detectEncoding,
  createDecoder,
  archiveKind,
  REFUSAL_CODES,
};

const sample = (name: string) => readFileSync(join(PROJECT_DIR, 'sample', name)).subarray(0, 8_000);
const stories = sample('04-articles.jsonl');
const page = Buffer.from(
  `The Lantern\n\nHarbour opens\n\n${'The harbour opened to ships on Monday, and more are to come. '.repeat(30)}\n`,
);

it.each(SMALL_INPUTS)('%s is read as what it is', async (name, bytes) => {
  const { drafts, refusals } = await readMutated(reader, name, bytes, () => {});
  expect({ hasDrafts: drafts > 0, refusals }).toEqual({ hasDrafts: true, refusals: 0 });
});

describe('damage of every kind', () => {
  it.each([
    ['articles.jsonl', stories],
    ['tags.jsonl', sample('02-tags.jsonl')],
    ['page.txt', page],
    ['page-utf16.txt', Buffer.from(`\ufeff${page}`, 'utf16le')],
    [
      'stories.zip',
      zipOf([
        { name: 'a.jsonl', data: stories },
        { name: 'b.txt', data: page },
      ]),
    ],
    ['stored.zip', zipOf([{ name: 'a.jsonl', data: stories, method: 0 }])],
    ...SMALL_INPUTS,
  ])('leaves %s readable, or refused with a reason', { timeout: 60_000 }, async (name, bytes) => {
    for (let n = 0; n < 80; n += 1) {
      const { bytes: damaged, kinds } = mutate(bytes, randomFrom(n));
      const { faults } = await readMutated(reader, name, damaged, () => {});
      expect(faults, `mutation ${n}: ${kinds.join(', ')}`).toEqual([]);
    }
  });
});
