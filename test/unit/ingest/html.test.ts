import fc from 'fast-check';
import sanitizeHtml from 'sanitize-html';
import { describe, expect, it } from 'vitest';
import { sanitiseInline } from '../../../src/ingest/clean/html.js';

describe('sanitiseInline', () => {
  it.each([
    ['plain', 'plain'],
    ['a &lt; b &amp; c', 'a < b & c'],
    ['<p>plain</p>', 'plain'],
    ['<span class="x">plain</span>', 'plain'],
    ['', 'plain'],
  ])('is null where %j says no more than the text', (html, text) => {
    expect(sanitiseInline(html, text)).toBeNull();
  });

  it('is null where there is no markup', () => {
    expect(sanitiseInline(null, 'plain')).toBeNull();
  });

  it.each([
    ['<em>a</em> <strong>b</strong> <b>c</b> <i>d</i> <code>e</code> H<sub>2</sub>O x<sup>2</sup>', null],
    ['one<br>two', 'one<br />two'],
    ['<a href="https://lantern.example/?a=1&amp;b=2">x</a>', null],
    ['<a href="mailto:desk@lantern.example">x</a>', null],
    [
      '<a href="https://lantern.example" onclick="x()" style="x" target="_blank">x</a>',
      '<a href="https://lantern.example">x</a>',
    ],
    ['<EM CLASS=x ONLOAD=y>a</EM>', '<em>a</em>'],
  ])('keeps %s', (html, expected) => {
    expect(sanitiseInline(html, 'other')).toBe(expected ?? html);
  });

  it.each([
    ['<a href="javascript:alert(1)">words</a>'],
    ['<a href=" java&#10;script:alert(1)">words</a>'],
    ['<a href="data:text/html,x">words</a>'],
    ['<a href="//evil.example">words</a>'],
    ['<a href="/relative">words</a>'],
    ['<a name="x">words</a>'],
    ['<script>alert(1)</script>words'],
    ['<style>p{}</style>words'],
    ['<img src=x onerror=alert(1)>words'],
    ['<svg onload=alert(1)></svg>words'],
    ['<iframe src="https://evil.example"></iframe>words'],
    ['<div><p>words</p></div>'],
    ['<!-- comment -->words'],
    ['<textarea></textarea>words'],
  ])('leaves nothing but the words of %s', (html) => {
    expect(sanitiseInline(html, 'other')).toBe('words');
    expect(sanitiseInline(html, 'words')).toBeNull();
  });

  it('closes what is left open', () => {
    expect(sanitiseInline('<em>a', 'other')).toBe('<em>a</em>');
    expect(sanitiseInline('a < b <em', 'other')).not.toMatch(/<em/);
  });

  it('is what the library makes of markup without attributes, also where it is not parsed', () => {
    const names = ['em', 'strong', 'b', 'i', 'code', 'sub', 'sup'];
    const part = fc.constantFrom(
      ...names.flatMap((name) => [`<${name}>`, `</${name}>`]),
      ...[
        'Ferry',
        ' ',
        'é',
        'ក',
        '\n',
        '"',
        "'",
        '>',
        '<',
        '&',
        '&amp;',
        '<br>',
        '<p>',
        '<EM>',
        '<em >',
        '</em >',
        '\0',
        '/',
      ],
    );
    const nested = fc.letrec<{ html: string }>((tie) => ({
      html: fc.oneof(
        { maxDepth: 4 },
        fc.stringMatching(/^[\w ,.'"é]*$/),
        fc.tuple(fc.constantFrom(...names), tie('html')).map(([name, html]) => `<${name}>${html}</${name}>`),
        fc.array(tie('html'), { maxLength: 3 }).map((all) => all.join('')),
      ),
    })).html;
    const html = fc.oneof(
      fc.array(part, { maxLength: 12 }).map((all) => all.join('')),
      nested,
    );
    fc.assert(
      fc.property(html, (given) => {
        const expected = sanitizeHtml(given, { allowedTags: [...names, 'br'], allowedAttributes: {} }).trim();
        expect(sanitiseInline(given, '\u0001')).toBe(expected === '' ? null : expected);
      }),
      { numRuns: 2_000 },
    );
  });
});
