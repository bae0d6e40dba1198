import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MAX_SHARED_LENGTH,
  readShareHash,
  toShareHash,
} from '../../../src/serve/playground/client/share-link.js';

describe('share links', () => {
  it('give back every query and its variables, whatever is in them', () => {
    const query = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => text.trim() !== '');
    const variables = fc.oneof(fc.constant(''), query);
    fc.assert(
      fc.property(query, variables, (query, variables) => {
        const link = readShareHash(toShareHash({ query, variables }));
        expect(link).toEqual({ kind: 'query', shared: { query, variables } });
      }),
    );
  });

  it('keep line ends, quotes and Khmer', () => {
    const shared = { query: '# ទឹកជំនន់\nquery A {\n  a(b: "x & y # z + 1")\n}', variables: '{"a": "100%"}' };
    const url = new URL(`http://localhost:4000/${toShareHash(shared)}`);
    expect(readShareHash(url.hash)).toEqual({ kind: 'query', shared });
  });

  it('leave out variables that are blank', () => {
    expect(toShareHash({ query: '{ a }', variables: ' \n' })).toBe('#query=%7B+a+%7D');
  });

  it.each([
    '',
    '#',
    '#query=',
    '#query=%20%0A',
    '#variables=%7B%7D',
    '#section-2',
    '#%E0%A4%A',
  ])('find nothing to open in %j', (hash) => {
    expect(readShareHash(hash)).toEqual({ kind: 'none' });
  });

  it('refuse what is too long, and say how long it may be', () => {
    const link = readShareHash(`#query=${'a'.repeat(MAX_SHARED_LENGTH)}`);
    expect(link).toEqual({ kind: 'refused', reason: expect.stringContaining(String(MAX_SHARED_LENGTH)) });
  });
});
