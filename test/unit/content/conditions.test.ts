import { describe, expect, it } from 'vitest';
import {
  ConditionWriter,
  type FilterIds,
  filterNames,
} from '../../../src/content/article/article.conditions.js';
import type { ArticleFilter } from '../../../src/content/article/article.filter.js';
import { Parameters } from '../../../src/store/keyset.js';

const nothing: FilterIds = { tags: new Map(), authors: new Map(), publications: new Map() };
const columns = { id: 'a.id', sortAt: 'a.sort_at' };

function write(filter: ArticleFilter, ids: FilterIds = nothing) {
  const parameters = new Parameters();
  return { sql: new ConditionWriter(ids, columns, parameters).write(filter), values: parameters.values };
}

describe('the names in a filter', () => {
  it('are collected from every level', () => {
    const names = filterNames({
      tags: { any: ['a'], all: ['b'], none: ['c'] },
      section: 'd',
      authors: ['e'],
      or: [{ publications: ['f'] }, { not: { tags: { any: ['g'] } } }],
    });
    expect([...names.tags].sort()).toEqual(['a', 'b', 'c', 'd', 'g']);
    expect([...names.authors]).toEqual(['e']);
    expect([...names.publications]).toEqual(['f']);
  });

  it.each<[string, ArticleFilter, RegExp]>([
    [
      'nested too deep',
      { not: { not: { not: { not: { not: { hasAuthor: true } } } } } },
      /6 deep. At most 5/,
    ],
    ['too many', { or: Array.from({ length: 51 }, () => ({ hasAuthor: true })) }, /more than 50 conditions/],
    [
      'a list too long',
      { authors: Array.from({ length: 101 }, (_, i) => `a${i}`) },
      /101 names. At most 100/,
    ],
    ['a NUL', { authors: ['a\0'] }, /not a slug/],
    ['a lone surrogate', { section: 'a\ud800' }, /not a slug/],
    ['endless', { section: 'a'.repeat(301) }, /not a slug/],
  ])('that are %s are refused', (_what, filter, message) => {
    expect(() => filterNames(filter)).toThrow(message);
  });

  it('may be exactly as many as allowed', () => {
    expect(filterNames({ not: { not: { not: { not: { hasAuthor: true } } } } }).tags.size).toBe(0);
    expect(filterNames({ authors: Array.from({ length: 100 }, (_, i) => `a${i}`) }).authors.size).toBe(100);
  });
});

describe('a filter as SQL', () => {
  it('is nothing when it says nothing', () => {
    expect(write({}).sql).toEqual([]);
    expect(write({ and: [], tags: {} }).sql).toEqual([]);
    expect(write({ tags: { none: [], all: [] } }).sql).toEqual([]);
  });

  it('matches nothing where a list of alternatives is empty', () => {
    expect(write({ or: [] }).sql).toEqual(['false']);
    expect(write({ authors: [] }).values).toEqual([[]]);
  });

  it("never holds a client's words outside the values", () => {
    const evil = `x'); drop table articles; --`;
    const ids = { ...nothing, tags: new Map([[evil, [7]]]) };
    const { sql, values } = write(
      { tags: { any: [evil] }, published: { from: '2026-01-01T00:00:00.000Z' } },
      ids,
    );
    expect(sql.join(' ')).not.toContain('drop');
    expect(values).toEqual([[7], '2026-01-01T00:00:00.000Z']);
  });

  it('leaves stories without a date out of every range', () => {
    expect(write({ published: { before: '2026-01-01T00:00:00.000Z' } }).sql).toContain(
      "a.sort_at > '-infinity'",
    );
  });

  it('refuses a language that is none', () => {
    expect(() => write({ languages: ['english!'] })).toThrow(/BCP 47/);
  });
});
