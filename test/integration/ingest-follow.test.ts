import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MAX_ITEMS } from '../../src/ingest/batches.js';
import { Archive, anArticle, counts } from '../support/archive.js';

/** A site whose documents carry an ETag, and which answers 304 to who has them. */
interface Page {
  body: string;
  status?: number;
  etag?: string;
}

let server: Server;
let site: string;
let archive: Archive;
let pages: Record<string, Page> = {};
let asked: { path: string; conditions: string | undefined; status: number }[] = [];

beforeAll(async () => {
  archive = await Archive.open();
  server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await archive.close();
});
beforeEach(async () => {
  await archive.clear();
  await archive.rows('truncate fetched_pages');
});
afterEach(() => {
  pages = {};
  asked = [];
});

function answer(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? '';
  const page = pages[path] ?? { body: '', status: 404 };
  const conditions = request.headers['if-none-match'];
  const status = page.etag !== undefined && conditions === page.etag ? 304 : (page.status ?? 200);
  if (path !== '/robots.txt') asked.push({ path, conditions, status });
  response.writeHead(status, page.etag === undefined ? {} : { etag: page.etag });
  response.end(status === 304 ? undefined : page.body);
}

function ingest(inputs: string[], more: Parameters<Archive['ingestPaths']>[1] = {}) {
  return archive.ingestPaths(
    inputs.map((path) => site + path),
    { fetch: { delayMs: 0, allowPrivateAddresses: true }, ...more },
  );
}

const paths = () => asked.splice(0).map(({ path, status }) => `${path} ${status}`);

const TEXT = [
  'The ferry returned to the east quay on Monday morning, with two cars aboard and a crowd to greet it.',
  'Its engine had been taken apart and put together again by the people who built it forty years ago.',
  'Tickets cost what they cost before, said the harbour office, and will do so until the end of the year.',
].join('\n\n');

function item(name: string, more = ''): string {
  return `<item><title>Ferry ${name} returns</title><guid>${name}</guid><link>${site}/${name}</link>
    <description>The ferry ${name} returned…</description>${more}</item>`;
}

function feed(...items: string[]): string {
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>The Lantern</title><link>${site}</link>
    ${items.join('')}</channel></rss>`;
}

function story(name: string, words = TEXT): string {
  return `Ferry ${name} returns\n\n${words}\n`;
}

describe('a document that has not changed', () => {
  it('is not sent again once it is stored', async () => {
    pages = { '/all.jsonl': { body: `${JSON.stringify(anArticle({ sourceId: '1' }))}\n`, etag: '"a"' } };
    expect(counts(await ingest(['/all.jsonl']))).toMatchObject({ read: 1, created: 1 });
    const before = await archive.rowVersions();
    expect(await ingest(['/all.jsonl'])).toMatchObject({ read: 0, notModified: 1 });
    expect(await archive.rowVersions()).toEqual(before);
    expect(paths()).toEqual(['/all.jsonl 200', '/all.jsonl 304']);
    pages = { '/all.jsonl': { body: `${JSON.stringify(anArticle({ sourceId: '2' }))}\n`, etag: '"b"' } };
    expect(await ingest(['/all.jsonl'])).toMatchObject({ read: 1, created: 1, notModified: 0 });
  });

  it('is sent again when it would be read differently, and when it is asked for', async () => {
    pages = { '/all.jsonl': { body: `${JSON.stringify(anArticle({ sourceId: '1' }))}\n`, etag: '"a"' } };
    await ingest(['/all.jsonl']);
    for (const more of [
      { defaultPublication: 'The Lantern' },
      { timeZone: 'Asia/Phnom_Penh' },
      { version: '9.9.9' },
    ])
      expect(await ingest(['/all.jsonl'], more)).toMatchObject({ read: 1, notModified: 0 });
    expect(await ingest(['/all.jsonl'], { refetch: true, version: '9.9.9' })).toMatchObject({ read: 1 });
    expect(await ingest(['/all.jsonl'], { version: '9.9.9' })).toMatchObject({ read: 0, notModified: 1 });
  });

  it('is sent again after a run that did not come to store it', async () => {
    const all = 4 * MAX_ITEMS;
    const lines = Array.from({ length: all }, (_, n) => JSON.stringify(anArticle({ sourceId: String(n) })));
    pages = { '/all.jsonl': { body: `${lines.join('\n')}\n`, etag: '"a"' } };
    const stop = new AbortController();
    const onProgress = ({ read }: { read: number }) => (read >= MAX_ITEMS ? stop.abort() : undefined);
    const cut = await ingest(['/all.jsonl'], { signal: stop.signal, onProgress });
    expect(cut.created).toBeLessThan(all);
    expect(await ingest(['/all.jsonl'])).toMatchObject({ read: all, notModified: 0 });
    expect(await ingest(['/all.jsonl'])).toMatchObject({ read: 0, notModified: 1 });
  });
});

describe('a feed that is followed', () => {
  it('gives articles with the text of their pages, and asks only for what is new', async () => {
    pages = {
      '/feed': { body: feed(item('one'), item('two')), etag: '"f1"' },
      '/one': { body: story('one'), etag: '"1"' },
      '/two': { body: story('two'), etag: '"2"' },
    };
    expect(counts(await ingest(['/feed'], { follow: true }))).toMatchObject({
      read: 2,
      created: 2,
      refused: 0,
    });
    expect(await archive.rows('select headline, body::text from articles order by id')).toEqual([
      { headline: 'Ferry one returns', body: expect.stringContaining('forty years ago') },
      { headline: 'Ferry two returns', body: expect.stringContaining('forty years ago') },
    ]);
    const before = await archive.rowVersions();
    expect(await ingest(['/feed'], { follow: true })).toMatchObject({ read: 0, notModified: 1 });
    expect(paths()).toEqual(['/feed 200', '/one 200', '/two 200', '/feed 304']);

    pages['/feed'] = { body: feed(item('three'), item('one'), item('two')), etag: '"f2"' };
    pages['/three'] = { body: story('three'), etag: '"3"' };
    expect(await ingest(['/feed'], { follow: true })).toMatchObject({ read: 1, created: 1, notModified: 2 });
    expect(paths()).toEqual(['/feed 200', '/three 200', '/one 304', '/two 304']);
    expect((await archive.rowVersions()).filter((row) => row.name === 'articles')).toHaveLength(3);
    expect(before.filter((row) => row.name === 'articles')).toHaveLength(2);
  });

  it('joins an item that has changed with its page, also when that has not', async () => {
    pages = { '/feed': { body: feed(item('one')) }, '/one': { body: story('one'), etag: '"1"' } };
    await ingest(['/feed'], { follow: true });
    pages['/feed'] = { body: feed(item('one', '<category>Harbour</category>')) };
    expect(await ingest(['/feed'], { follow: true })).toMatchObject({ read: 1, updated: 1, notModified: 0 });
    expect(await archive.value('select body::text from articles')).toContain('forty years ago');
  });

  it('takes what items say where there is no page to read, and says which', async () => {
    pages = {
      '/feed': { body: feed(item('gone'), item('feed'), item('one')), etag: '"f"' },
      '/one': { body: story('one') },
      '/robots.txt': { body: 'User-agent: *\nDisallow: /one\n' },
    };
    const report = await ingest(['/feed'], { follow: true });
    expect(counts(report)).toMatchObject({ read: 6, created: 3, refused: 3 });
    expect(report.refusals.map(({ location, code }) => `${location.replace(site, '')} ${code}`)).toEqual([
      '/gone UNREADABLE',
      '/feed NOT_A_STORY',
      '/one UNREADABLE',
    ]);
    expect(report.refusals[1]?.reason).toContain('no single story');
    expect(report.refusals[2]?.reason).toContain('robots.txt');
  });

  it('keeps a text while the server of its page is down, and asks again when it is up', async () => {
    pages = { '/feed': { body: feed(item('one')), etag: '"f"' }, '/one': { body: story('one') } };
    await ingest(['/feed'], { follow: true });
    const before = await archive.rowVersions();
    pages['/feed'] = { body: feed(item('one', '<category>Harbour</category>')), etag: '"f2"' };
    pages['/one'] = { body: '', status: 503 };
    const down = await ingest(['/feed'], { follow: true });
    expect(counts(down)).toMatchObject({ read: 1, refused: 1 });
    expect(down.refusals[0]).toMatchObject({ location: `${site}/feed`, code: 'UNREADABLE' });
    expect(down.refusals[0]?.reason).toContain(`${site}/one`);
    expect(await archive.rowVersions()).toEqual(before);
    pages['/one'] = { body: story('one') };
    expect(await ingest(['/feed'], { follow: true })).toMatchObject({ read: 1, updated: 1, refused: 0 });
  });

  it('is a feed as always when nobody asks to follow it', async () => {
    pages = { '/feed': { body: feed(item('one')) }, '/one': { body: story('one') } };
    expect(counts(await ingest(['/feed']))).toMatchObject({ read: 1, created: 1 });
    expect(paths()).toEqual(['/feed 200']);
  });
});
