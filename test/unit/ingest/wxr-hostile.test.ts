import { describe, expect, it } from 'vitest';
import type { Draft, Refusal } from '../../../src/ingest/draft.js';
import { wxrReader } from '../../../src/ingest/formats/wxr.js';
import { articlesOf, readText } from '../../support/read-format.js';
import { anExport, aPicture, aPost, meta } from '../../support/wxr.js';

const MIB = 1024 * 1024;
const PIECE = 'x'.repeat(MIB);

const read = (text: string) => readText(wxrReader, text, { pieceSize: 256 * 1024 });

/** Reads an export that is never whole in memory. */
async function readPieces(pieces: Iterable<string>): Promise<(Draft | Refusal)[]> {
  const found: (Draft | Refusal)[] = [];
  const source = {
    location: 'input',
    url: null,
    timeZone: 'UTC',
    head: '',
    async *chunks() {
      yield* pieces;
    },
  };
  for await (const item of wxrReader.read(source)) found.push(item);
  return found;
}

const [START = '', END = ''] = anExport('SPLIT').split('SPLIT');

function* between(start: string, mebibytes: number, end: string): Iterable<string> {
  yield START + start;
  for (let n = 0; n < mebibytes; n += 1) yield PIECE;
  yield end + END;
}

const headlines = (items: readonly (Draft | Refusal)[]) => articlesOf(items).map(({ headline }) => headline);

describe('an export that is not well-formed', () => {
  it('may end a CDATA section in the middle of its text', async () => {
    const text = anExport(
      aPost({ 'content:encoded': 'One <![CDATA[ two ]]> three ]]>', 'wp:post_name': 'a' }, meta('x', ']]>')) +
        aPost({ title: 'Next' }),
    );
    const [first, second] = articlesOf(await read(text));
    expect(first?.body).toMatchObject([{ text: 'One two three ]]>' }]);
    expect(second).toMatchObject({ headline: 'Next', slug: 'river-rises' });
  });

  it('may divide a text into sections, and leave markup and ampersands as they are', async () => {
    const item = aPost()
      .replace('<![CDATA[River rises]]>', 'Fish & <em>Rice</em> &amp; more')
      .replace('<![CDATA[The river rose in the night.]]>', '\n<![CDATA[<p>One]]><![CDATA[ two</p>]]>\n');
    expect(articlesOf(await read(anExport(item)))).toMatchObject([
      { headline: 'Fish & Rice & more', body: [{ text: 'One two' }] },
    ]);
  });

  it('may forget to close elements and items', async () => {
    const open = '<item><title>Open<wp:post_id>1</wp:post_id><wp:status>publish<content:encoded>Text';
    expect(headlines(await read(anExport(open + aPost())))).toEqual(['Open', 'River rises']);
  });

  it('may break off anywhere', async () => {
    const whole = anExport(aPost() + aPost({ title: 'Next' }));
    for (let end = whole.indexOf('<item>'); end < whole.length; end += 7) {
      const items = await read(whole.slice(0, end));
      expect(items.length).toBeGreaterThan(0);
    }
  });

  it('may have another element in place of its channel', async () => {
    const text = anExport(aPost(), '<wp:tag><wp:tag_name>Rice</wp:tag_name></wp:tag>');
    const items = await read(text.replace('<channel>', '<elsewhere>'));
    expect(items).toMatchObject([{ kind: 'tag' }, { kind: 'article', publication: { name: 'The Lantern' } }]);
  });
});

describe('vocabularies', () => {
  it('are known by their addresses, under any prefix', async () => {
    const text = anExport(aPost()).replaceAll('wp:', 'w:').replaceAll('content:', 'c:');
    const declared = text.replace(':wp=', ':w=').replace(':content=', ':c=');
    expect(headlines(await read(declared))).toEqual(['River rises']);
  });

  it('that are declared anew as something else are not believed', async () => {
    const item = aPost().replace('<item>', '<item xmlns:wp="http://elsewhere.example/">');
    expect(await read(anExport(item))).toMatchObject([{ kind: 'refusal', code: 'NOT_PUBLISHED' }]);
    const account =
      '<wp:author xmlns:wp="http://elsewhere.example/"><wp:author_login>eve</wp:author_login></wp:author>';
    expect(headlines(await read(anExport(account + aPost())))).toEqual(['River rises']);
  });
});

describe('a hostile export', () => {
  it('expands no entities, and fetches and opens nothing', async () => {
    const levels = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join(
      '',
    );
    const doctype = `<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/evil.dtd" [<!ENTITY l0 "lol">${levels}<!ENTITY x SYSTEM "file:///etc/passwd">]>`;
    const item = aPost().replace('<![CDATA[River rises]]>', 'A &l9; &x; B');
    const text = anExport(item).replace('<rss', `${doctype}<rss`);
    expect(wxrReader.detect(text)).toBe(true);
    expect(headlines(await read(text))).toEqual(['A &l9; &x; B']);
  });

  it.each([
    ['in an item', '<item><a>', '</a></item>'],
    ['in a text', '<item><content:encoded>', '</content:encoded></item>'],
    ['in a meta value', '<item><wp:postmeta><wp:meta_value>', '</wp:meta_value></wp:postmeta></item>'],
    ['outside items', '', ''],
  ])('may nest 100,000 deep %s', async (_, start, end) => {
    const deep = `${'<b>'.repeat(100_000)}words${'</b>'.repeat(100_000)}`;
    const items = await read(anExport(start + deep + end + aPost({ title: 'After' })));
    expect(items.at(-1)).toMatchObject({ headline: 'After' });
  });

  it.each([
    ['an attribute', '<item><title a="', '">T</title></item>'],
    ['a CDATA section', '<item><content:encoded><![CDATA[', ']]></content:encoded></item>'],
    ['a comment', '<!--', '-->'],
  ])('is read up to where %s does not end', async (_, start, end) => {
    const [before, refusal, ...more] = await readPieces(between(aPost() + start, 40, end + aPost()));
    expect(before).toMatchObject({ headline: 'River rises' });
    expect(refusal).toMatchObject({ kind: 'refusal', code: 'TOO_LARGE', item: null });
    expect(more).toEqual([]);
  });

  it('loses only the item that is too long', async () => {
    const items = await readPieces(
      between('<item><content:encoded>', 100, `</content:encoded></item>${aPost()}`),
    );
    expect(items).toMatchObject([{ code: 'TOO_LARGE', item: 'item 1' }, { headline: 'River rises' }]);
  });

  it('may have comments and meta values of any length', async () => {
    const post = aPost().replace('</item>', '');
    for (const [start, end] of [
      ['<wp:comment><wp:comment_content>', '</wp:comment_content></wp:comment></item>'],
      [
        '<wp:postmeta><wp:meta_key>_builder</wp:meta_key><wp:meta_value>',
        '</wp:meta_value></wp:postmeta></item>',
      ],
      ['<wp:postmeta><wp:meta_value>', '</wp:meta_value></wp:postmeta></item>'],
    ])
      expect(headlines(await readPieces(between(post + start, 20, end ?? '')))).toEqual(['River rises']);
  });

  it('may name pictures without end', async () => {
    function* posts(): Iterable<string> {
      yield START;
      for (let n = 0; n < 15_000; n += 1)
        yield aPost({ title: `T${n}` }, meta('_thumbnail_id', String(n + 1)));
      yield aPicture(15_000) + END;
    }
    const items = (await readPieces(posts())).filter(({ kind }) => kind === 'article');
    const found = new Set(headlines(items));
    expect(found.size).toBe(15_000);
    const last = articlesOf(items).find(({ headline }) => headline === 'T14999');
    expect(last?.leadImage?.url).toBe('https://lantern.example/files/15000.jpg');
  });

  it('may name categories and elements without end', async () => {
    const text = anExport(`<item>${'<category domain="a"/>'.repeat(200_000)}</item>${aPost()}`);
    expect((await read(text)).at(-1)).toMatchObject({ headline: 'River rises' });
  });

  it('changes no prototype, and shows a NUL to whoever checks drafts', async () => {
    const item = aPost({ title: 'A\0B', 'wp:post_name': '__proto__' }, meta('__proto__', 'x')).replace(
      '<item>',
      '<item __proto__="x"><__proto__>x</__proto__>',
    );
    const [article] = articlesOf(await read(anExport(item)));
    expect(article).toMatchObject({ headline: 'A\0B', slug: null });
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });
});
