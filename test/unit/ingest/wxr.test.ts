import { describe, expect, it } from 'vitest';
import { feedReader } from '../../../src/ingest/formats/feed.js';
import { wxrReader } from '../../../src/ingest/formats/wxr.js';
import { articlesOf, readText } from '../../support/read-format.js';
import { anExport, aPicture, aPost, meta } from '../../support/wxr.js';

const read = (text: string, timeZone = 'UTC') => readText(wxrReader, text, { pieceSize: 700, timeZone });

/** The one article of an export with this item. */
async function articleOf(item: string, before = '', timeZone = 'UTC') {
  const items = await read(anExport(item, before), timeZone);
  const [article] = articlesOf(items.filter(({ kind }) => kind === 'article'));
  if (article === undefined) throw new Error(JSON.stringify(items));
  return article;
}

const ANN =
  '<wp:author><wp:author_login>ann</wp:author_login><wp:author_email>ann@lantern.example</wp:author_email><wp:author_display_name><![CDATA[Ann Lee]]></wp:author_display_name></wp:author>';

describe('an export of WordPress', () => {
  it('is known by its vocabulary, and is no feed', () => {
    const text = anExport('');
    expect(wxrReader.detect(text)).toBe(true);
    expect(feedReader.detect(text)).toBe(false);
    expect(wxrReader.detect('<rss version="2.0"><channel><title>A</title></channel></rss>')).toBe(false);
  });

  it('gives its posts with everything that they say', async () => {
    const article = await articleOf(
      aPost(
        {
          'excerpt:encoded': 'Water &amp; <em>mud</em>.',
          'wp:post_modified_gmt': '2024-02-02 04:05:06',
        },
        '<category domain="category" nicename="local"><![CDATA[Local]]></category><category domain="post_tag" nicename="floods"><![CDATA[Floods &amp; rain]]></category>',
      ),
      ANN,
    );
    expect(article).toMatchObject({
      format: 'wordpress',
      item: 'item 1',
      sourceId: 'https://lantern.example/?p=7',
      url: 'https://lantern.example/2024/02/river-rises/',
      otherUrls: ['https://lantern.example/?p=7'],
      slug: 'river-rises',
      publication: { name: 'The Lantern', url: 'https://lantern.example', language: 'en-US' },
      headline: 'River rises',
      standfirst: 'Water & mud.',
      byline: 'Ann Lee',
      authors: [{ name: 'Ann Lee', slug: null, kind: 'PERSON' }],
      publishedAt: '2024-02-01T03:00:00.000Z',
      modifiedAt: '2024-02-02T04:05:06.000Z',
      language: 'en-US',
      section: { name: 'Local', type: 'SECTION', slug: 'local' },
      tags: [
        { name: 'Local', type: 'SECTION', slug: 'local' },
        { name: 'Floods & rain', type: 'TOPIC', slug: 'floods' },
      ],
      leadImage: null,
      body: [{ type: 'paragraph', text: 'The river rose in the night.', html: null }],
    });
    expect(JSON.stringify(article)).not.toContain('ann@');
  });

  it('has dates in GMT first, then in the zone of the run, then in the feed', async () => {
    const noGmt = { 'wp:post_date_gmt': '0000-00-00 00:00:00' };
    const inZone = await articleOf(aPost(noGmt), '', 'Asia/Phnom_Penh');
    expect(inZone.publishedAt).toBe('2024-02-01T03:00:00.000Z');
    const none = { ...noGmt, 'wp:post_date': '0000-00-00 00:00:00' };
    expect((await articleOf(aPost(none))).publishedAt).toBe('2024-02-01T03:00:00.000Z');
    const nothing = { ...none, pubDate: 'Wed, 30 Nov -0001 00:00:00 +0000' };
    expect((await articleOf(aPost(nothing))).publishedAt).toBeNull();
  });

  it('refuses everything that is no story, each with its reason', async () => {
    const types = ['attachment', 'nav_menu_item', 'revision', 'custom_css', 'oembed_cache', 'shop_order'];
    const statuses = ['draft', 'pending', 'private', 'future', 'trash', 'inherit', 'auto-draft', ''];
    const items = [
      ...types.map((type) => aPost({ 'wp:post_type': type })),
      ...statuses.map((status) => aPost({ 'wp:status': status })),
      aPost({ 'wp:post_password': 'secret' }),
      aPost({ title: 'Blog', 'content:encoded': ' ' }),
    ];
    const read_ = await read(anExport(items.join('')));
    expect(read_.map((one) => (one.kind === 'refusal' ? one.code : one.kind))).toEqual([
      ...types.map(() => 'NOT_A_STORY'),
      ...statuses.map(() => 'NOT_PUBLISHED'),
      'NOT_PUBLISHED',
      'NO_ARTICLE',
    ]);
    expect(read_.every((one) => one.kind === 'refusal' && /^\S.*\.$/.test(one.reason))).toBe(true);
    expect(JSON.stringify(read_)).not.toContain('secret');
  });

  it('has pages, and posts of a type of its own that holds stories', async () => {
    for (const type of ['page', 'news', 'press-release', 'tdm_article'])
      expect((await articleOf(aPost({ 'wp:post_type': type }))).headline).toBe('River rises');
  });

  it('without anything in it is refused', async () => {
    expect(await read(anExport(''))).toMatchObject([{ kind: 'refusal', code: 'NO_ARTICLE' }]);
  });
});

describe('accounts', () => {
  it('become authors under the name that they show', async () => {
    const items = await read(anExport('', ANN));
    expect(items).toMatchObject([{ kind: 'author', item: 'author 1', name: 'Ann Lee', slug: null }]);
  });

  it('go by full name or login where they show none, and never by an address', async () => {
    const account = (login: string, first: string, shown: string) =>
      `<wp:author><wp:author_login>${login}</wp:author_login><wp:author_display_name>${shown}</wp:author_display_name><wp:author_first_name>${first}</wp:author_first_name><wp:author_last_name/></wp:author>`;
    const items = await read(
      anExport(
        aPost({ 'dc:creator': 'c@lantern.example' }),
        account('a@lantern.example', 'Jonas', 'a@lantern.example') +
          account('mira\n', '', '') +
          account('c@lantern.example', '', ''),
      ),
    );
    expect(items).toMatchObject([
      { name: 'Jonas' },
      { name: 'mira' },
      { kind: 'refusal', code: 'NOT_A_STORY' },
      { kind: 'article', byline: null, authors: [] },
    ]);
    expect(JSON.stringify(items)).not.toContain('@lantern');
  });

  it('that share a story are all credited', async () => {
    const article = await articleOf(
      aPost(
        {},
        '<category domain="author" nicename="cap-ann"><![CDATA[ann]]></category><category domain="author" nicename="cap-jonas-webb"><![CDATA[Jonas Webb]]></category>',
      ),
      ANN,
    );
    expect(article).toMatchObject({
      byline: 'Ann Lee, Jonas Webb',
      authors: [{ name: 'Ann Lee' }, { name: 'Jonas Webb' }],
      tags: [],
    });
  });
});

describe('terms', () => {
  const category = (id: number, slug: string, name: string, parent = '') =>
    `<wp:category><wp:term_id>${id}</wp:term_id><wp:category_nicename>${slug}</wp:category_nicename><wp:category_parent>${parent}</wp:category_parent><wp:cat_name><![CDATA[${name}]]></wp:cat_name></wp:category>`;

  it('keep their hierarchy, their slugs and what is said of them', async () => {
    const items = await read(
      anExport(
        '',
        `${category(1, 'asia', 'Asia')}${category(2, 'khmer-%e1%9e%81', 'Cambodia', 'asia')}
         <wp:tag><wp:term_id>3</wp:term_id><wp:tag_slug>rice</wp:tag_slug><wp:tag_name>Rice</wp:tag_name><wp:tag_description>What grows.</wp:tag_description></wp:tag>
         <wp:term><wp:term_taxonomy>places</wp:term_taxonomy><wp:term_slug>kampot</wp:term_slug><wp:term_name>Kampot</wp:term_name></wp:term>
         <wp:term><wp:term_taxonomy>nav_menu</wp:term_taxonomy><wp:term_slug>top</wp:term_slug><wp:term_name>Top</wp:term_name></wp:term>`,
      ),
    );
    expect(items).toMatchObject([
      { kind: 'tag', type: 'SECTION', name: 'Asia', slug: 'asia', parent: null, item: 'category 1' },
      { name: 'Cambodia', slug: 'khmer-ខ', parent: { name: 'Asia', type: 'SECTION', slug: 'asia' } },
      { type: 'TOPIC', name: 'Rice', description: 'What grows.', item: 'tag 1' },
      { type: 'PLACE', name: 'Kampot', item: 'term 1' },
      { kind: 'refusal', code: 'NOT_A_STORY', item: 'term 2' },
    ]);
  });

  it('of one name under two parents are two', async () => {
    const items = await read(
      anExport(
        '',
        `${category(1, 'news', 'News')}${category(2, 'asia', 'Asia')}${category(3, 'news-asia', 'NEWS', 'asia')}`,
      ),
    );
    expect(items).toMatchObject([
      { name: 'News', slug: 'news', exactSlug: false },
      { name: 'Asia', slug: 'asia', exactSlug: false },
      { name: 'NEWS', slug: 'news-asia', exactSlug: true, parent: { slug: 'asia' } },
    ]);
  });

  it('of two taxonomies share a slug: the first has it', async () => {
    const items = await read(
      anExport(
        aPost({}, '<category domain="post_tag" nicename="asia">Asia</category>'),
        `${category(1, 'asia', 'Asia')}<wp:tag><wp:tag_slug>asia</wp:tag_slug><wp:tag_name>Asia</wp:tag_name></wp:tag>`,
      ),
    );
    expect(items).toMatchObject([
      { type: 'SECTION', slug: 'asia' },
      { type: 'TOPIC', slug: null },
      { tags: [{ type: 'TOPIC', name: 'Asia', slug: null }] },
    ]);
  });

  it('name the section of a post when they are several and one is the main one', async () => {
    const both =
      '<category domain="category" nicename="asia">Asia</category><category domain="category" nicename="money">Money</category>';
    const listed = category(1, 'asia', 'Asia') + category(2, 'money', 'Money');
    expect((await articleOf(aPost({}, both), listed)).section).toBeNull();
    const main = meta('_yoast_wpseo_primary_category', '2');
    expect((await articleOf(aPost({}, both + main), listed)).section).toMatchObject({ name: 'Money' });
  });

  it('of the oldest exports are counted once', async () => {
    const twice =
      '<category><![CDATA[Asia]]></category><category domain="category" nicename="asia"><![CDATA[Asia]]></category><category domain="tag"><![CDATA[rice]]></category><category domain="tag" nicename="rice"><![CDATA[rice]]></category>';
    const { tags } = await articleOf(aPost({}, twice));
    expect(tags).toMatchObject([{ name: 'Asia' }, { name: 'rice', type: 'TOPIC' }]);
  });
});

describe('pictures', () => {
  const thumbnail = meta('_thumbnail_id', '90');

  it('are found whether they come before their post or after it', async () => {
    for (const items of [aPicture(90) + aPost({}, thumbnail), aPost({}, thumbnail) + aPicture(90)])
      expect((await articleOf(items)).leadImage?.url).toBe('https://lantern.example/files/90.jpg');
  });

  it('have what their attachment says', async () => {
    const more =
      '<excerpt:encoded2/>' +
      meta('_wp_attachment_image_alt', 'A &quot;wet&quot; street') +
      meta(
        '_wp_attachment_metadata',
        'a:5:{s:5:"width";i:1200;s:6:"height";i:800;s:4:"file";s:5:"x.jpg";s:10:"image_meta";a:2:{s:6:"credit";s:10:"Jonas Webb";}}',
      );
    const picture = aPicture(90, 0, more).replace(
      '<excerpt:encoded><![CDATA[]]>',
      '<excerpt:encoded><![CDATA[The <b>flood</b>]]>',
    );
    expect((await articleOf(picture + aPost({}, thumbnail))).leadImage).toEqual({
      url: 'https://lantern.example/files/90.jpg',
      alt: 'A "wet" street',
      caption: 'The flood',
      credit: 'Jonas Webb',
      width: 1200,
      height: 800,
    });
  });

  it('that are not in the export are not waited for without end', async () => {
    const items = await read(anExport(aPost({}, thumbnail) + aPost({ title: 'Next' })));
    expect(articlesOf(items).map(({ headline, leadImage }) => [headline, leadImage])).toEqual([
      ['Next', null],
      ['River rises', null],
    ]);
  });

  it('stand in galleries by number, or as they were uploaded for the post', async () => {
    const files = aPicture(90, 7) + aPicture(91) + aPicture(92, 7);
    const urlsOf = async (content: string) =>
      (await articleOf(aPost({ 'content:encoded': content }) + files)).body.map((block) =>
        block.type === 'image' ? block.image.url.slice(-6) : block.type,
      );
    expect(await urlsOf('[gallery ids="92,91,404"]')).toEqual(['92.jpg', '91.jpg']);
    expect(await urlsOf('Look: [gallery]')).toEqual(['paragraph', '90.jpg', '92.jpg']);
  });
});
