import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Archive, counts } from '../support/archive.js';

let archive: Archive;
beforeAll(async () => {
  archive = await Archive.open();
});
afterAll(() => archive.close());
beforeEach(() => archive.clear());

const item = (id: string, title = `Story ${id}`, more = '') =>
  `<item><guid isPermaLink="false">${id}</guid><title>${title}</title><link>https://lantern.example/${id}</link>
   <dc:creator>Ann Lee</dc:creator><category>Harbour</category><description>The text of ${id}.</description>${more}</item>`;
const feed = (...items: string[]) =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
   <title>The Lantern</title><link>https://lantern.example/</link><language>en</language>${items.join('')}</channel></rss>`;

describe('a feed', () => {
  it('that is read twice writes nothing the second time', async () => {
    const text = feed(item('1'), item('2'), item('3'));
    expect(counts(await archive.ingestText(text))).toMatchObject({ created: 3, refused: 0 });
    const before = await archive.rowVersions();
    expect(counts(await archive.ingestText(text))).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
    expect(await archive.rowVersions()).toEqual(before);
  });

  it('updates the article of an item that has changed, also where its address has', async () => {
    await archive.ingestText(feed(item('1'), item('2')));
    const ids = await archive.rows('select id, slug from articles order by id');
    const changed = item('1', 'Story 1, corrected').replace('lantern.example/1', 'lantern.example/moved');
    const report = await archive.ingestText(feed(changed, item('2')));
    expect(counts(report)).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
    expect(await archive.rows('select id, slug from articles order by id')).toEqual(ids);
    expect(await archive.rows('select headline from articles order by id')).toEqual([
      { headline: 'Story 1, corrected' },
      { headline: 'Story 2' },
    ]);
  });

  it('that lists an item twice makes one article of it', async () => {
    const report = await archive.ingestText(feed(item('1'), item('2'), item('1')));
    expect(counts(report)).toMatchObject({ created: 2, unchanged: 1 });
    expect(await archive.value<string>('select count(*) from articles')).toBe('2');
  });

  it('that grows from day to day adds what is new', async () => {
    await archive.ingestText(feed(item('1'), item('2')));
    const report = await archive.ingestText(feed(item('3'), item('2')));
    expect(counts(report)).toMatchObject({ created: 1, unchanged: 1 });
  });

  it('loses only the items that no text can be made of', async () => {
    const bytes = Buffer.concat([
      Buffer.from(
        feed(item('1', 'Caf\u00e9 in Phnom Penh \u1797\u17d2\u1793\u17c6')).replace('</channel></rss>', ''),
      ),
      Buffer.from('<item><title>Half '),
      Buffer.from([0xe1, 0x9e]),
      Buffer.from(
        ` of it</title></item>${item('2', 'NUL \0 inside')}${item('3')}<item><guid>4</guid></item>` +
          '<item><title>Five</title><description>&lt;p&gt;NUL \0 in its text&lt;/p&gt;</description></item></channel></rss>',
      ),
    ]);
    const report = await archive.ingestText(bytes);
    expect(counts(report)).toMatchObject({ created: 2, refused: 4 });
    expect(report.refusals.map(({ item: place, code }) => [place, code])).toEqual([
      ['item 2', expect.stringMatching(/^(BAD_ENCODING|INVALID_DRAFT)$/)],
      ['item 3', expect.stringMatching(/^(NUL_BYTE|INVALID_DRAFT)$/)],
      ['item 5', 'NO_ARTICLE'],
      ['item 6', 'INVALID_DRAFT'],
    ]);
  });

  it('is read in the encoding that it declares', async () => {
    const text = `<?xml version="1.0" encoding="iso-8859-1"?><rss><channel><title>T</title><item><title>Caf\u00e9</title></item></channel></rss>`;
    await archive.ingestText(Buffer.from(text, 'latin1'));
    expect(await archive.value('select headline from articles')).toBe('Caf\u00e9');
  });

  it('in JSON and in XML with the same ids is one', async () => {
    await archive.ingestText(feed(item('1')));
    const json = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'The Lantern',
      items: [{ id: '1', title: 'Story 1, in JSON', content_text: 'Text.' }],
    };
    expect(counts(await archive.ingestText(JSON.stringify(json)))).toMatchObject({ created: 0, updated: 1 });
  });
});
