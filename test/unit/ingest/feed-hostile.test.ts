import { describe, expect, it } from 'vitest';
import type { Draft, Refusal } from '../../../src/ingest/draft.js';
import { feedReader } from '../../../src/ingest/formats/feed.js';
import { jsonFeedReader } from '../../../src/ingest/formats/json-feed.js';
import { articlesOf, readText } from '../../support/read-format.js';

const MIB = 1024 * 1024;
const PIECE = 'x'.repeat(MIB);

const read = (text: string) => readText(feedReader, text, { pieceSize: 256 * 1024 });

/** Reads a feed that is never whole in memory. */
async function readPieces(pieces: Iterable<string>): Promise<(Draft | Refusal)[]> {
  const found: (Draft | Refusal)[] = [];
  const source = {
    location: 'input',
    url: null,
    timeZone: 'UTC',
    head: '<rss>',
    async *chunks() {
      yield* pieces;
    },
  };
  for await (const item of feedReader.read(source)) found.push(item);
  return found;
}

function* between(start: string, mebibytes: number, end: string): Iterable<string> {
  yield start;
  for (let n = 0; n < mebibytes; n += 1) yield PIECE;
  yield end;
}

const AFTER = '<item><title>After</title></item></channel></rss>';

describe('a hostile feed', () => {
  it('expands no entities', async () => {
    const levels = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join(
      '',
    );
    const text = `<!DOCTYPE rss [<!ENTITY l0 "lol">${levels}]><rss><channel><item><title>A &l9;</title></item></channel></rss>`;
    expect(feedReader.detect(text)).toBe(true);
    expect(articlesOf(await read(text))).toMatchObject([{ headline: 'A &l9;' }]);
  });

  it('fetches and opens nothing', async () => {
    const text = `<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/evil.dtd" [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>
      <rss><channel><item><title>A &x; B</title></item></channel></rss>`;
    expect(articlesOf(await read(text))).toMatchObject([{ headline: 'A &x; B' }]);
  });

  it.each([
    ['in an item', '<item>', '</item>'],
    ['outside items', '', ''],
  ])('may nest 100,000 deep %s', async (_, start, end) => {
    const deep = `${'<a>'.repeat(100_000)}words${'</a>'.repeat(100_000)}`;
    const text = `<rss><channel>${start}<title>Before</title><description>${deep}</description>${end}${AFTER}`;
    const headlines = articlesOf(await read(text)).map(({ headline }) => headline);
    expect(headlines.at(-1)).toBe('After');
    expect(headlines).toHaveLength(start === '' ? 1 : 2);
  });

  it.each([
    [
      'an attribute',
      '<rss><channel><item><title>Before</title></item><item><title a="',
      '">T</title></item>',
    ],
    [
      'a CDATA section',
      '<rss><channel><item><title>Before</title></item><item><title><![CDATA[',
      ']]></title></item>',
    ],
    ['a comment', '<rss><channel><item><title>Before</title></item><!--', '-->'],
    ['the name of a tag', '<rss><channel><item><title>Before</title></item><', '/>'],
  ])('is read up to where %s does not end', async (_, start, end) => {
    const [before, refusal, ...more] = await readPieces(between(start, 40, end + AFTER));
    expect(before).toMatchObject({ headline: 'Before' });
    expect(refusal).toMatchObject({ kind: 'refusal', code: 'TOO_LARGE' });
    expect(more).toEqual([]);
  });

  it('loses only the item that is too long', async () => {
    const start = '<rss><channel><item><title>T</title><description>';
    const items = await readPieces(between(start, 40, `</description></item>${AFTER}`));
    expect(items).toMatchObject([{ code: 'TOO_LARGE', item: 'item 1' }, { headline: 'After' }]);
  });

  it('keeps no more of what it says about itself than it needs', async () => {
    const items = await readPieces(
      between('<rss><channel><title>T</title><description>', 40, `</description>${AFTER}`),
    );
    expect(articlesOf(items)).toMatchObject([{ headline: 'After', publication: { name: 'T' } }]);
  });

  it('may declare namespaces without end', async () => {
    const many = Array.from({ length: 20_000 }, (_, n) => `xmlns:n${n}="u${n}"`).join(' ');
    const text = `<rss ${many}><channel>${'<n1:a xmlns:n2="x">'.repeat(20_000)}${AFTER}`;
    expect(articlesOf(await read(text)).at(-1)).toMatchObject({ headline: 'After' });
  });

  it('may leave thousands of items open', async () => {
    const text = `<rss><channel>${'<item><title>T</title>'.repeat(3_000)}`;
    expect(articlesOf(await read(text))).toHaveLength(3_000);
  });

  it('says where too many are open to go on', async () => {
    const items = await read(`<rss><channel>${'<item><title>T</title>'.repeat(20_000)}`);
    expect(items.at(-1)).toMatchObject({ kind: 'refusal', code: 'MALFORMED' });
    expect(articlesOf(items.slice(0, -1)).length).toBeGreaterThan(9_000);
  });

  it('is plain text in its headlines and lists of names, whatever its titles hold', async () => {
    const text =
      '<rss><channel><item><title>&lt;img src=x onerror=run()&gt;A&lt;svg onload=run()&gt;</title></item></channel></rss>';
    expect(articlesOf(await read(text))).toMatchObject([{ headline: 'A' }]);
  });
});

describe('a hostile JSON Feed', () => {
  it('may nest 100,000 deep', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const text = `{"version":"https://jsonfeed.org/version/1","items":[{"title":"A","content_html":${deep},"tags":${deep}}]}`;
    expect(articlesOf(await readText(jsonFeedReader, text, { pieceSize: 65_536 }))).toMatchObject([
      { headline: 'A' },
    ]);
  });

  it('changes no prototype', async () => {
    const text =
      '{"version":"https://jsonfeed.org/version/1","__proto__":{"url":"x"},"items":[{"title":"A","__proto__":{"image":"https://x.example/a.jpg"}}]}';
    expect(articlesOf(await readText(jsonFeedReader, text))).toMatchObject([
      { headline: 'A', leadImage: null },
    ]);
    expect(Object.hasOwn(Object.prototype, 'url')).toBe(false);
  });
});
