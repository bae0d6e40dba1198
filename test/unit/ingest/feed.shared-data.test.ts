import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { expandInputs } from '../../../src/ingest/inputs.js';
import { readInput } from '../../../src/ingest/read-input.js';

const shared =
  process.env.BROADSHEET_SHARED_DATA ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const folder = join(shared, 'feeds');
const present = existsSync(folder);
if (!present)
  console.info(
    `Skipped: the feeds are absent (${folder}). Set BROADSHEET_SHARED_DATA to the folder around them.`,
  );

const options = { stdin: () => process.stdin, onBytes: () => {}, timeZone: 'UTC', defaultPublication: null };

describe.skipIf(!present)('the feeds of other readers', () => {
  it('all end in drafts or in refusals that say why', async () => {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const feeds = files.filter(({ name }) => /\.(?:xml|rss|atom)$/.test(name));
    expect(feeds.length).toBeGreaterThan(100);
    let articles = 0;
    for (const { parentPath, name } of feeds) {
      let items = 0;
      for await (const file of expandInputs([join(parentPath, name)])) {
        if (file.kind === 'refusal') throw new Error(file.reason);
        for await (const item of readInput(file, options)) {
          items += 1;
          if (item.kind === 'article') articles += 1;
          if (item.kind === 'refusal') expect(item.reason, name).toMatch(/^\S[^\n]*\.$/);
        }
      }
      expect(items, name).toBeGreaterThan(0);
    }
    expect(articles).toBeGreaterThan(feeds.length / 10);
  });
});
