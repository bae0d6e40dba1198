import { describe, expect, it } from 'vitest';
import type { ArticleDraft } from '../../../src/ingest/draft.js';
import { type PreparedArticle, prepareDraft } from '../../../src/ingest/prepare.js';
import { splitWaves } from '../../../src/ingest/waves.js';

const context = { location: '-', source: 'stdin', path: null, storyPath: null, defaultPublication: null };

function prepared(members: Partial<ArticleDraft>): PreparedArticle {
  const draft = prepareDraft(
    {
      kind: 'article',
      format: 'jsonl',
      location: '-',
      sourceId: null,
      url: null,
      slug: null,
      publication: null,
      headline: 'x',
      standfirst: null,
      byline: null,
      authors: [],
      publishedAt: null,
      modifiedAt: null,
      language: null,
      section: null,
      tags: [],
      otherUrls: [],
      version: null,
      corrections: [],
      leadImage: null,
      provenance: null,
      body: [],
      related: [],
      ...members,
    },
    context,
  );
  if (draft.kind !== 'article') throw new Error('an article stays one');
  return draft;
}

const sizes = (...drafts: Partial<ArticleDraft>[]) =>
  splitWaves(drafts.map(prepared)).map((wave) => wave.length);

describe('splitWaves', () => {
  it('keeps together what has nothing in common but a headline', () => {
    expect(sizes({ sourceId: '1' }, { sourceId: '2' }, { url: 'https://a.example/1' })).toEqual([3]);
    expect(sizes()).toEqual([]);
  });

  it.each([
    ['an id', { sourceId: '1' }, { sourceId: '1' }],
    ['an address', { url: 'https://a.example/1' }, { url: 'http://www.a.example/1/' }],
    ['a slug that one asks for', { slug: 'y' }, { slug: 'y', headline: 'z' }],
    ['a slug that one asks for and the other will get', { sourceId: '1' }, { slug: 'x', headline: 'z' }],
    ['their content', {}, {}],
  ])('separates what shares %s', (_name, a, b) => {
    expect(sizes(a, b)).toEqual([1, 1]);
    expect(sizes(a, { sourceId: 'between', headline: 'between' }, b)).toEqual([2, 1]);
  });
});
