import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Archive, counts } from '../support/archive.js';

const POST = `---
title: Kites over the bay
slug: kites-over-the-bay
date: 2019-03-02T08:00:00Z
authors: [mina-okoro, jlee]
topics: [open-sky, wind]
---
Up they went, and the wind took them away.
`;
const SITE = {
  'content/news/kites.md': POST,
  'content/authors/mina-okoro/_index.md':
    '---\ndisplay_name: Mina Adaeze Okoro\nslug: mina-okoro\nbio: Flies.\n---\n',
  'content/authors/jlee/_index.md': '---\ntitle: Jae Lee\n---\n',
  'content/topics/open-sky/_index.md': '---\ntitle: The open sky\nsummary: All above.\n---\n',
};

let archive: Archive;
let folder: string;

beforeAll(async () => {
  archive = await Archive.open();
});
afterAll(() => archive.close());
beforeEach(async () => {
  await archive.clear();
  folder = mkdtempSync(join(tmpdir(), 'broadsheet-markdown-'));
  for (const [path, text] of Object.entries(SITE)) write(path, text);
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const read = (...paths: string[]) => archive.ingestPaths(paths.map((path) => join(folder, path)));
const people = () => archive.rows('select slug, name, bio, article_count from authors order by slug');
const topics = () => archive.rows('select slug, name, type, description from tags order by slug');

describe.each([
  ['pages first', ['content/authors', 'content/topics', 'content/news']],
  ['posts first', ['content/news', 'content/topics', 'content/authors']],
])('a site with its %s', (_, order) => {
  it('has each author and topic once, with the name of its page, and is unchanged the next time', async () => {
    expect(counts(await read(...order))).toMatchObject({ read: 4, refused: 0 });
    const all = async () => ({ people: await people(), topics: await topics() });
    expect(await all()).toEqual({
      people: [
        { slug: 'jlee', name: 'Jae Lee', bio: null, article_count: 1 },
        { slug: 'mina-okoro', name: 'Mina Adaeze Okoro', bio: 'Flies.', article_count: 1 },
      ],
      topics: [
        { slug: 'open-sky', name: 'The open sky', type: 'TOPIC', description: 'All above.' },
        { slug: 'wind', name: 'wind', type: 'TOPIC', description: null },
      ],
    });
    const versions = await archive.rowVersions();
    expect(counts(await read(...order))).toMatchObject({ unchanged: 4, created: 0, updated: 0 });
    expect(counts(await read(...[...order].reverse()))).toMatchObject({
      unchanged: 4,
      created: 0,
      updated: 0,
    });
    expect(await archive.rowVersions()).toEqual(versions);
  });
});

describe('a changed post', () => {
  it('updates its article, title, slug and all', async () => {
    await read('content');
    const before = await archive.rows('select id, slug from articles');
    write(
      'content/news/kites.md',
      POST.replace('over the bay', 'over the town').replace('took them', 'blew them'),
    );
    expect(counts(await read('content'))).toMatchObject({ updated: 1, unchanged: 3, created: 0 });
    expect(await archive.rows('select id, slug from articles')).toEqual(before);
    expect(await archive.value('select headline from articles')).toBe('Kites over the town');
  });
});
