import { expect, test } from 'vitest';
import { blankArticle } from '../../../src/ingest/blank-draft.js';
import type { ArticleDraft } from '../../../src/ingest/draft.js';
import { withPage } from '../../../src/ingest/follow/with-page.js';

const source = { location: 'x', url: null, timeZone: 'UTC', head: '', async *chunks() {} };
const paragraph = (text: string) => ({ type: 'paragraph', text, html: null }) as ArticleDraft['body'][number];
const draft = (members: Partial<ArticleDraft>) => ({ ...blankArticle('feed', source), ...members });
const tag = (name: string) => ({ name, type: 'TOPIC' as const, slug: null });
const author = (name: string) => ({ name, slug: null, kind: 'PERSON' as const });

test('what the item says goes first, and the page fills in what it does not say', () => {
  const item = draft({
    sourceId: 'guid',
    url: 'https://lantern.example/ferry?utm_source=rss',
    headline: 'Ferry returns',
    publishedAt: '2026-11-20T12:00:00.000Z',
    tags: [tag('Harbour')],
    body: [paragraph('The ferry…')],
  });
  const page = draft({
    url: 'https://lantern.example/ferry',
    otherUrls: ['https://lantern.example/ferry/amp'],
    headline: 'Ferry returns to the east quay',
    standfirst: 'Two cars aboard',
    byline: 'By Ann Lee',
    authors: [author('Ann Lee')],
    publishedAt: '2026-11-20T00:00:00.000Z',
    language: 'en',
    tags: [tag('harbour'), tag('Ferries')],
    body: [paragraph('The ferry came back on Monday.')],
  });
  expect(withPage(item, page)).toMatchObject({
    format: 'feed',
    sourceId: 'guid',
    url: 'https://lantern.example/ferry',
    otherUrls: ['https://lantern.example/ferry?utm_source=rss', 'https://lantern.example/ferry/amp'],
    headline: 'Ferry returns',
    standfirst: 'Two cars aboard',
    byline: 'By Ann Lee',
    authors: [author('Ann Lee')],
    publishedAt: '2026-11-20T12:00:00.000Z',
    language: 'en',
    tags: [tag('Harbour'), tag('Ferries')],
    body: page.body,
  });
});

test('the longer text wins: a page behind a paywall says less than its item', () => {
  const item = draft({
    headline: 'Ferry',
    body: [paragraph('The ferry came back on Monday, with two cars.')],
  });
  expect(withPage(item, draft({ body: [paragraph('Subscribe to read on.')] })).body).toEqual(item.body);
});

test('credits are of one source, never mixed', () => {
  const item = draft({ byline: 'Newsroom', authors: [] });
  const page = draft({ byline: 'By Ann Lee', authors: [author('Ann Lee')] });
  expect(withPage(item, page)).toMatchObject({ byline: 'Newsroom', authors: [] });
});

test.each([
  ['Ferry returns to the…', 'Ferry returns to the east quay'],
  ['Ferry returns ...', 'Ferry returns to the east quay'],
  ['Boat returns…', 'Boat returns…'],
  ['…', '…'],
])('the headline %j becomes %j', (headline, expected) => {
  const page = draft({ headline: 'Ferry returns to the east quay' });
  expect(withPage(draft({ headline }), page).headline).toBe(expected);
});
