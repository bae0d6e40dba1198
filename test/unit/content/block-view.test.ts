import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BlockValue } from '../../../src/content/article/block.js';
import { bodyHtml, excerptOf, viewBlock } from '../../../src/content/article/block.view.js';

describe('a body as HTML', () => {
  const picture = {
    url: 'https://images.example/a.jpg?x=1&y="2"',
    alt: 'A <b>boat</b>',
    caption: 'Low & slow',
    credit: null,
    width: 3,
    height: 2,
  };
  const body: BlockValue[] = [
    { type: 'paragraph', text: 'Fish & chips', html: null },
    { type: 'paragraph', text: 'Read on', html: '<a href="https://news.example/">Read</a> on' },
    { type: 'heading', text: '1 < 2', level: 1 },
    { type: 'quote', text: 'No', attribution: 'A "B" C' },
    { type: 'list', ordered: true, items: ['<i>one</i>', 'two'] },
    { type: 'image', image: picture },
  ];

  it('escapes text, keeps stored markup, and never prints a first-level heading', () => {
    expect(bodyHtml(body)).toBe(
      [
        '<p>Fish &amp; chips</p>',
        '<p><a href="https://news.example/">Read</a> on</p>',
        '<h2>1 &lt; 2</h2>',
        '<blockquote><p>No</p><footer>A &quot;B&quot; C</footer></blockquote>',
        '<ol><li>&lt;i&gt;one&lt;/i&gt;</li><li>two</li></ol>',
        '<figure><img src="https://images.example/a.jpg?x=1&amp;y=&quot;2&quot;" alt="A &lt;b&gt;boat&lt;/b&gt;"><figcaption>Low &amp; slow</figcaption></figure>',
      ].join('\n'),
    );
  });

  it('has a text for every block', () => {
    expect(body.map((block) => viewBlock(block).text)).toEqual([
      'Fish & chips',
      'Read on',
      '1 < 2',
      'No',
      '<i>one</i>\ntwo',
      'Low & slow',
    ]);
  });
});

describe('an excerpt', () => {
  it('is the text itself when it fits', () => {
    expect(excerptOf('Two\n\nlines', 9)).toBe('Two lines');
  });

  it('is cut between words and closed with an ellipsis', () => {
    expect(excerptOf('The harbour board met on Monday, and left.', 24)).toBe('The harbour board met…');
    expect(excerptOf('The harbour board met on Monday, and left.', 33)).toBe(
      'The harbour board met on Monday…',
    );
  });

  it('cuts text without spaces between characters', () => {
    expect(excerptOf('ក'.repeat(50), 10)).toBe(`${'ក'.repeat(9)}…`);
  });

  it('is never longer than asked for and always starts as the text does', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.integer({ min: 1, max: 300 }),
        (text, length) => {
          const excerpt = excerptOf(text, length);
          expect([...excerpt].length).toBeLessThanOrEqual(length);
          const line = text.replace(/\s+/g, ' ').trim();
          expect(line.startsWith(excerpt.replace(/…$/, '')) || line === excerpt).toBe(true);
        },
      ),
    );
  });
});
