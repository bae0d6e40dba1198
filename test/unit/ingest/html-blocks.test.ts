import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { htmlToBlocks } from '../../../src/ingest/clean/html-blocks.js';
import type { BlockDraft } from '../../../src/ingest/draft.js';

const BASE = 'https://lantern.example/news/flood';
const blocksOf = (html: string, baseUrl: string | null = BASE): BlockDraft[] =>
  htmlToBlocks(html, { baseUrl });

const paragraph = (text: string, html: string | null = null) => ({ type: 'paragraph', text, html });
const image = (url: string, more: object = {}) => ({
  type: 'image',
  image: { url, alt: null, caption: null, credit: null, width: null, height: null, ...more },
});

describe('paragraphs', () => {
  it.each([
    ['<p>One.</p><p>Two.</p>', ['One.', 'Two.']],
    ['<p>One.<p>Two.', ['One.', 'Two.']],
    ['<div>One.<div>Two.</div>Three.</div>', ['One.', 'Two.', 'Three.']],
    ['One.<br><br>Two.<br> <br/>&nbsp;<br>Three.', ['One.', 'Two.', 'Three.']],
    ['Loose <p>One.</p> text', ['Loose', 'One.', 'text']],
    ['<dl><dt>Term</dt><dd>Meaning</dd></dl>', ['Term', 'Meaning']],
    ['<p>One</p><hr><p>Two</p>', ['One', 'Two']],
    ['a\n  b\t c&nbsp; d&nbsp;e', ['a b c d\u00a0e']],
    ['<p> </p><p>&nbsp;</p><p>&#8203;</p>', []],
    ['', []],
    ['&lt;p&gt; &amp;amp; &eacute; &#x1780;', ['<p> &amp; é ក']],
    ['<p>e-<wbr>mail <span>in</span> <u>line</u></p>', ['e-mail in line']],
    ['<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>', ['漢(kan)']],
    ['a < b & c <3', ['a < b & c <3']],
  ])('are the lines that a browser shows of %s', (html, texts) => {
    expect(blocksOf(html)).toEqual(texts.map((text) => paragraph(text)));
  });

  it('keep a NUL, for which the draft is refused', () => {
    expect(blocksOf('<p>a\0b</p>')).toEqual([paragraph('a\0b')]);
  });

  it.each([
    ['<p>a <b>b <i>c</i></b> d</p>', 'a b c d', 'a <b>b <i>c</i></b> d'],
    ['<p>one<br>two<br></p>', 'one\ntwo', 'one<br />two'],
    ['<p><kbd>x</kbd> H<sub>2</sub>O</p>', 'x H2O', '<code>x</code> H<sub>2</sub>O'],
    ['<p><b>a<strong>b</strong></b></p>', 'ab', '<b>ab</b>'],
    ['<p><b> </b>a &lt;i&gt;<b></b></p>', 'a <i>', null],
    ['<p><a href="../x?a=1&amp;b=2">a</a></p>', 'a', '<a href="https://lantern.example/x?a=1&amp;b=2">a</a>'],
    ['<a href="//crane.example/x">a</a>', 'a', '<a href="https://crane.example/x">a</a>'],
    ['<a href="mailto:desk@lantern.example">a</a>', 'a', '<a href="mailto:desk@lantern.example">a</a>'],
    ['<a href="javascript:x()">a</a> <a>b</a> <a href="data:text/html,x">c</a>', 'a b c', null],
    ['<pre>if x:\n    y\n\nz\n</pre>', 'if x:\n    y\n\nz', 'if x:<br />    y<br /><br />z'],
  ])('keep the inline markup of %s', (html, text, markup) => {
    expect(blocksOf(html)).toEqual([paragraph(text, markup)]);
  });

  it('keep markup that is open around several of them', () => {
    expect(blocksOf('<b><p>a</p><p>b</p></b>')).toEqual([
      paragraph('a', '<b>a</b>'),
      paragraph('b', '<b>b</b>'),
    ]);
  });

  it('have no relative links without an address to start from', () => {
    expect(blocksOf('<a href="/x">a</a> <a href="#note">b</a>', null)).toEqual([paragraph('a b')]);
  });

  it.each([
    '<script>alert("no")</script>',
    '<style>no{}</style>',
    '<form>no <input value="no"><button>no</button></form>',
    '<nav><ul><li>no</li></ul></nav>',
    '<iframe src="https://no.example">no</iframe>',
    '<svg><text>no</text></svg>',
    '<template><p>no</p></template>',
    '<noscript>no</noscript>',
    '<object>no</object><video>no</video>',
    '<select><option>no</option></select><textarea>no</textarea>',
    '<div hidden>no</div><p style="color:red; display: none">no</p>',
    '<span class="x screen-reader-text">no</span>',
    '<!-- no --><?php no ?><!doctype no>',
  ])('hold nothing of %s', (html) => {
    expect(blocksOf(`<p>yes</p>${html}<p>yes</p>`)).toEqual([paragraph('yes'), paragraph('yes')]);
  });

  it.each([
    ['<![CDATA[<p>a <b>b</b></p>]]>', 'a b'],
    ['<p>x <![CDATA[y]]></p>', 'x y'],
  ])('are read from %s', (html, text) => {
    expect(blocksOf(html)).toEqual([expect.objectContaining({ text })]);
  });
});

describe('headings', () => {
  it('keep their level, on one line', () => {
    expect(blocksOf('<h2>The <em>river</em><br>rises</h2>')).toEqual([
      { type: 'heading', text: 'The river rises', level: 2 },
    ]);
  });

  it('are not whole paragraphs, whatever the element says', () => {
    const long = 'word '.repeat(100).trim();
    expect(blocksOf(`<h3>${long}</h3>`)).toEqual([paragraph(long)]);
  });
});

describe('quotes', () => {
  it.each([
    ['<blockquote><p>One</p><p>Two</p><cite>Ann Lee</cite></blockquote>', 'One\n\nTwo', 'Ann Lee'],
    ['<blockquote><p>One — <cite>Ann Lee</cite></p></blockquote>', 'One', 'Ann Lee'],
    [
      '<blockquote><p>One</p><footer>— Ann Lee, <cite>Diary</cite></footer></blockquote>',
      'One',
      'Ann Lee, Diary',
    ],
    ['<blockquote><p>One</p>&mdash; Ann Lee</blockquote>', 'One', 'Ann Lee'],
    ['<figure><blockquote>One</blockquote><figcaption>Ann Lee</figcaption></figure>', 'One', 'Ann Lee'],
    ['<blockquote><p>I read <cite>Diary</cite> today.</p></blockquote>', 'I read Diary today.', null],
    ['<blockquote><p>— Yes?</p><p>— No.</p></blockquote>', '— Yes?\n\n— No.', null],
    ['<blockquote>One <blockquote>Two</blockquote></blockquote>', 'One\n\nTwo', null],
    ['<blockquote><ul><li>One</li><li>Two</li></ul></blockquote>', 'One\n\nTwo', null],
    ['<blockquote><cite>Ann Lee</cite></blockquote>', 'Ann Lee', null],
  ])('of %s', (html, text, attribution) => {
    expect(blocksOf(html)).toEqual([{ type: 'quote', text, attribution }]);
  });
});

describe('lists', () => {
  it.each([
    ['<ul><li>a</li><li>b <b>c</b></li><li> </li></ul>', false, ['a', 'b c']],
    ['<ol><li>a<li>b</ol>', true, ['a', 'b']],
    ['<ul><li>a<ul><li>b</li></ul>c</li><li>d</li></ul>', false, ['a', 'b', 'c', 'd']],
    ['<ul><li><p>a</p><p>b</p></li></ul>', false, ['a\nb']],
    ['<ul>loose<li>a</li></ul>', false, ['loose', 'a']],
  ])('of %s', (html, ordered, items) => {
    expect(blocksOf(html)).toEqual([{ type: 'list', ordered, items }]);
  });

  it('that only lay out a page are the blocks in them', () => {
    expect(blocksOf('<ol><li><h3>10:30</h3><p>a</p></li><li><blockquote>b</blockquote></li></ol>')).toEqual([
      { type: 'heading', text: '10:30', level: 3 },
      paragraph('a'),
      { type: 'quote', text: 'b', attribution: null },
    ]);
  });

  it('of pictures are the pictures', () => {
    expect(blocksOf('<ul><li><img src="/a.jpg"></li><li><img src="/b.jpg"></li></ul>')).toEqual([
      image('https://lantern.example/a.jpg'),
      image('https://lantern.example/b.jpg'),
    ]);
  });
});

describe('tables', () => {
  it('are a paragraph a row', () => {
    const html = '<table><tr><th>Year<th>Rain</tr><tr><td>1931</td><td><b>1,200</b></td></tr></table>';
    expect(blocksOf(html)).toEqual([
      paragraph('Year | Rain'),
      paragraph('1931 | 1,200', '1931 | <b>1,200</b>'),
    ]);
  });

  it('that only lay out a page are the blocks in them', () => {
    const html =
      '<table><tr><td><table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table></td></tr></table>';
    expect(blocksOf(html)).toEqual([paragraph('a'), paragraph('b'), paragraph('c')]);
  });
});

describe('pictures', () => {
  it.each([
    [
      '<img src="/a.jpg" alt="A boat" width="640" height="480px">',
      { alt: 'A boat', width: 640, height: 480 },
    ],
    ['<img src="blank.gif" data-src="/a.jpg">', {}],
    ['<img src="data:image/gif;base64,R0" data-lazy-src="/a.jpg" width="100%">', {}],
    [
      '<img src="/s.jpg" srcset="/s.jpg 320w, /a.jpg 1200w,/m.jpg 640w" width="320" height="200">',
      { width: 1200, height: 750 },
    ],
    ['<img src="/s.jpg" srcset="/s.jpg, /a.jpg 2x">', {}],
    ['<picture><source srcset="/s.webp 10w, /a.jpg 20w"><img alt=""></picture>', { width: 20 }],
    ['<img src="data:,x"><noscript><img src="/a.jpg"></noscript>', {}],
    [
      '<figure><img src="/a.jpg"><figcaption>High <b>water</b> <span class="photo-credit">Ann Lee</span></figcaption></figure>',
      { caption: 'High water', credit: 'Ann Lee' },
    ],
    [
      '<figure><figcaption>High water</figcaption><img src="/a.jpg" data-credit="Ann Lee"></figure>',
      { caption: 'High water', credit: 'Ann Lee' },
    ],
    [
      '<div class="wp-caption alignleft"><a href="/a-full.jpg"><img src="/a.jpg"></a><p class="wp-caption-text">High water</p></div>',
      { caption: 'High water' },
    ],
    ['<img src="/a.jpg"><div class="image-caption">High water</div>', { caption: 'High water' }],
  ])('of %s', (html, more) => {
    expect(blocksOf(html)).toEqual([image('https://lantern.example/a.jpg', more)]);
  });

  it.each([
    '<img src="/count.gif" width="1" height="1">',
    '<img src="javascript:x()">',
    '<img>',
    '<img src="http://">',
  ])('are none in %s', (html) => {
    expect(blocksOf(html)).toEqual([]);
  });

  it('in a sentence come after it', () => {
    expect(blocksOf('<p>High <img src="/a.jpg"> water</p>')).toEqual([
      paragraph('High water'),
      image('https://lantern.example/a.jpg'),
    ]);
  });

  it('that are letters are letters', () => {
    expect(blocksOf('<p>Rain <img class="emoji" alt="🌧" src="https://s.example/x.svg"></p>')).toEqual([
      paragraph('Rain 🌧'),
    ]);
  });

  it('of a gallery each have their own caption', () => {
    const html =
      '<figure><figure><img src="/a.jpg"><figcaption>One</figcaption></figure>' +
      '<figure><img src="/b.jpg"></figure><figcaption>Two</figcaption></figure>';
    expect(blocksOf(html)).toEqual([
      image('https://lantern.example/a.jpg', { caption: 'One' }),
      image('https://lantern.example/b.jpg', { caption: 'Two' }),
    ]);
  });

  it('that cannot be shown leave their caption', () => {
    expect(blocksOf('<figure><img src="/a.jpg"><figcaption>High water</figcaption></figure>', null)).toEqual([
      paragraph('High water'),
    ]);
  });
});

const many = 100_000;
const hostile: [string, string][] = [
  ['elements in each other', '<div>'.repeat(many)],
  ['lists, quotes and tables in each other', '<ul><li><blockquote><table><tr><td>'.repeat(many / 5)],
  ['links in each other', '<a href="https://lantern.example">x'.repeat(many)],
  ['emphasis in each other', '<b><i>'.repeat(many)],
  ['figures in each other', '<figure><img src="/a.jpg"><figcaption>x'.repeat(many / 10)],
  ['ends without starts', `${'<div>'.repeat(many)}${'</p></span>'.repeat(many)}`],
  ['open signs', '<'.repeat(many)],
  ['open comments', '<!--'.repeat(many)],
  ['attributes', `<p ${'a="b" '.repeat(many)}>`],
  ['line breaks', '<br>&nbsp;'.repeat(many)],
  ['spaces', `a${' '.repeat(many)}b`],
  ['sources', `<img src="/a.jpg" srcset="${'/a.jpg 1w,'.repeat(many)}">`],
  ['drawings', `${'<svg><foreignObject>'.repeat(many / 2)}${'</foreignobject>'.repeat(many)}`],
];

describe('hostile text', () => {
  it.each(hostile)('of a hundred thousand %s is read, and what follows', (_what, html) => {
    expect(() => blocksOf(html)).not.toThrow();
    expect(blocksOf(`${'<div>'.repeat(many)}the end`).map(textOf)).toEqual(['the end']);
  });

  it('does not let script out of elements that are too deep', () => {
    const blocks = blocksOf(
      `${'<div>'.repeat(many)}<script>alert(1)</script><svg><script>${'<script>'.repeat(200)}no`,
    );
    expect(blocks).toEqual([]);
  });
});

const textOf = (block: BlockDraft): string => {
  if (block.type === 'list') return block.items.join(' ');
  if (block.type === 'image') return [block.image.caption, block.image.credit].join(' ');
  return block.type === 'quote' ? `${block.text} ${block.attribution ?? ''}` : block.text;
};

/** Documents whose visible words all begin with `w` and whose others begin with `no`. */
const documents = fc.letrec<{ node: string; inner: string }>((tie) => ({
  inner: fc.array(tie('node'), { maxLength: 5 }).map((nodes) => nodes.join('')),
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.nat(999).map((n) => ` w${n} `),
    fc.constantFrom(
      '<br>',
      '<hr>',
      ' ',
      '&nbsp;',
      '<img src="/i.jpg">',
      '<!-- no -->',
      '<script>no</script>',
    ),
    fc
      .tuple(
        fc.constantFrom(
          ...[
            'p',
            'div',
            'b',
            'i',
            'em',
            'a',
            'span',
            'h2',
            'ul',
            'ol',
            'li',
            'blockquote',
            'cite',
            'footer',
          ],
          ...[
            'table',
            'tr',
            'td',
            'figure',
            'figcaption',
            'pre',
            'section',
            'dl',
            'dd',
            'sub',
            'center',
            'code',
          ],
        ),
        fc.constantFrom(
          '',
          ' href="/x" class="credit"',
          ' class="wp-caption"',
          ' class="wp-caption-text"',
          ' onload="no()"',
        ),
        tie('inner'),
        fc.boolean(),
      )
      .map(([tag, attributes, inner, closed]) => `<${tag}${attributes}>${inner}${closed ? `</${tag}>` : ''}`),
  ),
})).inner;

const ALLOWED =
  /^<(?:a href="(?:https?:\/\/|mailto:)[^"<>\s]*"|em|strong|b|i|code|sub|sup|br \/)>$|^<\/(?:a|em|strong|b|i|code|sub|sup)>$/;
const wordsOf = (text: string): string[] => (text.match(/\bw\d+\b/g) ?? []).sort();

describe('any document', () => {
  it('keeps every visible word once', () => {
    fc.assert(
      fc.property(documents, (html) => {
        const blocks = blocksOf(html);
        expect(wordsOf(blocks.map(textOf).join(' '))).toEqual(wordsOf(html));
        expect(blocks.map(textOf).join(' ')).not.toContain('no');
      }),
      { numRuns: 1000 },
    );
  });

  it('has only allowed elements in its markup, which says what its text says', () => {
    fc.assert(
      fc.property(fc.oneof(documents, fc.string({ unit: 'binary' })), (html) => {
        for (const block of blocksOf(html)) {
          if (block.type !== 'paragraph' || block.html === null) continue;
          const tags = block.html.match(/<[^>]*>?/g) ?? [];
          expect(tags.filter((tag) => !ALLOWED.test(tag))).toEqual([]);
          const shown = block.html.replace(/<br \/>/g, '\n').replace(/<[^>]*>/g, '');
          expect(shown.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')).toBe(block.text);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
