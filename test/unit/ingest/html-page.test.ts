import { describe, expect, it } from 'vitest';
import { bodyTextOf } from '../../../src/content/article/body-text.js';
import type { ArticleDraft, Refusal } from '../../../src/ingest/draft.js';
import { htmlPageReader } from '../../../src/ingest/formats/html-page.js';
import { detectFormat } from '../../../src/ingest/formats/registry.js';
import { aPage, linkedData, PARAGRAPHS } from '../../support/html-page.js';
import { readText } from '../../support/read-format.js';

const URL = 'https://lantern.example/news/ferry';

async function read(html: string, options = {}): Promise<ArticleDraft> {
  const [item, ...more] = await readText(htmlPageReader, html, { url: URL, ...options });
  if (item?.kind !== 'article' || more.length > 0) throw new Error(`No article: ${JSON.stringify(item)}`);
  return item;
}

async function refused(html: string): Promise<Refusal> {
  const [item] = await readText(htmlPageReader, html);
  if (item?.kind !== 'refusal') throw new Error('It was read');
  return item;
}

const story = {
  '@context': 'https://schema.org',
  '@type': 'NewsArticle',
  headline: 'Ferry returns to the east quay',
  description: 'Eleven days of repairs are over.',
  datePublished: '2026-03-02T06:30:00+07:00',
  dateModified: '2026-03-02T09:00:00+07:00',
  author: [
    { '@type': 'Person', name: 'Ann Lee' },
    { '@type': 'Person', name: 'Sok Dara' },
  ],
  publisher: { '@type': 'Organization', name: 'The Lantern' },
  mainEntityOfPage: { '@id': 'https://lantern.example/news/ferry' },
  image: {
    '@type': 'ImageObject',
    url: '/img/ferry.jpg',
    width: 1200,
    height: 800,
    caption: 'The ferry on Monday',
  },
  articleSection: 'Harbour',
  keywords: 'ferry, east quay',
};

describe('isHtmlPage', () => {
  it.each([
    ['<!DOCTYPE html>\n<html>', 'html-page'],
    ['\ufeff <!-- saved --><html lang="en">', 'html-page'],
    [
      '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html>',
      'html-page',
    ],
    ['<HTML><HEAD>', 'html-page'],
    ['<body><p>Text</p>', 'html-page'],
    ['<script>1</script>\n<html><body>', 'html-page'],
    ['<p>A fragment</p>', undefined],
    ['<rss><channel><description><html></html></description></channel></rss>', 'feed'],
    ['<nitf><head><title>x</title></head><body></body></nitf>', 'nitf'],
    ['Plain text about <html> and <body>.', 'page-dump'],
    ['<!-- never closed', undefined],
  ])('%j is %s', (head, name) => {
    expect(detectFormat(head)?.reader.name).toBe(name);
  });
});

describe('a page', () => {
  it('with linked data gives every field that it says', async () => {
    const page = aPage({
      head: `<link rel="canonical" href="https://lantern.example/news/ferry"><link rel="amphtml" href="/amp/ferry">${linkedData(story)}`,
      above: '<p class="byline">By Ann Lee and Sok Dara</p>',
    });
    expect(await read(page)).toMatchObject({
      format: 'html-page',
      url: 'https://lantern.example/news/ferry',
      otherUrls: ['https://lantern.example/amp/ferry'],
      publication: { name: 'The Lantern', url: 'https://lantern.example/', language: 'en-GB' },
      headline: 'Ferry returns to the east quay',
      standfirst: 'Eleven days of repairs are over.',
      byline: 'By Ann Lee and Sok Dara',
      authors: [
        { name: 'Ann Lee', kind: 'PERSON' },
        { name: 'Sok Dara', kind: 'PERSON' },
      ],
      publishedAt: '2026-03-01T23:30:00.000Z',
      modifiedAt: '2026-03-02T02:00:00.000Z',
      language: 'en-GB',
      section: { name: 'Harbour', type: 'SECTION' },
      tags: [{ name: 'ferry' }, { name: 'east quay' }],
      leadImage: {
        url: 'https://lantern.example/img/ferry.jpg',
        width: 1200,
        height: 800,
        caption: 'The ferry on Monday',
      },
    });
  });

  it('has its paragraphs and nothing else as body', async () => {
    const { body } = await read(aPage());
    expect(bodyTextOf(body)).toBe(PARAGRAPHS.join('\n\n'));
  });

  it('that says nothing of itself leaves the fields empty', async () => {
    expect(await read(aPage(), { url: null })).toMatchObject({
      url: null,
      otherUrls: [],
      publication: null,
      headline: 'Ferry returns to the east quay',
      standfirst: null,
      byline: null,
      authors: [],
      publishedAt: null,
      modifiedAt: null,
      section: null,
      tags: [],
      leadImage: null,
    });
  });

  it('with meta elements alone is read from them', async () => {
    const head = `<meta property="og:site_name" content="The Lantern"><meta property="og:url" content="${URL}">
      <meta property="og:title" content="Ferry returns to the east quay &amp;amp; stays"><meta name="author" content="Ann Lee">
      <meta property="article:published_time" content="2026-03-02T06:30:00Z"><meta property="article:tag" content="Ferry">
      <meta property="article:section" content="Harbour"><meta property="og:image" content="//img.lantern.example/f.jpg">`;
    const page = await read(aPage({ head, title: 'Ferry returns to the east quay &amp; stays' }), {
      url: null,
    });
    expect(page).toMatchObject({
      url: URL,
      headline: 'Ferry returns to the east quay & stays',
      byline: 'Ann Lee',
      publishedAt: '2026-03-02T06:30:00.000Z',
      tags: [{ name: 'Ferry' }],
      section: { name: 'Harbour' },
      leadImage: { url: 'https://img.lantern.example/f.jpg' },
    });
  });

  it('takes byline and date from what readers see, in the zone of the run', async () => {
    const above =
      '<div class="byline">By <a rel="author" href="/ann">Ann Lee</a></div><div class="date">2 March 2026, 6:30</div>';
    const page = await read(aPage({ above }), { timeZone: 'Asia/Phnom_Penh' });
    expect(page).toMatchObject({
      byline: 'By Ann Lee',
      authors: [{ name: 'Ann Lee' }],
      publishedAt: '2026-03-01T23:30:00.000Z',
    });
  });

  it('in microdata is read from its properties', async () => {
    const above =
      '<span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Ann Lee</span></span><meta itemprop="datePublished" content="2026-03-02">';
    expect(await read(aPage({ above }))).toMatchObject({
      byline: 'Ann Lee',
      publishedAt: '2026-03-02T00:00:00.000Z',
    });
  });

  it('takes what readers see as headline, not what it tells search engines', async () => {
    const head = '<meta property="og:title" content="East quay ferry: when it sails and what it costs">';
    expect((await read(aPage({ head }))).headline).toBe('Ferry returns to the east quay');
  });

  it('leaves out the kicker that stands in its heading', async () => {
    const page = aPage({ head: '<meta property="og:title" content="Ferry returns to the east quay">' });
    const heading =
      '<h1 class="entry-title"><span>Harbour</span> <span>Ferry returns to the east quay</span></h1>';
    expect((await read(page.replace(/<h1.*<\/h1>/, heading))).headline).toBe(
      'Ferry returns to the east quay',
    );
  });

  it('reads meta elements that hold their words in `value`', async () => {
    const head =
      '<meta name="author" value="Ann Lee"><meta name="article:published_time" value="2026-03-02T06:30:00Z">';
    expect(await read(aPage({ head }))).toMatchObject({
      byline: 'Ann Lee',
      publishedAt: '2026-03-02T06:30:00.000Z',
    });
  });

  it.each([
    ['Jane DoePUBLISHED: November 8, 2023 at 11:30 p.m. | UPDATED: November 9, 2023', 'By Jane Doe'],
    ['Jane Doe | 8 November 2023', 'By Jane Doe'],
  ])('leaves the date out of the byline "By %s"', async (names, byline) => {
    const above = `<div class="byline">By ${names}</div>`;
    expect(await read(aPage({ above }))).toMatchObject({ byline, authors: [{ name: 'Jane Doe' }] });
  });

  it.each([
    '<p><strong>Autor:</strong> Klaus Meier</p>',
    '<p><strong>Autor:</strong> <a href="/profil/207">Klaus Meier</a><br><strong>Tags:</strong> Hafen</p>',
  ])('finds an author who is named with a label below the story: %s', async (below) => {
    const body = [...PARAGRAPHS, ...PARAGRAPHS].map((text) => `<p>${text}</p>`.repeat(20)).join('');
    expect(await read(aPage({ body, below }))).toMatchObject({ authors: [{ name: 'Klaus Meier' }] });
  });

  it.each([
    [
      '<div class="wrap-byline"><span>By <a href="/writers/ann-lee">Ann Lee</a></span> <a href="#talk">11</a> <a href="/x?edit">Edit</a></div>',
      ['Ann Lee'],
    ],
    [
      '<div class="byline">By <a href="/author/ann-lee">Ann Lee</a> and <a href="/u/17">Byron Doe</a> <a href="#talk">11</a></div>',
      ['Ann Lee', 'Byron Doe'],
    ],
    ['<p>By Ann Lee<br>and Byron Doe<br>Harbour desk</p>', ['Ann Lee', 'Byron Doe']],
    ['<p>By Ann Lee,<br>Byron Doe</p>', ['Ann Lee', 'Byron Doe']],
    [
      '<p>Von <b>Ann Lee</b> und <b>Byron Doe</b><br><span></span><br>Kakuma / Kenia</p>',
      ['Ann Lee', 'Byron Doe'],
    ],
    ['<div><time>2 March 2026</time><a class="box" href="/180">著者：後藤大地</a></div>', ['後藤大地']],
    ['<span class="vcard"><a rel="author" href="/author/annlee">annlee</a></span>', ['annlee']],
  ])('finds the people and nobody else in %s', async (above, names) => {
    const { authors } = await read(aPage({ above }));
    expect(authors.map(({ name }) => name)).toEqual(names);
  });

  it('credits a person before the company that owns the site', async () => {
    const head =
      '<meta name="author" content="Quay Press"><meta name="copyright" content="Copyright (c) Quay Press 2026">';
    const above = '<p class="byline">By Byron Lee</p>';
    expect(await read(aPage({ head, above }))).toMatchObject({
      byline: 'By Byron Lee',
      authors: [{ name: 'Byron Lee' }],
    });
  });

  it('with a story for browsers without scripts alone has that', async () => {
    const body = `<div id="app"></div><noscript>${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}</noscript>`;
    expect(bodyTextOf((await read(aPage({ body }))).body)).toBe(PARAGRAPHS.join('\n\n'));
  });

  it('that its scripts would show has the text of its linked data', async () => {
    const data = { ...story, articleBody: PARAGRAPHS.join('\n\n') };
    const { body } = await read(aPage({ head: linkedData(data), body: '<div id="app"></div>' }));
    expect(bodyTextOf(body)).toBe(PARAGRAPHS.join('\n\n'));
  });

  it('shows the picture that browsers without scripts get', async () => {
    const picture =
      '<p><img class="lazy" src="data:image/gif;base64,R0"><noscript><img src="/img/quay.jpg" alt="The quay"></noscript></p>';
    const body = PARAGRAPHS.map((text) => `<p>${text}</p>`).join(picture);
    const images = (await read(aPage({ body }))).body.filter(({ type }) => type === 'image');
    expect(images[0]).toMatchObject({
      image: { url: 'https://lantern.example/img/quay.jpg', alt: 'The quay' },
    });
  });

  it('forgives linked data its usual faults', async () => {
    const broken = `<script type="application/ld+json">/*<![CDATA[*/ {"@graph": [{"@type": "NewsArticle", "headline": "Ferry returns to the east quay",
      "author": {"@id": "#ann"}, "description": "Two
lines",},{"@type": "Person", "@id": "#ann", "name": "Ann Lee"},],} /*]]>*/</script>`;
    expect(await read(aPage({ head: broken }))).toMatchObject({ byline: 'Ann Lee', standfirst: 'Two lines' });
  });

  it('takes corrections from linked data', async () => {
    const correction = {
      '@type': 'CorrectionComment',
      text: 'The fare was wrong.',
      datePublished: '2026-03-03',
    };
    expect((await read(aPage({ head: linkedData({ ...story, correction }) }))).corrections).toEqual([
      { text: 'The fare was wrong.', correctedAt: '2026-03-03T00:00:00.000Z' },
    ]);
  });

  it('keeps headings, lists, quotes and pictures of its story', async () => {
    const body = `<p>${PARAGRAPHS[0]}</p><h2>The fares</h2><ul><li>Adults pay what they paid</li><li>Children go free</li></ul>
      <blockquote><p>We are glad to be back.</p></blockquote><p>${PARAGRAPHS[1]}</p>
      <figure><img src="data:image/gif;base64,R0" data-src="/img/quay.jpg"><figcaption>The quay</figcaption></figure>
      <p>${PARAGRAPHS[2]}</p><p>${PARAGRAPHS[3]}</p>`;
    const blocks = (await read(aPage({ body }))).body;
    expect(blocks.map(({ type }) => type)).toEqual([
      'paragraph',
      'heading',
      'list',
      'quote',
      'paragraph',
      'image',
      'paragraph',
      'paragraph',
    ]);
    expect(blocks[5]).toMatchObject({
      image: { url: 'https://lantern.example/img/quay.jpg', caption: 'The quay' },
    });
  });

  it('loses links to other stories, sharing, calls to subscribe and comments', async () => {
    const [first, second, third, fourth] = PARAGRAPHS.map((text) => `<p>${text}</p>`);
    const body = `<div class="share-bar"><a href="#">Share on a network</a></div>${first}
      <p><strong>READ MORE: <a href="/news/tax">Harbour tax to rise in spring</a></strong></p>${second}
      <div class="inline-newsletter"><p>Get our best stories in your inbox every single morning of the week.</p></div>${third}
      <h3>You may also like</h3><ul><li><a href="/a">Bridge lamps lit again</a></li><li><a href="/b">Market moves</a></li></ul>${fourth}`;
    const below = `<div id="comments"><p>${'I took the boat this morning and it was fine, thank you. '.repeat(30)}</p></div>`;
    expect(bodyTextOf((await read(aPage({ body, below }))).body)).toBe(PARAGRAPHS.join('\n\n'));
  });

  it('is stored without anything that a browser would run', async () => {
    const body = `<p onclick="x()">${PARAGRAPHS[0]} <a href="javascript:x()">here</a></p><script>x()</script><p>${PARAGRAPHS[1]}</p><iframe src="javascript:x()"></iframe><p>${PARAGRAPHS[2]}</p>`;
    expect(JSON.stringify((await read(aPage({ body }))).body)).not.toMatch(/javascript|onclick|x\(\)/);
  });
});

describe('a page that is no story', () => {
  it.each([
    ['without text', '<html><body><h1>Gallery</h1><img src="a.jpg"><img src="b.jpg"></body></html>'],
    ['that is empty', '<!DOCTYPE html>'],
    ['of frames', '<html><frameset cols="20%,80%"><frame src="a"><frame src="b"></frameset></html>'],
  ])('%s is refused', async (_, html) => {
    expect(await refused(html)).toMatchObject({ code: 'NO_ARTICLE' });
  });
});

describe('a hostile page', () => {
  const prose = PARAGRAPHS.map((text) => `<p>${text}</p>`).join('');

  it.each([
    ['100,000 elements inside of each other', `<html><body>${'<div>'.repeat(100_000)}${prose}`],
    [
      '100,000 different elements inside of each other',
      `<html><body>${'<b><i><span>'.repeat(33_000)}${prose}`,
    ],
    ['tags that nothing opened', `<html><body>${prose}${'</div></p>'.repeat(100_000)}`],
    ['200,000 elements', `<html><body>${prose}${'<i>a</i>'.repeat(200_000)}`],
    ['one attribute of a megabyte', `<html><body class="${'x '.repeat(500_000)}">${prose}`],
    [
      '100,000 attributes',
      `<html><body><p ${Array.from({ length: 100_000 }, (_, n) => `a${n}=1`).join(' ')}>${prose}`,
    ],
    [
      'linked data 100,000 deep',
      `<html><head><script type="application/ld+json">${'['.repeat(100_000)}</script><title>T</title></head><body>${prose}`,
    ],
    [
      'entities that nothing declares',
      `<!DOCTYPE html [<!ENTITY a "${'x'.repeat(1_000)}">]><html><body>${'&a;'.repeat(100_000)}${prose}`,
    ],
    ['NUL and half characters', `<html><body>\0\ud800${prose}`],
  ])('of %s ends in one item', async (_, html) => {
    const items = await readText(htmlPageReader, html, { pieceSize: 65_536 });
    expect(items).toHaveLength(1);
    expect(items[0]?.kind).toMatch(/^(?:article|refusal)$/);
  });

  it.each([
    ['15,000 elements side by side', '<br>a'.repeat(15_000)],
    ['70,000 elements', `<p>${'<i>a</i>'.repeat(70)}</p>`.repeat(1_000)],
    ['much text deep inside', `${'<div>'.repeat(100)}${'a word and '.repeat(100_000)}`],
    ['200,000 signs that must be escaped', '&lt;a'.repeat(200_000)],
  ])('of %s is refused, as searching it would take too long', async (_, body) => {
    expect(await refused(`<html><title>T</title><body>${body}`)).toMatchObject({ code: 'TOO_LARGE' });
  });
});
