import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storyUrlKey, urlKey } from '../../../src/content/article/url-key.js';

describe('urlKey', () => {
  it.each([
    'https://lantern.example/a/b?id=7&page=2',
    'http://lantern.example/a/b?id=7&page=2',
    'HTTPS://WWW.Lantern.example:443/a/b/?page=2&id=7#top',
    'https://lantern.example/a/b?utm_source=x&id=7&fbclid=1&page=2&gclid=2&utm_campaign=',
  ])('of %s is the same', (url) => {
    expect(urlKey(url)).toBe('lantern.example/a/b?id=7&page=2');
  });

  it.each([
    'https://m.lantern.example/harbour/ferry',
    'https://mobile.lantern.example/harbour/ferry/',
    'https://amp.lantern.example/harbour/ferry',
    'https://www.lantern.example/harbour/ferry/amp',
    'https://lantern.example/harbour/ferry/amp/',
    'https://lantern.example/harbour/ferry/amp.html',
    'https://lantern.example/harbour/ferry.amp',
    'https://lantern.example/amp/harbour/ferry',
    'https://lantern.example/harbour/amp/ferry',
    'https://lantern.example/harbour/ferry?amp=1',
    'https://lantern.example/harbour/ferry?amp',
    'https://lantern.example/harbour/ferry?outputType=amp',
    'https://www-lantern-example.cdn.ampproject.org/c/s/www.lantern.example/harbour/ferry/amp/',
    'https://www.google.com/amp/s/www.lantern.example/harbour/ferry',
    'https://lantern.example/harbour/ferry/index.html',
    'https://lantern.example/harbour/ferry/index.htm?utm_medium=feed',
    'https://lantern.example/harbour/ferry/index.php',
    'https://lantern.example./harbour/ferry',
    'http://lantern.example:443/harbour/ferry',
    'http://lantern.example:80//harbour//ferry//',
    'https://user:secret@lantern.example/harbour/ferry',
    'https://lantern.example/%68arbour/f%65rry',
  ])('of %s is that of the story', (url) => {
    expect(urlKey(url)).toBe('lantern.example/harbour/ferry');
  });

  it.each([
    ['https://en.m.lantern.example/ferry', 'en.lantern.example/ferry'],
    ['https://lantern.example/ferry.amp.html', 'lantern.example/ferry.html'],
    ['https://lantern.example/index.php?id=5', 'lantern.example?id=5'],
    ['https://lantern.example/ferry?amp=2', 'lantern.example/ferry?amp=2'],
    ['https://lantern.example/caf%c3%a9', 'lantern.example/caf%C3%A9'],
    ['https://lantern.example/a%2Fb', 'lantern.example/a%2Fb'],
    ['https://lantern.example/amp', 'lantern.example/amp'],
    ['https://lantern.example/amplifier/example', 'lantern.example/amplifier/example'],
    ['https://m.co.uk/ferry', 'm.co.uk/ferry'],
    ['https://m.example/ferry', 'm.example/ferry'],
    ['https://lantern.example/web/https://other.example/a', 'lantern.example/web/https:/other.example/a'],
  ])('of %s is %s', (url, key) => {
    expect(urlKey(url)).toBe(key);
  });

  it('stays what it is when it is taken for an address', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const key = urlKey(url);
        expect(urlKey(`https://${key}`)).toBe(key);
      }),
    );
  });

  it('of a home page names no story', () => {
    for (const home of ['https://lantern.example', 'https://www.lantern.example/index.html?utm_source=x'])
      expect(storyUrlKey(home)).toBeNull();
    expect(storyUrlKey('https://lantern.example/?p=12')).toBe('lantern.example?p=12');
    expect(storyUrlKey('no address')).toBeNull();
  });

  it('keeps apart what is not the same page', () => {
    const urls = ['/a', '/A', '/a?id=1', '/a?id=2', '/b', ':8080/a'].map(
      (rest) => `https://lantern.example${rest}`,
    );
    expect(new Set(urls.map(urlKey)).size).toBe(urls.length);
  });

  it('of long addresses is bounded and still tells them apart', () => {
    const long = (end: string) => urlKey(`https://lantern.example/${'x'.repeat(5_000)}${end}`) ?? '';
    expect(long('a').length).toBe(1_000);
    expect(long('a')).not.toBe(long('b'));
    expect(long('a')).toBe(long('a/'));
  });

  it.each([
    'javascript:alert(1)',
    'mailto:a@b.example',
    '/relative',
    'no address',
    'ftp://lantern.example/a',
    '',
  ])('of %j is null', (url) => {
    expect(urlKey(url)).toBeNull();
  });
});
