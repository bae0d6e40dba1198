import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Archive, counts } from '../support/archive.js';
import { SAMPLE } from '../support/sample.js';

const project = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const shared = process.env.BROADSHEET_SHARED_DATA ?? join(project, '../shared/data');
const seed = join(shared, 'seed');

let archive: Archive;

beforeAll(async () => {
  archive = await Archive.open();
});
afterAll(() => archive.close());
beforeEach(() => archive.clear());

describe('the sample newsroom', () => {
  it('is taken whole, and a second time changes nothing', async () => {
    const first = await archive.ingestPaths([SAMPLE]);
    expect(first.refusals).toEqual([]);
    expect(first.created).toBe(first.read);
    const before = await archive.rowVersions();
    const second = await archive.ingestPaths([SAMPLE]);
    expect(second.unchanged).toBe(first.read);
    expect(await archive.rowVersions()).toEqual(before);
  });
});

const page = `Harbour Gazette

News | Sport | Opinion

Ferry returns to the east quay

The ferry came back to the east quay on Monday after three weeks in

the yard, with two cars and a crate of geese aboard. The master said

that he had never been so glad to see the harbour wall, and that the

geese had been no trouble at all.

The harbour board had promised the islanders a second boat before the

winter, and the islanders had promised the harbour board to believe it

when they saw it. Neither promise has been kept so far.

"We have waited longer for less," said the keeper of the light, who has

waited for both, and who went back to her lamp at dusk as she does on

every evening of the year.
`;

describe('a page dump', () => {
  it('updates its article when the file changes, and moves without becoming another', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'broadsheet-pages-'));
    try {
      const [path, moved] = [join(folder, 'ferry.txt'), join(folder, 'quay.txt')];
      await writeFile(path, page);
      expect(counts(await archive.ingestPaths([path]))).toMatchObject({ read: 1, created: 1 });
      expect(counts(await archive.ingestPaths([folder]))).toMatchObject({ read: 1, unchanged: 1 });
      const before = await archive.rows('select id, slug from articles');

      await writeFile(path, page.replace('three weeks', 'four weeks'));
      expect(counts(await archive.ingestPaths([path]))).toMatchObject({ read: 1, updated: 1 });
      expect(await archive.rows('select id, slug from articles')).toEqual(before);
      expect(await archive.value('select body::text from articles')).toContain('four weeks');

      await copyFile(path, moved);
      expect(counts(await archive.ingestPaths([moved]))).toMatchObject({ read: 1, unchanged: 1 });
      // What the first file used to say is now another story's content.
      await writeFile(moved, page);
      expect(counts(await archive.ingestPaths([moved]))).toMatchObject({ read: 1, created: 1 });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe.skipIf(!existsSync(seed))(`the seed (skipped where ${seed} is absent)`, () => {
  it('becomes one article, with related stories of which the archive has none', async () => {
    const first = await archive.ingestPaths([seed]);
    expect(counts(first)).toEqual({ read: 1, created: 1, updated: 0, unchanged: 0, refused: 0 });
    const before = await archive.rowVersions();
    expect(counts(await archive.ingestPaths([seed]))).toMatchObject({ read: 1, unchanged: 1 });
    expect(await archive.rowVersions()).toEqual(before);
    const rows = await archive.rows(
      `select headline, p.name as publication, a.language, published_at, byline,
         (select count(*)::int from related_stories where origin = 'SOURCE' and target_id is null) as related
       from articles a join publications p on p.id = publication_id`,
    );
    expect(rows).toEqual([
      {
        headline: 'No way home for KR defectors',
        publication: 'Phnom Penh Post',
        language: 'en',
        published_at: null,
        byline: null,
        related: 6,
      },
    ]);
  });

  it('is one story from standard input and from its file', async () => {
    const { readdir } = await import('node:fs/promises');
    const [name = ''] = await readdir(seed);
    await archive.ingestPaths([seed]);
    const report = await archive.ingestText(await readFile(join(seed, name)));
    expect(counts(report)).toMatchObject({ read: 1, unchanged: 1 });
  });
});
