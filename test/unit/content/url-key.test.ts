import { describe, expect, it } from 'vitest';
import { urlKey } from '../../../src/content/article/url-key.js';

describe('urlKey', () => {
  it.each([
    'https://lantern.example/a/b?id=7&page=2',
    'http://lantern.example/a/b?id=7&page=2',
    'HTTPS://WWW.Lantern.example:443/a/b/?page=2&id=7#top',
    'https://lantern.example/a/b?utm_source=x&id=7&fbclid=1&page=2&gclid=2&utm_campaign=',
  ])('of %s is the same', (url) => {
    expect(urlKey(url)).toBe('lantern.example/a/b?id=7&page=2');
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
