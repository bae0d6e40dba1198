import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { guardedLookup, isPublicAddress } from '../../src/ingest/fetch/address-guard.js';
import { Fetcher, type FetchOptions } from '../../src/ingest/fetch/fetcher.js';
import { Web } from '../../src/ingest/fetch/web.js';
import { expandInputs } from '../../src/ingest/inputs.js';
import { openInput } from '../../src/ingest/open-input.js';
import { Archive, anArticle, counts } from '../support/archive.js';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

let server: Server;
let site: string;
let pages: Record<string, Answer> = {};
let asked: { path: string; at: number; agent: string | undefined }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ path: request.url ?? '', at: performance.now(), agent: request.headers['user-agent'] });
    const answer = pages[request.url ?? ''];
    if (answer) answer(response, request);
    else response.writeHead(404).end('nothing');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
afterEach(() => {
  pages = {};
  asked = [];
});

const text =
  (body: string | Buffer, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(200, headers).end(body);
const redirect =
  (location: string): Answer =>
  (response) =>
    response.writeHead(302, { location }).end();

/** The text of each address with where it was found, or the refusal. */
async function fetchAll(paths: string[], options: FetchOptions = {}): Promise<string[]> {
  const web = new Web(new Fetcher({ delayMs: 0, allowPrivateAddresses: true, ...options }));
  const found: string[] = [];
  for await (const file of expandInputs(paths.map((path) => new URL(path, site).href))) {
    if (file.kind === 'refusal') throw new Error(file.reason);
    const open = { stdin: () => process.stdin, onBytes: () => {}, timeZone: 'UTC', web };
    for await (const opened of openInput(file, open)) {
      if (opened.kind === 'refusal') {
        found.push(`${opened.code}: ${opened.reason}`);
        continue;
      }
      let content = '';
      try {
        for await (const piece of opened.source.chunks()) content += piece;
        found.push(`${opened.source.url?.replace(site, '')} ${content}`);
      } catch (error) {
        found.push((error as Error).message);
      }
      opened.source.close();
    }
  }
  return found;
}

describe('an address', () => {
  it('is fetched with what the server says of it', async () => {
    pages = {
      '/plain': text('Words'),
      '/moved': redirect('/plain?x=1#top'),
      '/plain?x=1': text('Moved words'),
      '/russian': text(Buffer.from([0xcc, 0xe8, 0xf0]), {
        'content-type': 'text/plain; charset=windows-1251',
      }),
      '/gzip': text(gzipSync('Packed'), { 'content-encoding': 'gzip' }),
      '/br': text(brotliCompressSync('Packed more'), { 'content-encoding': 'br' }),
      '/file.gz': text(gzipSync('A packed file')),
    };
    expect(await fetchAll(['/plain', '/moved#bottom', '/russian', '/gzip', '/br', '/file.gz'])).toEqual([
      '/plain Words',
      '/plain?x=1 Moved words',
      '/russian Мир',
      '/gzip Packed',
      '/br Packed more',
      '/file.gz A packed file',
    ]);
    expect(asked.filter(({ path }) => path === '/robots.txt')).toHaveLength(1);
    expect(new Set(asked.map(({ agent }) => agent))).toEqual(new Set(['Broadsheet']));
  });

  it('that cannot be had is refused with what to do, and the next one is fetched', async () => {
    pages = {
      '/loop': redirect('/loop'),
      '/away': redirect('file:///etc/passwd'),
      '/busy': (response) => response.writeHead(503).end(),
      '/cut': (response) => {
        response.writeHead(200, { 'content-length': '100000' }).write('Half');
        setTimeout(() => response.destroy(), 50);
      },
      '/silent': () => {},
      '/large': text(Buffer.alloc(3 * 1024 * 1024, 'x')),
      '/bomb': text(gzipSync(Buffer.alloc(30 * 1024 * 1024, 'x')), { 'content-encoding': 'gzip' }),
      '/odd': text('x', { 'content-encoding': 'compress' }),
      '/end': text('The end'),
    };
    const limits = { timeoutMs: 300, maxBytes: 2 * 1024 * 1024 };
    const paths = ['/none', '/loop', '/away', '/busy', '/cut', '/silent', '/large', '/bomb', '/odd', '/end'];
    const found = await fetchAll(
      [...paths, 'http://user:secret@127.0.0.1:1/', 'http://127.0.0.1:1/'],
      limits,
    );
    expect(found.map((what) => what.replace(/^UNREADABLE: /, ''))).toEqual([
      'The server answers 404 Not Found; check the address.',
      'It leads on more than 5 times; give the address where it ends.',
      'It is, or leads to, no address of the web; one with http: or https: is needed.',
      'The server answers 503 Service Unavailable; try again later.',
      expect.stringMatching(/broke|could not be fetched/),
      'The server was silent for 0.3 seconds; try again later.',
      'It is larger than 2 MiB, the most that is fetched.',
      'It is larger than 2 MiB, the most that is fetched.',
      'The server packs it in a way that was not asked for; ask its operator.',
      '/end The end',
      'Its address holds a password, which would be stored with the story; leave it out.',
      'The server refuses connections; check the address, or try again later.',
    ]);
  });

  it('is fetched only where robots.txt allows it, at the pace that it asks for', async () => {
    pages = {
      '/robots.txt': text('User-agent: *\nDisallow: /\n\nUser-agent: Broadsheet\nDisallow: /secret\n'),
      '/open': text('Open'),
      '/to-secret': redirect('/secret'),
      '/secret': text('Secret'),
    };
    const found = await fetchAll(['/open', '/secret', '/to-secret', '/open'], { delayMs: 100 });
    expect(found[0]).toBe('/open Open');
    expect(found[1]).toContain('robots.txt');
    expect(found[2]).toContain('robots.txt');
    expect(asked.map(({ path }) => path)).toEqual(['/robots.txt', '/open', '/to-secret', '/open']);
    for (const [n, { at }] of asked.entries()) {
      if (n > 0) expect(at - (asked[n - 1]?.at ?? 0)).toBeGreaterThan(80);
    }
    pages['/robots.txt'] = (response) => response.writeHead(500).end();
    expect((await fetchAll(['/open']))[0]).toContain('robots.txt');
  });

  it('of this machine or a private network is refused, by whatever name', async () => {
    pages = { '/': text('Inner') };
    const { port } = new URL(site);
    const inner = [
      site,
      `http://localhost:${port}/`,
      `http://2130706433:${port}/`,
      `http://[::ffff:127.0.0.1]:${port}/`,
    ];
    const found = await fetchAll(
      [...inner, 'http://169.254.169.254/latest/meta-data/', 'http://[fe80::1]/'],
      {
        allowPrivateAddresses: false,
      },
    );
    expect(found).toHaveLength(6);
    for (const reason of found) expect(reason).toContain('--allow-private-addresses');
    expect(asked).toEqual([]);
  });

  it('gives stories that are the same on the next run', async () => {
    const archive = await Archive.open();
    try {
      pages = { '/all.jsonl?key=1': text(`${JSON.stringify(anArticle({ sourceId: '1' }))}\n`) };
      const options = { fetch: { delayMs: 0, allowPrivateAddresses: true } };
      const inputs = [`${site}/all.jsonl?key=1`, `${site}/none`];
      expect(counts(await archive.ingestPaths(inputs, options))).toMatchObject({ created: 1, refused: 1 });
      const before = await archive.rowVersions();
      expect(counts(await archive.ingestPaths(inputs, options))).toMatchObject({ unchanged: 1, refused: 1 });
      expect(await archive.rowVersions()).toEqual(before);
      expect(await archive.value('select source from article_provenance')).toMatch(
        /^127\.0\.0\.1:\d+\/all\.jsonl$/,
      );
    } finally {
      await archive.close();
    }
  });
});

describe('the guard', () => {
  it.each([
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    'fd00::1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
    'ff02::1',
  ])('takes %s for private', (address) => expect(isPublicAddress(address)).toBe(false));

  it.each([
    '8.8.8.8',
    '172.32.0.1',
    '2606:4700::1111',
    '2a00:1450:4001::1',
  ])('takes %s for public', (address) => expect(isPublicAddress(address)).toBe(true));

  it.each([
    { all: true },
    { all: false },
  ])('refuses a name that leads inside, when asked for %j', async (options) => {
    const error = await new Promise((resolve) => guardedLookup('localhost', options, resolve));
    expect(String(error)).toContain('localhost is an address of this machine');
  });
});
