import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jsonArray } from '../../src/store/binary-array.js';
import { Archive } from '../support/archive.js';

let archive: Archive;

beforeAll(async () => {
  archive = await Archive.open();
});
afterAll(() => archive.close());

const stored = fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => text.replaceAll('\0', ''));

test('JSON arrives as it was sent', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.dictionary(stored, stored), { minLength: 1, maxLength: 20 }),
      async (values) => {
        const sent = jsonArray(values.map((value) => Buffer.from(JSON.stringify(value))));
        expect(await archive.value('select to_jsonb($1::json[])', [sent])).toEqual(
          values.map((value) => JSON.parse(JSON.stringify(value))),
        );
      },
    ),
    { numRuns: 100 },
  );
});
