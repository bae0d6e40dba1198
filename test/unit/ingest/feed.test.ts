import { describe, expect, it } from 'vitest';
import type { ArticleDraft, BlockDraft } from '../../../src/ingest/draft.js';
import { feedReader } from '../../../src/ingest/formats/feed.js';
import { articlesOf, type ReadTextOptions, readText } from '../../support/read-format.js';

const ATOM = 'xmlns="http://www.w3.org/2005/Atom"';
const rss = (item: string, channel = '<title>The Lantern</title>', attributes = '') =>
  `<?xml version="1.0"?><rss version="2.0" ${attributes}><channel>${channel}<item>${item}</item></channel></rss>`;
const atom = (entry: string, attributes = '') =>
  `<feed ${ATOM} ${attributes}><title>The Lantern</title><entry>${entry}</entry></feed>`;

const read = (text: string, options?: ReadTextOptions) => readText(feedReader, text, options);
async function readOne(text: string, options?: ReadTextOptions): Promise<ArticleDraft> {
  const [article, ...more] = articlesOf(await read(text, options));
  expect(more).toEqual([]);
  return article as ArticleDraft;
}
const texts = (body: readonly BlockDraft[]) =>
  body.map((block) => ('text' in block ? block.text : block.type));

describe('an item of RSS', () => {
  it('becomes an article with all that it says', async () => {
    const article = await readOne(
      rss(
        `<guid isPermaLink="false">lan-7</guid><title>Ferry returns</title>
         <link>https://lantern.example/ferry</link>
         <description>It came back.</description>
         <content:encoded><![CDATA[<p>The ferry came <em>back</em>.</p><p><img src="/f.jpg"> All watched.</p>]]></content:encoded>
         <dc:creator>Ann Lee</dc:creator>
         <pubDate>Thu, 29 Feb 2024 06:00:00 +0700</pubDate>
         <category>Harbour</category><category domain="https://x.example/keywords/geo">East Quay</category>
         <media:content url="https://lantern.example/small.jpg" width="100"/>
         <media:content url="https://lantern.example/big.jpg" width="800" height="600" medium="image">
           <media:credit>Jo Webb</media:credit><media:description>The ferry</media:description>
         </media:content>`,
        '<title>The Lantern</title><link>https://lantern.example/</link><language>en-gb</language>',
        `xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
         xmlns:media="http://search.yahoo.com/mrss/"`,
      ),
    );
    expect(article).toMatchObject({
      format: 'feed',
      item: 'item 1',
      sourceId: 'lan-7',
      url: 'https://lantern.example/ferry',
      publication: { name: 'The Lantern', url: 'https://lantern.example/', language: 'en-GB' },
      headline: 'Ferry returns',
      standfirst: 'It came back.',
      byline: 'Ann Lee',
      authors: [{ name: 'Ann Lee' }],
      publishedAt: '2024-02-28T23:00:00.000Z',
      modifiedAt: null,
      language: 'en-GB',
      tags: [
        { name: 'Harbour', type: 'TOPIC' },
        { name: 'East Quay', type: 'PLACE' },
      ],
      leadImage: {
        url: 'https://lantern.example/big.jpg',
        caption: 'The ferry',
        credit: 'Jo Webb',
        width: 800,
        height: 600,
      },
    });
    expect(texts(article.body)).toEqual(['The ferry came back.', 'image', 'All watched.']);
    expect(article.body[1]).toMatchObject({ image: { url: 'https://lantern.example/f.jpg' } });
  });

  it.each([
    ['escaped', 'Fish &amp;amp; chips &amp;lt; 3', 'Fish & chips < 3'],
    ['escaped markup', '&lt;b&gt;Fish&lt;/b&gt; &amp;mdash; chips', 'Fish — chips'],
    ['CDATA', '<![CDATA[<i>Fish</i> & chips]]>', 'Fish & chips'],
    ['naked markup', '<b>Fish</b> &amp; chips', 'Fish & chips'],
    ['a bare ampersand and an undeclared entity', 'Fish & caf&eacute;', 'Fish & café'],
    ['signs that are no markup', 'Why a&lt;x and c&gt;d, &lt;3', 'Why a<x and c>d, <3'],
    ['script', '&lt;script&gt;run()&lt;/script&gt;Fish', 'Fish'],
    ['white space and control characters', '\n Fish\t\n  ch\u0002ips ', 'Fish chips'],
  ])('has a headline of plain text: %s', async (_, title, headline) => {
    expect((await readOne(rss(`<title>${title}</title>`))).headline).toBe(headline);
  });

  it.each([
    ['its permalink GUID', '<guid>https://lantern.example/1</guid>', 'https://lantern.example/1'],
    ['no GUID that is not one', '<guid isPermaLink="false">https://lantern.example/1</guid>', null],
    ['no GUID that is no address', '<guid>lan-1</guid>', null],
    [
      'its link before its GUID',
      '<guid>https://x.example/1</guid><link>https://x.example/2</link>',
      'https://x.example/2',
    ],
    ['a link relative to the site', '<link>/2</link>', 'https://lantern.example/2'],
    [
      'a link relative to xml:base',
      '<link xml:base="https://x.example/a/">2</link>',
      'https://x.example/a/2',
    ],
    [
      'an Atom link',
      '<a:link xmlns:a="http://www.w3.org/2005/Atom" href="https://x.example/3"/>',
      'https://x.example/3',
    ],
    ['no Atom link to itself', '<atom:link rel="self" href="https://x.example/3"/>', null],
    ['no script', '<link>javascript:run()</link>', null],
  ])('has as its address %s', async (_, links, url) => {
    const channel = '<title>T</title><link>https://lantern.example/</link>';
    expect((await readOne(rss(`<title>Fish</title>${links}`, channel))).url).toBe(url);
  });

  it('has the original address, and the one of the service that passes it on', async () => {
    const item = `<title>Fish</title><link>https://feeds.example/~r/1</link>
      <feedburner:origLink>https://lantern.example/fish</feedburner:origLink>`;
    expect(await readOne(rss(item))).toMatchObject({
      url: 'https://lantern.example/fish',
      otherUrls: ['https://feeds.example/~r/1'],
    });
  });

  it.each([
    ['<author>ann@lantern.example (Ann Lee)</author>', 'Ann Lee'],
    ['<author>Ann Lee &lt;ann@lantern.example&gt;</author>', 'Ann Lee'],
    ['<author>ann@lantern.example</author>', null],
    ['<itunes:author>Ann Lee</itunes:author>', 'Ann Lee'],
    ['<dc:creator>Ann Lee</dc:creator><dc:creator>Jo Webb</dc:creator>', 'Ann Lee, Jo Webb'],
  ])('names who wrote it, without e-mail addresses: %s', async (item, byline) => {
    expect((await readOne(rss(`<title>Fish</title>${item}`))).byline).toBe(byline);
  });

  it('takes the description for the text where there is no other, its blank lines for paragraphs', async () => {
    const article = await readOne(rss('<title>Fish</title><description>One\nline.\n\nTwo.</description>'));
    expect(article.standfirst).toBeNull();
    expect(texts(article.body)).toEqual(['One line.', 'Two.']);
  });

  it('has no standfirst that says the same as the text', async () => {
    const item =
      '<title>Fish</title><description>One.</description><content:encoded>&lt;p&gt;One.&lt;/p&gt;</content:encoded>';
    expect((await readOne(rss(item))).standfirst).toBeNull();
  });

  it('has the picture of its text where it names no other', async () => {
    const article = await readOne(
      rss('<title>Fish</title><description>&lt;img src="https://x.example/a.jpg"&gt; Text</description>'),
    );
    expect(article.leadImage?.url).toBe('https://x.example/a.jpg');
  });

  it('names the paper that a collecting feed has it from', async () => {
    const article = await readOne(
      rss('<title>Fish</title><source url="https://echo.example/rss">The Echo</source>'),
    );
    expect(article.publication).toMatchObject({ name: 'The Echo' });
  });

  it('has its date in the zone of the publication where it names none', async () => {
    const text = rss('<title>Fish</title><pubDate>2024-01-02 03:00:00</pubDate>');
    expect((await readOne(text, { timeZone: 'Asia/Phnom_Penh' })).publishedAt).toBe(
      '2024-01-01T20:00:00.000Z',
    );
  });

  it('has no date where there is none to read', async () => {
    const item = '<title>Fish</title><pubDate>yesterday-ish</pubDate>';
    expect((await readOne(rss(item))).publishedAt).toBeNull();
  });
});

describe('an item without a title', () => {
  it('is headed by its first sentence', async () => {
    const text = 'The ferry is back, says the harbour master. Nobody knows for how long.';
    const article = await readOne(rss(`<description>${text}</description>`));
    expect(article.headline).toBe('The ferry is back, says the harbour master.');
    expect(texts(article.body)).toEqual([text]);
  });

  it('is headed by its first words when the sentence is long', async () => {
    const { headline } = await readOne(rss(`<description>${'Waves, '.repeat(40)}</description>`));
    expect(headline).toMatch(/^Waves, .*Waves…$/u);
    expect(headline.length).toBeLessThanOrEqual(101);
  });

  it('is headed by how its title begins, when that is the whole text', async () => {
    const article = await readOne(rss(`<title>The ferry is back. ${'So they say. '.repeat(300)}</title>`));
    expect(article.headline).toBe('The ferry is back.');
    expect(texts(article.body)[0]).toMatch(/^The ferry is back\. So they say\. .*So they say\.$/);
  });

  it('is refused when it has no text either', async () => {
    expect(await read(rss('<link>https://lantern.example/1</link>'))).toMatchObject([
      { kind: 'refusal', code: 'NO_ARTICLE', item: 'item 1' },
    ]);
  });
});

describe('an entry of Atom', () => {
  it('becomes an article with all that it says', async () => {
    const article = await readOne(
      atom(
        `<id>tag:lantern.example,2024:7</id><title type="html">Ferry &amp;amp; &lt;b&gt;quay&lt;/b&gt;</title>
         <link rel="self" href="https://lantern.example/7.atom"/><link href="/ferry"/>
         <author><name>Ann Lee</name><email>ann@lantern.example</email></author><author><name>Jo Webb</name></author>
         <published>2024-02-29T06:00:00+07:00</published><updated>2024-03-01T00:00:00Z</updated>
         <summary>It came back.</summary>
         <content type="xhtml" xml:lang="km"><div xmlns="http://www.w3.org/1999/xhtml"><p>One <b>two</b><br/>three &amp; four.</p></div></content>
         <category term="harbour" label="Harbour" scheme="https://x.example/sections"/>`,
        'xml:base="https://lantern.example/" xml:lang="en"',
      ),
    );
    expect(article).toMatchObject({
      sourceId: 'tag:lantern.example,2024:7',
      url: 'https://lantern.example/ferry',
      headline: 'Ferry & quay',
      standfirst: 'It came back.',
      byline: 'Ann Lee, Jo Webb',
      authors: [{ name: 'Ann Lee' }, { name: 'Jo Webb' }],
      publishedAt: '2024-02-28T23:00:00.000Z',
      modifiedAt: '2024-03-01T00:00:00.000Z',
      language: 'km',
      tags: [{ name: 'Harbour', type: 'SECTION' }],
    });
    expect(texts(article.body)).toEqual(['One two\nthree & four.']);
  });

  it.each([
    ['', '1 &lt;b&gt; 2', '1 <b> 2'],
    ['type="text"', 'AT&amp;amp;T', 'AT&amp;T'],
    ['type="html"', 'AT&amp;amp;T', 'AT&T'],
    ['type="xhtml"', '<div xmlns="http://www.w3.org/1999/xhtml">AT&amp;T <i>now</i></div>', 'AT&T now'],
    ['type="text/html" mode="escaped"', '&lt;i&gt;Now&lt;/i&gt;', 'Now'],
    ['type="text/html" mode="base64"', 'PGk+Tm93PC9pPg==', 'Now'],
    ['type="application/x-other"', 'test', 'test'],
  ])('has a title of its type: %s', async (type, title, headline) => {
    expect((await readOne(atom(`<title ${type}>${title}</title>`))).headline).toBe(headline);
  });

  it('is dated by its time of change where it has no other', async () => {
    const article = await readOne(atom('<title>Fish</title><updated>2024-03-01T00:00:00Z</updated>'));
    expect(article.publishedAt).toBe('2024-03-01T00:00:00.000Z');
  });

  it('is found where its content is, when that is elsewhere', async () => {
    const article = await readOne(
      atom('<title>Fish</title><content type="text/html" src="https://x.example/1"/>'),
    );
    expect(article.url).toBe('https://x.example/1');
  });

  it('is by the author of the feed where it names none', async () => {
    const feed = `<feed ${ATOM}><author><name>Ann Lee</name></author><entry><title>Fish</title></entry></feed>`;
    expect((await readOne(feed)).byline).toBe('Ann Lee');
  });

  it('is known under any prefix, with no namespace, and alone', async () => {
    const prefixed =
      '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>Fish</a:title></a:entry></a:feed>';
    const bare = '<feed version="0.3"><entry><title>Fish</title></entry></feed>';
    const alone = `<entry ${ATOM}><title>Fish</title></entry>`;
    for (const text of [prefixed, bare, alone]) {
      expect(feedReader.detect(text)).toBe(true);
      expect((await readOne(text)).headline).toBe('Fish');
    }
  });
});

describe('other dialects', () => {
  it('RDF: items stand beside the channel', async () => {
    const text = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://lantern.example/rdf">
        <title>The Lantern</title><link>https://lantern.example/</link></channel>
      <item rdf:about="https://lantern.example/1"><title>Fish</title><dc:date>2024-01-02T03:04Z</dc:date></item></rdf:RDF>`;
    expect(await readOne(text)).toMatchObject({
      sourceId: 'https://lantern.example/1',
      url: 'https://lantern.example/1',
      headline: 'Fish',
      publication: { name: 'The Lantern' },
      publishedAt: '2024-01-02T03:04:00.000Z',
    });
  });

  it('CDF: in capitals, with attributes', async () => {
    const text = `<CHANNEL HREF="https://lantern.example/"><TITLE>The Lantern</TITLE>
      <ITEM HREF="https://lantern.example/1" LASTMOD="2004-04-06T23:05:43-05:00"><TITLE>Fish</TITLE>
      <ABSTRACT>All of it.</ABSTRACT></ITEM></CHANNEL>`;
    expect(await readOne(text)).toMatchObject({
      url: 'https://lantern.example/1',
      publication: { name: 'The Lantern', url: 'https://lantern.example/' },
      publishedAt: '2004-04-07T04:05:43.000Z',
    });
  });

  it('items before the name of the feed know it too', async () => {
    const text = '<rss><channel><item><title>Fish</title></item><title>The Lantern</title></channel></rss>';
    expect((await readOne(text)).publication?.name).toBe('The Lantern');
  });

  it('unclosed items and tags lose nothing', async () => {
    const text = `<rss><channel><title>T</title><item><title>One</titel><description>a<b>b</description>
      <item><title>Two</title></item><item><title>Three`;
    const headlines = articlesOf(await read(text)).map(({ headline }) => headline);
    expect(headlines).toHaveLength(3);
    expect(headlines.slice(1)).toEqual(['Two', 'Three']);
  });

  it('says what is wrong with a feed without items, and with a list of feeds', async () => {
    expect(await read('<rss><channel><title>T</title></channel></rss>')).toMatchObject([
      { kind: 'refusal', code: 'NO_ARTICLE', item: null },
    ]);
    expect(await read('<opml version="2.0"><body/></opml>')).toMatchObject([
      { kind: 'refusal', code: 'NOT_A_STORY', item: null },
    ]);
  });
});

describe('the pieces in which a feed comes', () => {
  it('make no difference', async () => {
    const text = atom(
      `<title type="html">Fish &amp;amp; chips</title><content type="html"><![CDATA[<p>a&amp;b</p>]]></content>`,
    );
    const whole = await read(text, { pieceSize: text.length });
    for (const pieceSize of [1, 2, 3, 7, 64]) expect(await read(text, { pieceSize })).toEqual(whole);
  });
});
