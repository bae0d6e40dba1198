import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromNodeId, NODE_KINDS, toNodeId } from '../../../src/graph/node-id.js';

describe('a node id', () => {
  it('leads back to its kind and row', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...NODE_KINDS),
        fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        (kind, id) => {
          expect(fromNodeId(toNodeId(kind, id))).toEqual({ kind, id });
        },
      ),
    );
  });

  it('is null for every text that is not one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const found = fromNodeId(text);
        if (found !== null) expect(toNodeId(found.kind, found.id)).toBe(text);
      }),
    );
    const made = (text: string) => Buffer.from(text).toString('base64url');
    for (const text of [
      '',
      '1',
      made('article:0'),
      made('article:01'),
      made('article:-1'),
      made('story:1'),
      `${made('article:1')}=`,
    ]) {
      expect(fromNodeId(text)).toBeNull();
    }
    expect(fromNodeId(made('article:99999999999999999'))).toBeNull();
  });
});
