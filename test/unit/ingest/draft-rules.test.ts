import { describe, expect, it } from 'vitest';
import { findUnstorable } from '../../../src/ingest/draft-rules.js';

describe('findUnstorable', () => {
  it.each([
    [{ headline: 'a\0b' }, { path: 'headline', problem: 'NUL' }],
    [{ body: [{ text: 'a' }, { text: 'b\ud800' }] }, { path: 'body[1].text', problem: 'SURROGATE' }],
    [{ body: [{ items: ['a', '\udc80'] }] }, { path: 'body[0].items[1]', problem: 'SURROGATE' }],
    [
      { a: { b: '\ud800' }, c: '\0' },
      { path: 'a.b', problem: 'SURROGATE' },
    ],
    [{ a: { b: '\0', c: '\ud800' } }, { path: 'a.b', problem: 'NUL' }],
    ['\0', { path: '', problem: 'NUL' }],
  ])('names the first text of %j', (value, found) => {
    expect(findUnstorable(value)).toEqual(found);
  });

  it('finds nothing in what can be stored', () => {
    expect(findUnstorable({ a: null, b: ['\u{1f600}', 'ក', 1, true], c: undefined })).toBeNull();
  });
});
