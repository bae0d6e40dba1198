import { describe, expect, it } from 'vitest';
import { bodyTextOf } from '../../../src/content/article/body-text.js';

describe('bodyTextOf', () => {
  it('joins blocks by a blank line and leaves captions and attributions out', () => {
    const image = {
      url: 'https://lantern.example/x.jpg',
      alt: 'a',
      caption: 'b',
      credit: 'c',
      width: null,
      height: null,
    };
    expect(
      bodyTextOf([
        { type: 'heading', text: 'One', level: 2 },
        { type: 'image', image },
        { type: 'paragraph', text: 'Two', html: '<b>Two</b>' },
        { type: 'list', ordered: true, items: ['Three', 'Four'] },
        { type: 'quote', text: 'Five', attribution: 'Nobody' },
        { type: 'paragraph', text: '', html: null },
      ]),
    ).toBe('One\n\nTwo\n\nThree\nFour\n\nFive');
    expect(bodyTextOf([])).toBe('');
  });
});
