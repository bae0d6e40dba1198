import { describe, expect, it } from 'vitest';
import { jsonFeedReader } from '../../../src/ingest/formats/json-feed.js';
import { readText } from '../../support/read-format.js';

const feed = (...items: unknown[]) =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'The Lantern',
    home_page_url: 'https://lantern.example/',
    language: 'en',
    authors: [{ name: 'The Desk' }],
    items,
  });
const read = (text: string) => readText(jsonFeedReader, text);

describe('JSON Feed', () => {
  it('becomes articles with all that it says', async () => {
    const [article] = await read(
      feed({
        id: 'lan-7',
        url: '/ferry',
        title: 'Ferry <returns>',
        summary: 'It came back.',
        content_html: '<p>One.</p><p>Two <a href="/b">b</a>.</p>',
        image: 'https://lantern.example/f.jpg',
        date_published: '2024-02-29T06:00:00+07:00',
        date_modified: '2024-03-01T00:00:00Z',
        authors: [{ name: 'Ann Lee' }, { url: 'https://x.example' }],
        tags: ['Harbour', 'harbour', ' '],
        language: 'km',
      }),
    );
    expect(article).toMatchObject({
      format: 'json-feed',
      item: 'item 1',
      sourceId: 'lan-7',
      url: 'https://lantern.example/ferry',
      publication: { name: 'The Lantern', url: 'https://lantern.example/', language: 'en' },
      headline: 'Ferry <returns>',
      standfirst: 'It came back.',
      byline: 'Ann Lee',
      publishedAt: '2024-02-28T23:00:00.000Z',
      modifiedAt: '2024-03-01T00:00:00.000Z',
      language: 'km',
      tags: [{ name: 'Harbour', type: 'TOPIC', slug: null }],
      leadImage: { url: 'https://lantern.example/f.jpg' },
      body: [
        { type: 'paragraph', text: 'One.' },
        { type: 'paragraph', text: 'Two b.', html: 'Two <a href="https://lantern.example/b">b</a>.' },
      ],
    });
  });

  it('reads plain text by its blank lines, and takes nothing in it for markup', async () => {
    const [article] = await read(feed({ id: 1, content_text: 'One <b>.\n\nTwo.' }));
    expect(article).toMatchObject({
      sourceId: '1',
      headline: 'One <b>.',
      byline: 'The Desk',
      body: [{ text: 'One <b>.' }, { text: 'Two.' }],
    });
  });

  it('refuses items without text, items that are none, and feeds without items', async () => {
    expect(await read(feed({ id: '1' }, null, 'x', []))).toMatchObject([
      { code: 'NO_ARTICLE', item: 'item 1' },
      { code: 'MALFORMED', item: 'item 2' },
      { code: 'MALFORMED', item: 'item 3' },
      { code: 'MALFORMED', item: 'item 4' },
    ]);
    expect(await read(feed())).toMatchObject([{ code: 'NO_ARTICLE', item: null }]);
    expect(await read(feed().slice(0, -3))).toMatchObject([{ code: 'MALFORMED', item: null }]);
  });

  it('takes members of the wrong kind for absent ones', async () => {
    const odd = {
      id: {},
      title: 'Fish',
      url: 7,
      tags: 'x',
      authors: 'Ann',
      image: [],
      date_published: {},
      language: 3,
    };
    expect(await read(feed(odd))).toMatchObject([
      { kind: 'article', headline: 'Fish', sourceId: null, tags: [], leadImage: null, publishedAt: null },
    ]);
  });
});
