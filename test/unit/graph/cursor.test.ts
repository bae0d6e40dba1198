import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../../src/errors.js';
import { decodeCursor, encodeCursor } from '../../../src/graph/cursor.js';
import type { Order } from '../../../src/store/keyset.js';

const byDate: Order = {
  name: 'PUBLISHED_DESC',
  direction: 'desc',
  keys: [
    { column: 'a.sort_at', type: 'timestamptz' },
    { column: 'a.id', type: 'bigint' },
  ],
};
const byHeadline: Order = {
  name: 'HEADLINE_ASC',
  direction: 'asc',
  keys: [
    { column: 'a.headline_key', type: 'text' },
    { column: 'a.id', type: 'bigint' },
  ],
};

const place = ['2026-05-01T08:30:00.000Z', '42'];
const cursor = encodeCursor('articles', byDate, place);

/** The message of the refusal; fails when there is none or it is of another kind. */
function refusal(text: string, list = 'articles', order = byDate): string {
  try {
    decodeCursor('after', text, list, order);
  } catch (error) {
    expect(error).toBeInstanceOf(GatewayError);
    expect((error as GatewayError).code).toBe('BAD_USER_INPUT');
    return (error as GatewayError).message;
  }
  throw new Error('the cursor was taken');
}

describe('a cursor', () => {
  it('gives back the place it was made of', () => {
    expect(decodeCursor('after', cursor, 'articles', byDate)).toEqual(place);
  });

  it('gives back any headline and any date', () => {
    const times = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.nat(), times, (headline, id, time) => {
        fc.pre(!headline.includes('\0'));
        const named = [headline, String(id)];
        expect(
          decodeCursor('after', encodeCursor('articles', byHeadline, named), 'articles', byHeadline),
        ).toEqual(named);
        const dated = [time.toISOString(), String(id)];
        expect(decodeCursor('after', encodeCursor('articles', byDate, dated), 'articles', byDate)).toEqual(
          dated,
        );
      }),
    );
  });

  it('of another order or another list is refused by name', () => {
    expect(refusal(cursor, 'articles', byHeadline)).toContain(
      'another order (PUBLISHED_DESC; this list is in HEADLINE_ASC)',
    );
    expect(refusal(cursor, 'tag.articles')).toContain('another list (articles; this is tag.articles)');
  });

  it('is refused when it was cut, lengthened or changed anywhere', () => {
    fc.assert(
      fc.property(fc.nat(cursor.length - 1), fc.constantFrom(...'AZaz09-_=+/ '), (at, letter) => {
        const changed = cursor.slice(0, at) + letter + cursor.slice(at + 1);
        fc.pre(changed !== cursor);
        // A changed digit of the date or id can be another valid place: it is then read as what it says.
        try {
          const read = decodeCursor('after', changed, 'articles', byDate);
          expect(encodeCursor('articles', byDate, read)).toBe(changed);
        } catch (error) {
          expect((error as GatewayError).code).toBe('BAD_USER_INPUT');
        }
      }),
      { numRuns: 2000 },
    );
    for (let length = 0; length < cursor.length; length++) refusal(cursor.slice(0, length));
  });

  it.each([
    ['nothing', ''],
    ['a number', Buffer.from('7').toString('base64url')],
    ['an object', Buffer.from('{"__proto__":{"x":1}}').toString('base64url')],
    ['keys that are missing', Buffer.from('["articles","PUBLISHED_DESC"]').toString('base64url')],
    ['a number for a date', Buffer.from('["articles","PUBLISHED_DESC",5,"1"]').toString('base64url')],
    ['SQL', Buffer.from(`["articles","PUBLISHED_DESC","now() --","1"]`).toString('base64url')],
    [
      'an impossible date',
      Buffer.from('["articles","PUBLISHED_DESC","2026-99-01T00:00:00.000Z","1"]').toString('base64url'),
    ],
    [
      'an id out of range',
      Buffer.from('["articles","PUBLISHED_DESC","2026-05-01T08:30:00.000Z","99999999999999999999"]').toString(
        'base64url',
      ),
    ],
    ['a NUL', Buffer.from('["articles","HEADLINE_ASC","a\\u0000b","1"]').toString('base64url')],
    ['a lone surrogate', Buffer.from('["articles","HEADLINE_ASC","a\\ud800b","1"]').toString('base64url')],
    ['a megabyte', 'A'.repeat(1_000_000)],
  ])('that is %s is refused', (_what, text) => {
    expect(refusal(text)).toMatch(/^Argument "after" /);
    refusal(text, 'articles', byHeadline);
  });
});
