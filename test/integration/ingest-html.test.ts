import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Archive, counts } from '../support/archive.js';
import { aPage, linkedData } from '../support/html-page.js';

let archive: Archive;
const folder = mkdtempSync(join(tmpdir(), 'pages-'));
beforeAll(async () => {
  archive = await Archive.open();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await archive.close();
});

function save(name: string, title: string, more = ''): void {
  const data = {
    '@type': 'NewsArticle',
    headline: title,
    author: { name: 'Ann Lee' },
    publisher: { name: 'The Lantern' },
  };
  writeFileSync(join(folder, name), aPage({ title, head: `${linkedData(data)}${more}` }));
}

describe('a folder of pages', () => {
  it('becomes one article a page, is the same when read again, and follows a page that changes', async () => {
    save(
      'ferry.html',
      'Ferry returns to the east quay',
      '<link rel="canonical" href="https://lantern.example/ferry">',
    );
    save('tax.html', 'Harbour tax to rise in spring');
    writeFileSync(
      join(folder, 'gallery.html'),
      '<html><body><h1>Pictures</h1><img src="a.jpg"></body></html>',
    );
    expect(counts(await archive.ingestPaths([folder]))).toMatchObject({ created: 2, refused: 1 });

    const before = await archive.rowVersions();
    expect(counts(await archive.ingestPaths([folder]))).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 2,
      refused: 1,
    });
    expect(await archive.rowVersions()).toEqual(before);

    const ids = await archive.rows('select id from articles order by id');
    save(
      'ferry.html',
      'Ferry is back at the east quay',
      '<link rel="canonical" href="https://lantern.example/ferry">',
    );
    save('tax.html', 'Harbour tax rises in spring');
    expect(counts(await archive.ingestPaths([folder]))).toMatchObject({ created: 0, updated: 2 });
    expect(await archive.rows('select id from articles order by id')).toEqual(ids);
    expect(await archive.rows('select headline from articles order by headline')).toEqual([
      { headline: 'Ferry is back at the east quay' },
      { headline: 'Harbour tax rises in spring' },
    ]);
  });
});
