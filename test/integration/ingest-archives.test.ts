import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { type Header, pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expandInputs } from '../../src/ingest/inputs.js';
import { readInput } from '../../src/ingest/read-input.js';
import { Archive, anArticle, counts } from '../support/archive.js';
import { overlappingZip, zipOf } from '../support/zip.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'archives-'));
});
afterAll(() => rm(folder, { recursive: true }));

const line = (id: string) => `${JSON.stringify(anArticle({ sourceId: id, headline: `Story ${id}` }))}\n`;

async function put(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function tarOf(
  ...members: (Partial<Header> & { name: string; data?: string | Buffer })[]
): Promise<Buffer> {
  const tar = pack();
  for (const { data, ...header } of members) tar.entry(header, data ?? '');
  tar.finalize();
  return buffer(tar);
}

/** What one input gives: `location headline` of each draft, `location CODE` of each refusal. */
async function read(path: string, stdin?: Buffer): Promise<string[]> {
  const found: string[] = [];
  let bytes = 0;
  const options = {
    stdin: () => Readable.from(stdin === undefined ? [] : [stdin]),
    onBytes: (count: number) => {
      bytes += count;
    },
    timeZone: 'UTC',
    defaultPublication: null,
  };
  for await (const file of expandInputs([path])) {
    if (file.kind === 'refusal') throw new Error(file.reason);
    for await (const item of readInput(file, options)) {
      if (item.kind === 'refusal') expect(item.reason).toMatch(/^\S[^\n]*\.$/);
      const what =
        item.kind === 'refusal' ? item.code : item.kind === 'article' ? item.draft.headline : item.kind;
      found.push(`${item.location.replace(`${folder}/`, '')} ${what}`);
    }
    if (file.size !== null) expect(bytes).toBe(file.size);
  }
  return found;
}

describe('an archive', () => {
  it.each<[string, () => Promise<Buffer> | Buffer]>([
    [
      'a.zip',
      () =>
        zipOf([
          { name: 'x/1.jsonl', data: line('1') },
          { name: 'x/', data: '', method: 0 },
          { name: '2', data: line('2'), method: 0 },
        ]),
    ],
    [
      'a.tar',
      () =>
        tarOf(
          { name: 'x', type: 'directory' },
          { name: './x/1.jsonl', data: line('1') },
          { name: '2', data: line('2') },
        ),
    ],
    [
      'a.tgz',
      async () =>
        gzipSync(await tarOf({ name: 'x/1.jsonl', data: line('1') }, { name: '2', data: line('2') })),
    ],
  ])('%s: every entry is an input of its own, whatever the archive is called', async (name, make) => {
    const bytes = await make();
    const expected = (place: string) => [`${place}!/x/1.jsonl Story 1`, `${place}!/2 Story 2`];
    expect(await read(await put(name, bytes))).toEqual(expected(name));
    expect(await read(await put('anything.txt', bytes))).toEqual(expected('anything.txt'));
    expect(await read('-', bytes)).toEqual(expected('-'));
  });

  it('of one compressed file is that file', async () => {
    expect(await read(await put('a.jsonl.gz', gzipSync(line('1') + line('2'))))).toEqual([
      'a.jsonl.gz Story 1',
      'a.jsonl.gz Story 2',
    ]);
    // Two lines packed by xz(1).
    const xz = await put('a.xz', Buffer.from(XZ, 'base64'));
    expect(await read(xz)).toEqual(['a.xz Story xz', 'a.xz INVALID_DRAFT']);
    await put('a.xz', Buffer.from(XZ, 'base64').subarray(0, 80));
    expect(await read(xz)).toEqual(['a.xz UNREADABLE']);
  });

  it('in an archive is opened, four deep', async () => {
    const zip = zipOf([{ name: 'in.jsonl', data: line('1') }]);
    const tar = await tarOf({ name: 'b.zip', data: zip }, { name: 'c.jsonl.gz', data: gzipSync(line('2')) });
    expect(await read(await put('a.tar.gz', gzipSync(tar)))).toEqual([
      'a.tar.gz!/b.zip!/in.jsonl Story 1',
      'a.tar.gz!/c.jsonl.gz Story 2',
    ]);
    let nested: Buffer = gzipSync(line('3'));
    for (let depth = 0; depth < 4; depth += 1) nested = zipOf([{ name: 'n.zip', data: nested }]);
    expect(await read(await put('deep.zip', nested))).toEqual([
      'deep.zip!/n.zip!/n.zip!/n.zip!/n.zip TOO_LARGE',
    ]);
  });

  it('passes by what folders pass by, and says when nothing is left', async () => {
    const zip = zipOf(
      ['README.md', '.hidden/x.jsonl', '__MACOSX/x/._1.jsonl', 'x/.DS_Store'].map((name) => ({
        name,
        data: line('1'),
      })),
    );
    expect(await read(await put('none.zip', zip))).toEqual(['none.zip EMPTY']);
    expect(await read(await put('empty.zip', zipOf([])))).toEqual(['empty.zip EMPTY']);
  });

  it('that is an Office document is not taken for texts', async () => {
    const document = zipOf([
      { name: '[Content_Types].xml', data: '<Types/>' },
      { name: 'word/document.xml', data: '<w/>' },
    ]);
    expect(await read(await put('a.docx', document))).toEqual(['a.docx NOT_TEXT']);
  });

  it('names its entries in any alphabet', async () => {
    const zip = zipOf([
      { name: 'ភ្នំ.jsonl', data: line('1') },
      { name: Buffer.from('caf\x82.jsonl', 'latin1'), data: line('2') },
    ]);
    expect(await read(await put('names.zip', zip))).toEqual([
      'names.zip!/ភ្នំ.jsonl Story 1',
      'names.zip!/café.jsonl Story 2',
    ]);
  });

  it('gives the same stories again, and their new versions', async () => {
    const archive = await Archive.open();
    const dump = (text: string) =>
      `Headline of the day\n\n${text} ${'It was a long day at the harbour, and more. '.repeat(20)}\n`;
    const path = await put(
      'pages.zip',
      zipOf([
        { name: 'a.txt', data: dump('One.') },
        { name: 'b.txt', data: dump('Two.') },
      ]),
    );
    try {
      expect(counts(await archive.ingestPaths([path]))).toMatchObject({ read: 2, created: 2 });
      const before = await archive.rowVersions();
      expect(counts(await archive.ingestPaths([path]))).toMatchObject({ read: 2, unchanged: 2 });
      expect(await archive.rowVersions()).toEqual(before);
      await put(
        'pages.zip',
        zipOf([
          { name: 'a.txt', data: dump('One.') },
          { name: 'b.txt', data: dump('New.') },
        ]),
      );
      expect(counts(await archive.ingestPaths([path]))).toMatchObject({ read: 2, unchanged: 1, updated: 1 });
      expect(await archive.rows('select source from article_provenance order by 1')).toEqual([
        { source: 'pages.zip!/a.txt' },
        { source: 'pages.zip!/b.txt' },
      ]);
    } finally {
      await archive.close();
    }
  });
});

describe('a hostile archive', () => {
  it('has names that lead nowhere', async () => {
    const zip = zipOf(
      ['../../etc/passwd', 'a/../../b', '/abs/1.jsonl', 'C:\\site\\2.jsonl', 'nul\0.jsonl', '..\\up'].map(
        (name) => ({
          name,
          data: line(name),
          method: 0,
        }),
      ),
    );
    expect((await read(await put('paths.zip', zip))).map((found) => found.replace(/ Story .*/s, ''))).toEqual(
      [
        'paths.zip!/../../etc/passwd UNREADABLE',
        'paths.zip!/a/../../b UNREADABLE',
        'paths.zip!/abs/1.jsonl',
        'paths.zip!/site/2.jsonl',
        'paths.zip!/nul .jsonl UNREADABLE',
        'paths.zip!/../up UNREADABLE',
      ],
    );
    const tar = await tarOf(
      { name: 'link', type: 'symlink', linkname: '/etc/passwd' },
      { name: 'hard', type: 'link', linkname: '/etc/passwd' },
      { name: 'device', type: 'character-device' },
      { name: '../out', data: line('1') },
      { name: 'in', data: line('2') },
    );
    expect(await read(await put('links.tar', tar))).toEqual([
      'links.tar!/link UNREADABLE',
      'links.tar!/hard UNREADABLE',
      'links.tar!/device UNREADABLE',
      'links.tar!/../out UNREADABLE',
      'links.tar!/in Story 2',
    ]);
  });

  it('refuses what it cannot read, and gives the rest', async () => {
    const zip = zipOf([
      { name: '1', data: line('1') },
      { name: 'secret', data: line('x'), flags: 1 },
      { name: 'odd', data: line('x'), method: 12 },
      { name: 'wrong', data: line('x'), checksum: 7 },
      { name: 'longer', data: line('x'), size: 5 },
      { name: 'link', data: '/etc/passwd', mode: 0o120777 },
      { name: '2', data: line('2') },
    ]);
    expect(await read(await put('mixed.zip', zip))).toEqual([
      'mixed.zip!/1 Story 1',
      'mixed.zip!/secret UNREADABLE',
      'mixed.zip!/odd UNREADABLE',
      'mixed.zip!/wrong UNREADABLE',
      'mixed.zip!/longer UNREADABLE',
      'mixed.zip!/link UNREADABLE',
      'mixed.zip!/2 Story 2',
    ]);
  });

  it('that is cut off keeps what comes before', async () => {
    const long = Array.from({ length: 400 }, (_, n) => ({ name: `${n}`, data: line(`${n}`) }));
    const tar = await tarOf(...long);
    const cut = await read(await put('cut.tar', tar.subarray(0, tar.length / 2)));
    expect(cut.length).toBeGreaterThan(150);
    expect(cut[0]).toBe('cut.tar!/0 Story 0');
    expect(cut.at(-1)).toBe('cut.tar UNREADABLE');
    const gz = gzipSync(tar);
    const cutGz = await read(await put('cut.tgz', gz.subarray(0, gz.length / 2)));
    expect(cutGz.at(-1)).toBe('cut.tgz UNREADABLE');
    const zip = zipOf(long);
    expect(await read(await put('cut.zip', zip.subarray(0, zip.length / 2)))).toEqual(['cut.zip UNREADABLE']);
    zip.fill(0, zip.length - 5_000, zip.length - 4_900);
    const broken = await read(await put('broken.zip', zip));
    expect(broken.length).toBeGreaterThan(200);
    expect(broken.at(-1)).toBe('broken.zip UNREADABLE');
  });

  it('that is a bomb ends early, and the run goes on', async () => {
    const zeros = Buffer.alloc(40 * 1024 * 1024, 'x');
    zeros.write('{"kind":"');
    const memory = process.memoryUsage.rss();
    const overlapping = await read(await put('overlap.zip', overlappingZip(zeros, 2_000)));
    expect(overlapping.at(-1)).toBe('overlap.zip TOO_LARGE');
    let nested = zipOf([{ name: '0', data: zeros }]);
    for (let n = 0; n < 2; n += 1)
      nested = zipOf(Array.from({ length: 10 }, (_, at) => ({ name: `${at}.zip`, data: nested })));
    const layers = await read(await put('layers.zip', nested));
    expect(layers.at(-1)).toBe('layers.zip TOO_LARGE');
    expect(layers.filter((found) => found.endsWith('TOO_LARGE')).length).toBeLessThan(10);
    const twice = gzipSync(gzipSync(Buffer.alloc(200 * 1024 * 1024, 'x')));
    expect(await read(await put('twice.gz', twice))).toEqual(['twice.gz TOO_LARGE']);
    expect(process.memoryUsage.rss() - memory).toBeLessThan(400 * 1024 * 1024);
  }, 60_000);

  it('leaves no file behind', async () => {
    const before = (await readdir(tmpdir())).filter((name) => name.startsWith('broadsheet-'));
    await read('-', zipOf([{ name: '1', data: line('1') }]).subarray(0, 90));
    const after = (await readdir(tmpdir())).filter((name) => name.startsWith('broadsheet-'));
    expect(after).toEqual(before);
  });
});

const XZ =
  '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ABfAFNdAD2IiWbUH0AJZ+ztVoMsyXqPWARjcGeYpXoX8n1DbvV6gtrhwneWH4O1f62o+TRu0LmQbYbmNNIFPq5kUvCtHiwtBFNQfz9v8Uw4ZQixSdZ2TCQAAABhj1AeLGGImwABb2Abo1GPH7bzfQEAAAAABFla';
