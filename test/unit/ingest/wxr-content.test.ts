import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyTextOf } from '../../../src/content/article/body-text.js';
import { htmlPieces } from '../../../src/ingest/formats/wxr/html-pieces.js';
import { postBlocks } from '../../../src/ingest/formats/wxr/post-html.js';
import { resolveShortcodes } from '../../../src/ingest/formats/wxr/shortcodes.js';

const blocksOf = (content: string) =>
  postBlocks(content, { get: () => null, own: () => [] }, 'https://lantern.example/a/');
const textsOf = (content: string) =>
  blocksOf(content).map((block) =>
    block.type === 'list' ? block.items.join('|') : 'text' in block ? block.text : block.image.url,
  );
const resolve = (text: string) => resolveShortcodes(text, () => null);

describe('a text of the classic editor', () => {
  it('has its paragraphs where its lines are empty', () => {
    expect(textsOf('One.\n\nTwo,\nand on.\r\n\r\n\r\nThree.')).toEqual(['One.', 'Two,\nand on.', 'Three.']);
  });

  it('keeps the markup that spans paragraphs', () => {
    expect(blocksOf('<em>One.\n\nTwo.</em>')).toMatchObject([
      { text: 'One.', html: '<em>One.</em>' },
      { text: 'Two.', html: '<em>Two.</em>' },
    ]);
  });

  it('has no line breaks around block elements, and one at a br', () => {
    expect(textsOf('<h2>A</h2>\nOne<br />\ntwo\n<ul>\n\n<li>x</li>\n<li>y</li>\n</ul>\n\nEnd')).toEqual([
      'A',
      'One\ntwo',
      'x|y',
      'End',
    ]);
  });

  it('keeps the lines of what is preformatted', () => {
    expect(textsOf('<pre>a\n\n  b</pre>')).toEqual(['a\n\n  b']);
  });

  it('is one story, whatever marks its pages and its beginning', () => {
    expect(textsOf('One.\n<!--more-->\nTwo.\n\n<!--nextpage-->\n\nThree.').join(' ')).toBe(
      'One. Two. Three.',
    );
  });

  it('links to what it shows from another address', () => {
    expect(blocksOf('See:\n\nhttps://video.example/watch?v=1&#038;t=2\n\nGood.')).toMatchObject([
      { text: 'See:' },
      {
        html: '<a href="https://video.example/watch?v=1&amp;t=2">https://video.example/watch?v=1&amp;t=2</a>',
      },
      { text: 'Good.' },
    ]);
    expect(blocksOf('<a href="/b">\nhttps://video.example\n</a>')).toMatchObject([
      { html: '<a href="https://lantern.example/b">https://video.example</a>' },
    ]);
  });
});

describe('a text of the block editor', () => {
  it('is what its blocks hold', () => {
    const content = `<!-- wp:paragraph {"align":"left"} -->
<p>One
line.</p>
<!-- /wp:paragraph -->

<!-- wp:latest-posts {"postsToShow":3} /-->

<!-- wp:quote --><blockquote class="wp-block-quote"><p>Well.</p><cite>Ann</cite></blockquote><!-- /wp:quote -->
<!-- wp:embed {"url":"https://video.example/1"} -->
<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">
https://video.example/1
</div><figcaption>The flood</figcaption></figure>
<!-- /wp:embed -->`;
    expect(blocksOf(content)).toMatchObject([
      { type: 'paragraph', text: 'One line.' },
      { type: 'quote', text: 'Well.', attribution: 'Ann' },
      { html: '<a href="https://video.example/1">https://video.example/1</a>' },
      { text: 'The flood' },
    ]);
  });
});

describe('shortcodes', () => {
  it('put words under a picture', () => {
    const image = '<a href="/x"><img src="/a.jpg" alt="a"></a>';
    for (const content of [
      `[caption id="attachment_1" align="alignnone" width="300"]${image} The <em>flood</em>, by <a href="/b">Ann</a>[/caption]`,
      `[caption width="300" caption="The flood, by Ann"]${image}[/caption]`,
    ])
      expect(blocksOf(content)).toMatchObject([
        { type: 'image', image: { url: 'https://lantern.example/a.jpg', caption: 'The flood, by Ann' } },
      ]);
  });

  it.each([
    '[embed width="1"]https://video.example/1[/embed]',
    '[video src="https://video.example/1"]',
    '[video mp4="https://video.example/1"][/video]',
    '[audio https://video.example/1]',
    '[youtube=https://video.example/1]',
    '[youtube https://video.example/1]',
  ])('link to what they show: %s', (content) => {
    expect(blocksOf(`A ${content} b`)).toMatchObject([
      { text: 'A' },
      { html: '<a href="https://video.example/1">https://video.example/1</a>' },
      { text: 'b' },
    ]);
  });

  it('that nobody knows leave what they enclose', () => {
    expect(resolve('a [box color="red"]b [inner]c[/inner][/box] d')).toBe('a b c d');
    expect(resolve('a [x][y]b[/x]c[/y]')).toBe('a bc');
    expect(resolve('a [contact-form-7 id="1" title="Form"] b [vc_row] c[hr /]')).toBe('a  b  c');
  });

  it('are no words of an editor', () => {
    for (const text of [
      'He said [sic] that [the president] came [in 2010].',
      '[1] and [...] and [Ann Lee]',
      'x [a[b] y',
      '[laughs]',
    ])
      expect(resolve(text)).toBe(text);
  });

  it('that are escaped are to be read', () => {
    expect(resolve('Write [[gallery ids="1"]] or [[box]a[/box]].')).toBe(
      'Write [gallery ids="1"] or [box]a[/box].',
    );
  });

  it('lose no word of a text without brackets', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!text.includes('['));
        expect(resolve(text)).toBe(text);
      }),
    );
  });

  it('are resolved in linear time', () => {
    const opens = Array.from({ length: 200_000 }, (_, n) => `[a${n}]`).join('');
    const ends = Array.from({ length: 200_000 }, (_, n) => `[/a${n}]`).join('');
    for (const text of [
      '[a '.repeat(500_000),
      opens + ends,
      '[['.repeat(500_000),
      '[a]'.repeat(300_000) + '[/a]'.repeat(300_000),
    ])
      expect(resolve(text).length).toBeLessThanOrEqual(text.length);
  });
});

describe('the pieces of an HTML text', () => {
  it('are together the text', () => {
    const part = fc.constantFrom('<', '>', '<p>', '</p>', '<!--', '-->', 'a', ' ', '\n', '<a href="', '"');
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join('');
        expect(
          htmlPieces(text)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  it('are found in linear time', () => {
    for (const text of ['<'.repeat(1_000_000), '<!--'.repeat(300_000), '<a'.repeat(500_000)])
      expect(bodyTextOf(blocksOf(text)).length).toBeLessThanOrEqual(text.length * 2);
  });
});
