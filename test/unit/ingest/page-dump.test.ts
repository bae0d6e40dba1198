import { describe, expect, it } from 'vitest';
import type { ArticleDraft, Draft, Refusal } from '../../../src/ingest/draft.js';
import { PageDumpReader } from '../../../src/ingest/formats/page-dump.js';

const PARAGRAPHS = [
  'The ferry to Koh Trong stopped running on Monday after the river fell below the level at which the pilot can find the channel, and nobody on the island knows when it will start again.',
  'Farmers who sell pomelos on the mainland now wait for fishing boats. A boat takes twelve sacks, the ferry took two hundred, and the price of a crossing has doubled since the weekend.',
  'The pilot, who has steered the ferry for nineteen years, says that he has never seen the sandbank so high in November, and that the marks on the old pier are no longer of any use to him.',
  '"We could push it off with poles when I was young," he said. "Now it is wider than the boat, and every week of dry weather makes it wider still, so that we would need a hundred men."',
  'Teachers who live on the mainland have moved into the school, where they sleep on the benches of the third class and cook in the yard with what the parents bring them every evening.',
];
const HEADLINE = 'Low water stops the ferry to Koh Trong';
const MENU = ['Home', 'News', 'Sport', 'Weather', 'Contact us'].map((item) => `  • ${item}`);
const FOOTER = ['© 2019 The Valley Echo. All rights reserved.', '  • Privacy policy', '  • Terms of use'];
const OTHERS = [
  '  • Market hall gets a new roof',
  '    The council voted on Tuesday to replace the roof of the market hall before the rains, a work that traders have asked for since the storm of',
  '  • Pomelo harvest is the best in ten years',
  '    Growers on the islands expect to pick a third more fruit than last year, although many say that they do not know how they will bring it to',
];

async function readAll(text: string, chunkSize = 1000, timeZone = 'UTC'): Promise<(Draft | Refusal)[]> {
  const found: (Draft | Refusal)[] = [];
  const source = {
    location: 'page.txt',
    url: null,
    timeZone,
    head: text.slice(0, 65_536),
    async *chunks() {
      for (let at = 0; at < text.length; at += chunkSize) yield text.slice(at, at + chunkSize);
    },
  };
  for await (const item of new PageDumpReader().read(source)) found.push(item);
  return found;
}

async function readArticle(text: string): Promise<ArticleDraft> {
  const [item, ...more] = await readAll(text);
  expect(more).toEqual([]);
  if (item?.kind !== 'article') throw new Error(`Not an article: ${JSON.stringify(item)}`);
  return item;
}

function page(...parts: (string | string[])[]): string {
  return parts.flat().join('\n\n');
}

function paragraphsOf(article: ArticleDraft): string[] {
  return article.body.flatMap((block) => (block.type === 'paragraph' ? [block.text] : []));
}

describe('the date of a page that names no zone', () => {
  it('is in the zone of the publication', async () => {
    const text = page(HEADLINE, 'Published 18 November 2019 09:30', PARAGRAPHS);
    const [utc] = await readAll(text);
    const [khmer] = await readAll(text, 1000, 'Asia/Phnom_Penh');
    expect(utc).toMatchObject({ publishedAt: '2019-11-18T09:30:00.000Z' });
    expect(khmer).toMatchObject({ publishedAt: '2019-11-18T02:30:00.000Z' });
  });
});

describe('PageDumpReader', () => {
  it('takes the article out of its page and says nothing that the page does not', async () => {
    const article = await readArticle(
      page(`${HEADLINE} - The Valley Echo`, MENU, HEADLINE, PARAGRAPHS, OTHERS, FOOTER),
    );
    expect(article).toMatchObject({
      format: 'page-dump',
      location: 'page.txt',
      headline: HEADLINE,
      publication: { name: 'The Valley Echo', slug: null, url: null, language: null },
      standfirst: null,
      byline: null,
      authors: [],
      publishedAt: null,
      modifiedAt: null,
      language: 'en',
      url: null,
      tags: [],
    });
    expect(paragraphsOf(article)).toEqual(PARAGRAPHS);
    expect(article.body).toHaveLength(PARAGRAPHS.length);
  });

  it('gives the stories listed below as related, with their teasers', async () => {
    const { related } = await readArticle(page(HEADLINE, PARAGRAPHS, OTHERS, FOOTER));
    expect(related.map(({ origin, headline, url, slug }) => [origin, headline, url, slug])).toEqual([
      ['SOURCE', 'Market hall gets a new roof', null, null],
      ['SOURCE', 'Pomelo harvest is the best in ten years', null, null],
    ]);
    expect(related[0]?.teaser).toMatch(/^The council voted .* since the storm of$/);
  });

  it('reads byline, people and dates near the headline', async () => {
    const credits = [
      'By SOKHA MEAS and Tom Reed',
      'Published: Nov. 19, 2019 8:03 am ET | Updated: Nov. 20, 2019 9:00 am ET',
    ];
    const article = await readArticle(
      page(`${HEADLINE} | The Valley Echo`, MENU, HEADLINE, credits, PARAGRAPHS, FOOTER),
    );
    expect(article).toMatchObject({
      byline: 'By SOKHA MEAS and Tom Reed',
      authors: [
        { name: 'Sokha Meas', slug: null },
        { name: 'Tom Reed', slug: null },
      ],
      publishedAt: '2019-11-19T13:03:00.000Z',
      modifiedAt: '2019-11-20T14:00:00.000Z',
    });
    expect(paragraphsOf(article)).toEqual(PARAGRAPHS);
  });

  it('finds the newspaper behind its logo in the title line', async () => {
    const article = await readArticle(
      page(`Logo of Valley Echo newspaper Valley Echo - ${HEADLINE}`, HEADLINE, HEADLINE, PARAGRAPHS),
    );
    expect(article).toMatchObject({ headline: HEADLINE, publication: { name: 'Valley Echo' } });
  });

  it('keeps subheadings and lists of the article as such', async () => {
    const [first = '', second = '', third = '', ...rest] = PARAGRAPHS;
    const items = [
      'Twelve sacks to a boat, where the ferry took two hundred of them at a time.',
      'Four crossings a day, as long as the fishermen have nothing better to do.',
    ];
    const article = await readArticle(
      page(
        HEADLINE,
        first,
        second,
        'What a crossing costs',
        third,
        items.map((item) => `  • ${item}`),
        rest,
      ),
    );
    expect(article.body.map((block) => block.type)).toEqual([
      'paragraph',
      'paragraph',
      'heading',
      'paragraph',
      'list',
      'paragraph',
      'paragraph',
    ]);
    expect(article.body[2]).toEqual({ type: 'heading', text: 'What a crossing costs', level: 2 });
    expect(article.body[4]).toEqual({ type: 'list', ordered: false, items });
  });

  it.each([
    ['Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['text without furniture', (text: string) => text],
  ])('reads %s', async (_what, change) => {
    const article = await readArticle(change(page(HEADLINE, PARAGRAPHS)));
    expect(article.headline).toBe(HEADLINE);
    expect(paragraphsOf(article)).toEqual(PARAGRAPHS);
  });

  it('reads a Khmer page', async () => {
    const headline = 'ផ្សារចាស់នឹងត្រូវជួសជុលមុនរដូវវស្សា';
    const paragraphs = [
      'ក្រុមប្រឹក្សាក្រុងបានសម្រេចនៅថ្ងៃចន្ទថាផ្សារចាស់នឹងត្រូវជួសជុលមុនរដូវវស្សាខាងមុខ ហើយអ្នកលក់ទាំងអស់ត្រូវផ្លាស់ទៅទីតាំងបណ្តោះអាសន្ននៅជិតមាត់ទន្លេ។',
      'អ្នកលក់ត្រីម្នាក់និយាយថាគាត់មិនដឹងថាតើអតិថិជនរបស់គាត់នឹងទៅតាមគាត់ឬអត់ទេ ព្រោះកន្លែងថ្មីនៅឆ្ងាយពីផ្លូវធំ និងគ្មានភ្លើងនៅពេលយប់។',
    ];
    const article = await readArticle(page(headline, headline, paragraphs));
    expect(article).toMatchObject({ headline, language: 'km' });
    expect(paragraphsOf(article)).toEqual(paragraphs);
  });

  it('calls a text without any headline by its first sentence', async () => {
    const [first = '', ...rest] = PARAGRAPHS;
    const article = await readArticle([`The ferry is out. ${first}`, ...rest].join('\n\n'));
    expect(article.headline).toBe('The ferry is out.');
    expect(paragraphsOf(article)).toHaveLength(PARAGRAPHS.length);
  });

  it.each([
    ['an empty file', '', 'EMPTY'],
    ['white space', ' \n\u00a0\n\ufeff\u200b\n', 'EMPTY'],
    ['nothing but furniture', page('The Valley Echo', MENU, 'Subscribe', 'Sign in', FOOTER), 'NO_ARTICLE'],
    ['one line that says little', 'Page not found', 'NO_ARTICLE'],
  ])('refuses %s with a reason', async (_what, text, code) => {
    expect(await readAll(text)).toMatchObject([{ kind: 'refusal', code, location: 'page.txt', item: null }]);
  });

  it('reads a very long line in good time', async () => {
    const started = performance.now();
    const [item] = await readAll(`${HEADLINE}\n\n${'The river fell again. '.repeat(500_000)}`, 1 << 20);
    expect(item?.kind).toBe('article');
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('takes any text that nothing else takes, and no binary data', () => {
    const reader = new PageDumpReader();
    expect(reader.detect('Any text at all')).toBe(true);
    expect(reader.detect('PK\u0003\u0004\u0000')).toBe(false);
  });
});
