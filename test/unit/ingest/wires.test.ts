import { describe, expect, it } from 'vitest';
import type { Draft, Refusal } from '../../../src/ingest/draft.js';
import { ninjsReader } from '../../../src/ingest/formats/ninjs.js';
import { detectFormat } from '../../../src/ingest/formats/registry.js';

/** Reads a text with the reader that its head asks for, in pieces. */
async function read(text: string): Promise<(Draft | Refusal)[]> {
  const format = detectFormat(text.slice(0, 65_536));
  if (format === null) throw new Error('No reader knows it.');
  const source = {
    location: 'wire.xml',
    url: null,
    timeZone: 'UTC',
    head: text.slice(0, 65_536),
    async *chunks() {
      for (let at = 0; at < text.length; at += 1_000) yield text.slice(at, at + 1_000);
    },
  };
  const items: (Draft | Refusal)[] = [];
  for await (const item of format.reader.read(source)) items.push(item);
  return items;
}

const one = async (text: string) => (await read(text))[0] as never as Record<string, unknown>;

const PARAGRAPHS =
  '<p>The <location>east quay</location> opened on Monday.</p><p>Two cars <em>crossed</em> &amp; came back.</p>';
const BLOCKS = [
  { type: 'paragraph', text: 'The east quay opened on Monday.', html: null },
  {
    type: 'paragraph',
    text: 'Two cars crossed & came back.',
    html: 'Two cars <em>crossed</em> &amp; came back.',
  },
];

const nitf = (docdata = '', body = PARAGRAPHS) => `<?xml version="1.0"?>
<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf baselang="en-GB"><head><title>Slug</title>
  <docdata management-status="usable"><doc-id id-string="lan-1" regsrc="Lantern"/><date.issue norm="20240229T060000+0700"/>
    <key-list><keyword key="Ferries"/></key-list>
    <identified-content><person>Mara Voss</person><org value="Harbour Board"/><location>Kampot</location></identified-content>
    <series series.name="Crossings"/>${docdata}</docdata>
  <pubdata name="The Lantern" position.section="Harbour"/></head>
  <body><body.head><hedline><hl1>Quay <em>opens</em></hl1><hl2>After forty years</hl2></hedline>
    <byline>By <person>Mara Voss</person><byttl>Harbour Editor</byttl></byline></body.head>
  <body.content><block>${body}</block></body.content><body.end><tagline>Edited by A. Lee</tagline></body.end></body></nitf>`;

describe('NITF', () => {
  it('becomes an article', async () => {
    expect(await one(nitf())).toMatchObject({
      format: 'nitf',
      sourceId: 'lan-1',
      publication: { name: 'The Lantern' },
      headline: 'Quay opens',
      standfirst: 'After forty years',
      byline: 'By Mara Voss Harbour Editor',
      authors: [{ name: 'Mara Voss', kind: 'PERSON' }],
      publishedAt: '2024-02-28T23:00:00.000Z',
      language: 'en-GB',
      section: { name: 'Harbour', type: 'SECTION' },
      tags: [
        { name: 'Ferries', type: 'TOPIC' },
        { name: 'Crossings', type: 'SERIES' },
        { name: 'Mara Voss', type: 'PERSON' },
        { name: 'Harbour Board', type: 'ORGANISATION' },
        { name: 'Kampot', type: 'PLACE' },
      ],
      body: [...BLOCKS, { type: 'paragraph', text: 'Edited by A. Lee' }],
    });
  });

  it('keeps pictures, headings, lists and tables', async () => {
    const body = `<hl2>Monday</hl2><ul><li>one</li></ul><table><tr><td>7</td><td>8</td></tr></table>
      <media media-type="image"><media-reference source="https://lantern.example/q.jpg" mime-type="image/jpeg" width="640"/>
      <media-caption>The quay</media-caption><media-producer>A. Lee</media-producer></media>`;
    const draft = await one(nitf('', body));
    expect(draft.body).toMatchObject([
      { type: 'heading', text: 'Monday', level: 2 },
      { type: 'list', items: ['one'] },
      { type: 'paragraph', text: expect.stringContaining('7') },
      {
        type: 'image',
        image: {
          url: 'https://lantern.example/q.jpg',
          width: 640,
          caption: expect.stringContaining('The quay'),
        },
      },
      { type: 'paragraph' },
    ]);
    expect(draft.leadImage).toMatchObject({ url: 'https://lantern.example/q.jpg' });
  });

  it('keeps corrections, and is refused while it is held back', async () => {
    expect((await one(nitf('<correction info="The quay is the east one."/>'))).corrections).toEqual([
      { text: 'The quay is the east one.', correctedAt: null },
    ]);
    const held = nitf().replace('usable', 'embargoed');
    expect(await one(held)).toMatchObject({
      code: 'NOT_PUBLISHED',
      reason: expect.stringContaining('embargoed'),
    });
    expect(
      await one(
        nitf('', '')
          .replace(/<tagline>.*<\/tagline>/, '')
          .replace(/<hl2>.*<\/hl2>/, ''),
      ),
    ).toMatchObject({ code: 'NO_ARTICLE' });
  });
});

const g2 = (item: string) =>
  `<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/" xml:lang="en"><itemSet>${item}</itemSet></newsMessage>`;
const newsItem = (
  meta = '',
  content = `<inlineXML contenttype="application/xhtml+xml"><h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>x</h:title></h:head><h:body>${PARAGRAPHS.replace(/<(\/?)(p|em)>/g, '<$1h:$2>')}</h:body></h:html></inlineXML>`,
) => `
  <newsItem guid="urn:newsml:lantern.example:1" version="3"><itemMeta><itemClass qcode="ninat:text"/>
    <provider literal="The Lantern"/><versionCreated>2024-03-01T08:00:00Z</versionCreated>
    <firstCreated>2024-02-29T06:00:00+07:00</firstCreated><pubStatus qcode="stat:usable"/>${meta}</itemMeta>
  <contentMeta><by>By Mara Voss</by><headline>Quay opens</headline><language tag="en-GB"/>
    <subject type="cpnat:person"><name>Mara Voss</name></subject><subject qcode="medtop:1"/>
    <subject type="cpnat:abstract"><name>Ferries</name></subject><keyword>harbour</keyword></contentMeta>
  <contentSet>${content}</contentSet></newsItem>`;

describe('NewsML-G2', () => {
  it('becomes an article, with XHTML, NITF or plain text inside', async () => {
    const expected = {
      format: 'newsml-g2',
      item: 'urn:newsml:lantern.example:1',
      sourceId: 'urn:newsml:lantern.example:1',
      version: 3,
      publication: { name: 'The Lantern' },
      headline: 'Quay opens',
      byline: 'By Mara Voss',
      authors: [{ name: 'Mara Voss' }],
      publishedAt: '2024-02-28T23:00:00.000Z',
      modifiedAt: '2024-03-01T08:00:00.000Z',
      language: 'en-GB',
      tags: [
        { name: 'Mara Voss', type: 'PERSON' },
        { name: 'Ferries', type: 'TOPIC' },
        { name: 'harbour', type: 'TOPIC' },
      ],
    };
    expect(await one(g2(newsItem()))).toMatchObject({ ...expected, body: BLOCKS });
    const inner = `<inlineXML contenttype="application/nitf+xml"><nitf><body><body.content>${PARAGRAPHS}</body.content></body></nitf></inlineXML>`;
    expect(await one(newsItem('', inner))).toMatchObject({ ...expected, body: BLOCKS });
    const plain = '<inlineData contenttype="text/plain">The quay\nopened.\n\nTwo cars.</inlineData>';
    expect((await one(newsItem('', plain))).body).toMatchObject([
      { text: 'The quay opened.' },
      { text: 'Two cars.' },
    ]);
  });

  it('refuses what is no story, held back or elsewhere, each item for itself', async () => {
    const items = await read(
      g2(
        [
          '<packageItem guid="p"><groupSet/></packageItem>',
          newsItem('<embargoed>2999-01-01T00:00:00Z</embargoed>'),
          newsItem('<embargoed>1999-01-01T00:00:00Z</embargoed>'),
          newsItem().replace('stat:usable', 'stat:canceled'),
          newsItem('', '<remoteContent href="a.xml"/>'),
          newsItem('', '<remoteContent href="a.jpg"/>').replace('ninat:text', 'ninat:picture'),
          '<conceptItem/>',
        ].join(''),
      ),
    );
    expect(items.map((item) => (item.kind === 'refusal' ? item.code : item.kind))).toEqual([
      'NOT_A_STORY',
      'NOT_PUBLISHED',
      'article',
      'NOT_PUBLISHED',
      'NO_ARTICLE',
      'NOT_A_STORY',
      'NOT_A_STORY',
    ]);
  });

  it('relates the stories of a package to each other, in its order', async () => {
    const story = (n: number) =>
      newsItem()
        .replace(/guid="[^"]*"/, `guid="g${n}"`)
        .replace(/<headline[^>]*>[^<]*/, `<headline>Story ${n}`);
    const refs = ['g3', 'elsewhere', 'g1', 'g1'].map(
      (id) => `<itemRef residref="${id}"><title>A</title></itemRef>`,
    );
    const pack = `<packageItem guid="p"><groupSet root="G"><group id="G"><groupRef idref="H"/></group><group id="H">${refs.join('')}</group></groupSet></packageItem>`;
    const items = await read(g2(`${story(1)}${story(2)}${story(3)}${pack}`));
    const related = items.map((item) =>
      item.kind === 'article' ? item.related.map(({ origin, headline }) => [origin, headline]) : item.kind,
    );
    expect(related).toEqual([[['SOURCE', 'Story 3']], [], [['SOURCE', 'Story 1']], 'refusal']);
  });

  it('keeps the note of a correction, and links to the web', async () => {
    const meta =
      '<signal qcode="sig:correction"/><edNote>The east quay.</edNote><link rel="irel:seeAlso" href="https://lantern.example/2"><title>Second boat</title></link>';
    expect(await one(newsItem(meta))).toMatchObject({
      corrections: [{ text: 'The east quay.' }],
      related: [{ origin: 'SOURCE', headline: 'Second boat', url: 'https://lantern.example/2' }],
    });
  });
});

const newsml = (
  status = 'Usable',
  content = `<ContentItem><MediaType FormalName="Text"/><DataContent>${PARAGRAPHS}</DataContent></ContentItem>`,
) => `<?xml version="1.0"?>
<NewsML Version="1.2"><NewsEnvelope/><NewsItem xml:lang="fr"><Identification><NewsIdentifier><ProviderId>lantern.example</ProviderId>
  <DateId>20240229</DateId><NewsItemId>quay</NewsItemId><RevisionId PreviousRevision="1">2</RevisionId></NewsIdentifier></Identification>
  <NewsManagement><Status FormalName="${status}"/><FirstCreated>20240229T060000Z</FirstCreated><ThisRevisionCreated>20240229T070000Z</ThisRevisionCreated></NewsManagement>
  <NewsComponent><NewsLines><HeadLine>Quay opens</HeadLine><SubHeadLine>At last</SubHeadLine><ByLine>Par Mara Voss</ByLine><KeywordLine>ferries, harbour</KeywordLine></NewsLines>
    <AdministrativeMetadata><Provider><Party FormalName="The Lantern"/></Provider></AdministrativeMetadata>
    <DescriptiveMetadata><Language FormalName="en"/><Location><Property FormalName="City" Value="Kampot"/></Location></DescriptiveMetadata>
    ${content}<NewsComponent><Role FormalName="Caption"/><ContentItem><DataContent><p>A caption</p></DataContent></ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>`;

describe('NewsML 1', () => {
  it('becomes an article', async () => {
    expect(await one(newsml())).toMatchObject({
      format: 'newsml',
      sourceId: 'lantern.example:20240229:quay',
      version: 2,
      publication: { name: 'The Lantern' },
      headline: 'Quay opens',
      standfirst: 'At last',
      byline: 'Par Mara Voss',
      authors: [{ name: 'Mara Voss' }],
      publishedAt: '2024-02-29T06:00:00.000Z',
      modifiedAt: '2024-02-29T07:00:00.000Z',
      language: 'en',
      tags: [{ name: 'ferries' }, { name: 'harbour' }, { name: 'Kampot', type: 'PLACE' }],
      body: BLOCKS,
    });
  });

  it('is refused when it is held back or has no text', async () => {
    expect(await one(newsml('Withheld'))).toMatchObject({ code: 'NOT_PUBLISHED' });
    const photo = '<ContentItem Href="a.jpg"><MediaType FormalName="Photo"/></ContentItem>';
    expect(await one(newsml('Usable', photo))).toMatchObject({
      code: 'NOT_A_STORY',
      reason: expect.stringContaining('Photo'),
    });
    expect(await one('<NewsML><NewsEnvelope/></NewsML>')).toMatchObject({ code: 'NO_ARTICLE' });
  });
});

describe('ninjs', () => {
  const first = {
    uri: 'urn:lantern.example:1',
    type: 'text',
    version: '3',
    versioncreated: '2024-03-01T08:00:00Z',
    firstcreated: '2024-02-29T06:00:00+07:00',
    pubstatus: 'usable',
    language: 'en',
    headline: 'Quay opens',
    byline: 'By Mara Voss',
    description_text: 'At last',
    body_xhtml: PARAGRAPHS,
    body_text: 'less',
    subject: [{ name: 'Ferries' }, 7],
    person: [{ name: 'Ann Lee' }],
    place: [{ name: 'Kampot' }],
    infosource: 'x',
    associations: {
      main: {
        type: 'picture',
        renditions: {
          small: { href: 'https://lantern.example/s.jpg', width: 10 },
          large: { href: 'https://lantern.example/l.jpg', width: 900, mimetype: 'image/jpeg' },
        },
        description_text: 'The quay',
      },
      more: { type: 'text', headline: 'Second boat', uri: 'urn:x' },
    },
  };
  const third = {
    standard: { name: 'ninjs', version: '3.1' },
    uri: first.uri,
    type: 'text',
    version: '3',
    versionCreated: first.versioncreated,
    firstCreated: first.firstcreated,
    pubStatus: 'usable',
    language: 'en',
    headlines: [
      { value: 'QUAY', role: 'short' },
      { value: 'Quay opens', role: 'main' },
    ],
    by: first.byline,
    descriptions: [{ value: 'At last' }],
    bodies: [
      { value: 'less', contentType: 'text/plain' },
      { value: PARAGRAPHS, contentType: 'text/html' },
    ],
    subjects: [{ name: 'Ferries' }],
    people: [{ name: 'Ann Lee' }],
    places: [{ name: 'Kampot' }],
    infoSources: [{ name: 'x' }],
    associations: [
      {
        name: 'main',
        type: 'picture',
        renditions: [
          { name: 'l', href: 'https://lantern.example/l.jpg', width: 900, contentType: 'image/jpeg' },
        ],
        descriptions: [{ value: 'The quay' }],
      },
      { name: 'more', type: 'text', headlines: [{ value: 'Second boat' }] },
    ],
  };
  const expected = {
    format: 'ninjs',
    sourceId: 'urn:lantern.example:1',
    version: 3,
    publication: { name: 'x' },
    headline: 'Quay opens',
    standfirst: 'At last',
    byline: 'By Mara Voss',
    authors: [{ name: 'Mara Voss' }],
    publishedAt: '2024-02-28T23:00:00.000Z',
    modifiedAt: '2024-03-01T08:00:00.000Z',
    language: 'en',
    tags: [
      { name: 'Ferries', type: 'TOPIC' },
      { name: 'Ann Lee', type: 'PERSON' },
      { name: 'Kampot', type: 'PLACE' },
    ],
    leadImage: { url: 'https://lantern.example/l.jpg', width: 900, caption: 'The quay' },
    body: BLOCKS,
    related: [{ origin: 'SOURCE', headline: 'Second boat' }],
  };

  it.each([
    ['1', first],
    ['3', third],
  ])('%s becomes an article', async (_version, item) => {
    expect(await one(JSON.stringify(item))).toMatchObject(expected);
  });

  it('is read from lists and answers of services, each item for itself', async () => {
    const items = [
      first,
      7,
      { ...first, type: 'picture', body_xhtml: undefined, body_text: undefined },
      { ...first, pubstatus: 'canceled' },
    ];
    const codes = (read: (Draft | Refusal)[]) =>
      read.map((item) => (item.kind === 'refusal' ? item.code : item.kind));
    const wanted = ['article', 'MALFORMED', 'NOT_A_STORY', 'NOT_PUBLISHED'];
    expect(codes(await read(JSON.stringify(items)))).toEqual(wanted);
    expect(codes(await read(JSON.stringify({ total: 4, item: items })))).toEqual(wanted);
    expect(codes(await read('{"uri": "x", '))).toEqual(['MALFORMED']);
  });

  it('is told from drafts and feeds', () => {
    expect(ninjsReader.detect('{"kind":"article","headline":"x","sourceId":"uri"}')).toBe(false);
    expect(
      detectFormat('{"version":"https://jsonfeed.org/version/1.1","items":[{"uri":"x"}]}')?.reader.name,
    ).toBe('json-feed');
  });
});

describe('text of agencies', () => {
  const iptc = [
    '\u0001lan0124 3 i 93  lantern 1888',
    '',
    'Kampot/ferries/',
    '\u00021ST LEAD',
    'Quay opens at last, and two',
    'cars cross',
    'By Mara Voss, lantern =',
    '',
    'Kampot (lantern) - The east quay opened on Monday,',
    'with two cars.',
    '',
    '   Nobody had expected that.',
    '\u0003212101 GMT Nov 18',
    '\u0004',
  ].join('\r\n');

  it('of IPTC 7901 becomes an article', async () => {
    expect(await one(iptc)).toMatchObject({
      format: 'agency-text',
      sourceId: 'lan0124/2018-11-21',
      publication: { name: 'lantern' },
      headline: 'Quay opens at last, and two cars cross',
      byline: 'By Mara Voss, lantern',
      authors: [{ name: 'Mara Voss' }],
      publishedAt: '2018-11-21T21:01:00.000Z',
      tags: [{ name: 'Kampot' }, { name: 'ferries' }],
      body: [
        { text: 'Kampot (lantern) - The east quay opened on Monday, with two cars.' },
        { text: 'Nobody had expected that.' },
      ],
    });
    expect(await one(iptc.replace('Nov 18', 'Okt 99').replace('212101 GMT', '312101'))).toMatchObject({
      publishedAt: '1999-10-31T21:01:00.000Z',
    });
    expect((await one(iptc.replace('212101 GMT', '992101'))).publishedAt).toBeNull();
  });

  it('of ANPA 1312 becomes an article', async () => {
    const anpa = [
      '\u0016\u0016\u0001W2870\u001f_lan',
      'f l\u0013\u0011 BC-Quay     11-13 1049',
      '\u0002^BC-Quay,466<',
      '^Quay opens at last <',
      '^Eds: With photos.<',
      '^By MARA VOSS=',
      '^The Lantern=',
      '\t   KAMPOT _ The east quay opened',
      'on Monday.',
      '\t   Two cars crossed.',
      '^AFTER NOON<',
      '\t   ___',
      '\t   \u0003AP-WF-11-13-13 1509GMT<',
      '\u000c',
      '\u0004',
    ].join('\n');
    expect(await one(anpa)).toMatchObject({
      format: 'agency-text',
      sourceId: 'W2870/2013-11-13',
      headline: 'Quay opens at last',
      byline: 'By MARA VOSS',
      authors: [{ name: 'Mara Voss' }],
      publishedAt: '2013-11-13T15:09:00.000Z',
      body: [
        { text: 'KAMPOT _ The east quay opened on Monday.' },
        { text: 'Two cars crossed.' },
        { text: 'AFTER NOON' },
        { text: '___' },
      ],
    });
    const bare = anpa.replace('^Quay opens at last <\n', '').replace('^Eds: With photos.<\n', '');
    expect(await one(bare.replace('^The Lantern=\n', ''))).toMatchObject({ headline: 'BC-Quay' });
  });
});

describe('hostile wires', () => {
  it('declare entities in vain', async () => {
    const bomb = nitf()
      .replace(
        '"nitf-3-4.dtd">',
        '"file:///etc/passwd" [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>',
      )
      .replace('east quay', '&b;&x;');
    const draft = await one(bomb);
    expect(JSON.stringify(draft)).not.toMatch(/lol|root:/);
  });

  it('may nest deep, and not without end', async () => {
    const deep = (levels: number) => `${'<block>'.repeat(levels)}<p>Far down</p>${'</block>'.repeat(levels)}`;
    expect(JSON.stringify(await one(nitf('', deep(2_000))))).toContain('Far down');
    await expect(read(nitf('', deep(100_000)))).rejects.toThrow('deep; no story does');
    const json = `{"uri":"x","headline":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect((await read(json))[0]?.kind).toBe('refusal');
  });

  it('may end anywhere', async () => {
    const text = g2(newsItem());
    for (let end = 60; end < text.length; end += 7) {
      const items = await read(text.slice(0, end));
      expect(items.length, text.slice(0, end)).toBeGreaterThan(0);
    }
  });
});
