import { chmod, mkdir, mkdtemp, open, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Archive, anArticle, counts } from '../support/archive.js';

let archive: Archive;
let folder: string;

beforeAll(async () => {
  archive = await Archive.open();
});
afterAll(() => archive.close());
beforeEach(async () => {
  await archive.clear();
  folder = await mkdtemp(join(tmpdir(), 'broadsheet-inputs-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const line = (sourceId: string, more: object = {}) => `${JSON.stringify(anArticle({ sourceId, ...more }))}\n`;

async function put(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, content);
  return path;
}

const sources = async () =>
  (await archive.rows('select source from article_provenance order by article_id')).map((row) => row.source);

/** The report's refusals, after checking that the database has the same. */
async function refusalsOf(report: Awaited<ReturnType<Archive['ingest']>>) {
  const stored = await archive.rows(
    'select location, item, code, reason from ingest_refusals where run_id = $1 order by id',
    [report.runId],
  );
  expect(stored).toEqual(report.refusals);
  for (const { reason } of report.refusals) expect(reason).toMatch(/^\S.*\.$/);
  return report.refusals.map(({ location, item, code }) => [location.replace(`${folder}/`, ''), item, code]);
}

describe('inputs', () => {
  it('are files, folders and patterns, sorted, without hidden files and companion papers', async () => {
    await put('news/b.jsonl', line('b'));
    await put('news/a/2.jsonl', line('a2'));
    await put('news/a/1.jsonl', line('a1'));
    await put('news/README.md', '# About these files\n\nThey are news.');
    await put('news/a/LICENSE', 'Do as you like, but say whose they are.');
    await put('news/.draft.jsonl', line('hidden'));
    await put('news/.git/x.jsonl', line('hidden too'));
    await symlink(join(folder, 'news'), join(folder, 'news', 'a', 'circle'));
    const report = await archive.ingestPaths([join(folder, 'news')]);
    expect(counts(report)).toMatchObject({ read: 3, created: 3 });
    expect(await sources()).toEqual(['news/a/1.jsonl', 'news/a/2.jsonl', 'news/b.jsonl']);

    await archive.clear();
    const pattern = await archive.ingestPaths([join(folder, 'n*/**/*.jsonl')]);
    expect(counts(pattern)).toMatchObject({ read: 3, created: 3 });
    expect(await sources()).toEqual(
      [`news/a/1.jsonl`, 'news/a/2.jsonl', 'news/b.jsonl'].map((s) => `${folder.split('/').pop()}/${s}`),
    );
  });

  it('are read from standard input, and a file that is named itself is read whatever its name', async () => {
    const path = await put('README.md', line('readme'));
    const stdin = Readable.from([Buffer.from(line('1')), Buffer.from(line('2').trim())]);
    const report = await archive.ingestPaths(['-', path], { stdin });
    expect(counts(report)).toMatchObject({ read: 3, created: 3 });
    expect(await sources()).toEqual(['stdin', 'stdin', 'README.md']);
  });

  it('that cannot be found or read are refused, and the rest goes on', async () => {
    const good = await put('good.jsonl', line('good'));
    const report = await archive.ingestPaths([
      join(folder, 'missing.jsonl'),
      join(good, 'below'),
      join(folder, '*.txt'),
      `${folder}/nul\0`,
      good,
    ]);
    expect(report.refusals.map(({ code }) => code)).toEqual(Array(4).fill('UNREADABLE'));
    expect(report.refusals[2]?.reason).toBe('No file matches the pattern.');
    // A name that the database cannot hold is stored as near as it can.
    expect(await archive.value('select location from ingest_refusals order by id offset 3')).toBe(
      `${folder}/nul `,
    );
    expect(counts(report)).toEqual({ read: 5, created: 1, updated: 0, unchanged: 0, refused: 4 });
  });

  it.skipIf(process.getuid?.() === 0)('that this user may not read are refused', async () => {
    const path = await put('secret.jsonl', line('1'));
    await chmod(path, 0);
    expect(await refusalsOf(await archive.ingestPaths([path]))).toEqual([
      ['secret.jsonl', null, 'UNREADABLE'],
    ]);
  });

  it('that are no text are refused with the reason', async () => {
    await put('1-empty.txt', '');
    await put('2-blank.txt', ' \n\t\n');
    await put('3-picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
    await put('4-paper.pdf', '%PDF-1.7 and so on');
    await put('5-nul.txt', `Headline\n\nA story with a \0 in it.`);
    await put('6-utf16-unmarked.txt', Buffer.from('Headline\n\nA story.', 'utf16le'));
    await put('7-noise.bin', Buffer.from(Array.from({ length: 999 }, (_, n) => (n % 26) + 1)));
    await put('8-page.html', '<p>A piece of a page that would be full of tags.</p>');
    await put('9-feed.json', '{"version": 1,\n"items": []}');
    const report = await archive.ingestPaths([folder]);
    expect(await refusalsOf(report)).toEqual([
      ['1-empty.txt', null, 'EMPTY'],
      ['2-blank.txt', null, 'EMPTY'],
      ['3-picture', null, 'NOT_TEXT'],
      ['4-paper.pdf', null, 'NOT_TEXT'],
      ['5-nul.txt', null, 'NUL_BYTE'],
      ['6-utf16-unmarked.txt', null, 'NO_ARTICLE'],
      ['7-noise.bin', null, 'NOT_TEXT'],
      ['8-page.html', null, 'UNKNOWN_FORMAT'],
      ['9-feed.json', null, 'UNKNOWN_FORMAT'],
    ]);
  });

  it('of a gigabyte of plain text are refused without being read', async () => {
    const path = await put('big.txt', 'A page that goes on and on.\n\n');
    const file = await open(path, 'r+');
    await file.truncate(1024 ** 3);
    await file.close();
    // The rest is a hole: its zeros would be refused too, so the size must be what is judged first.
    await writeFile(path, `${'A page that goes on and on.\n\n'.repeat(4_000)}`, { flag: 'r+' });
    let bytes = 0;
    const report = await archive.ingestPaths([path], {
      onProgress: (progress) => {
        bytes = progress.bytes;
      },
    });
    expect(await refusalsOf(report)).toEqual([['big.txt', null, 'TOO_LARGE']]);
    expect(bytes).toBeLessThan(1024 ** 2);
  });

  it('from a pipe that never ends are refused at the limit', async () => {
    const piece = 'A page that goes on and on.\n\n'.repeat(10_000);
    let given = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) {
          given += piece.length;
          yield Buffer.from(piece);
        }
      })(),
    );
    const report = await archive.ingestPaths(['-'], { stdin: endless });
    expect(report.refusals).toMatchObject([{ location: '-', code: 'TOO_LARGE' }]);
    expect(given).toBeLessThan(18 * 1024 ** 2);
  });
});

describe('encodings', () => {
  const story = { headline: 'Crème brûlée – “fini”', body: [] };
  const json = line('1', story);

  it.each([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${json}`)],
    ['UTF-16 little-endian', Buffer.from(`\ufeff${json}`, 'utf16le')],
    ['UTF-16 big-endian', Buffer.from(`\ufeff${json}`, 'utf16le').swap16()],
    ['Windows-1252', Buffer.from(windows1252(json), 'latin1')],
    ['UTF-8 with CRLF', Buffer.from(json.replace('\n', '\r\n'))],
  ])('%s is read', async (_name, bytes) => {
    const report = await archive.ingestText(bytes);
    expect(report.refusals).toEqual([]);
    expect(await archive.value('select headline from articles')).toBe(story.headline);
  });

  it('that break in the middle cost the broken lines alone', async () => {
    const broken = Buffer.from(line('2', { headline: 'Br?ken' }));
    broken[broken.indexOf('?')] = 0xff;
    const report = await archive.ingestText(
      Buffer.concat([
        Buffer.from(json),
        broken,
        Buffer.from('{"kind":"article","headline":"nul\0"}\n'),
        Buffer.from(line('3', { headline: 'half \ud83d of a pair' })),
        Buffer.from('{"kind":"article","headline":"escaped \\u0000"}\n'),
        Buffer.from(line('4')),
      ]),
    );
    expect(await refusalsOf(report)).toEqual([
      ['-', 'line 2', 'BAD_ENCODING'],
      ['-', 'line 3', 'NUL_BYTE'],
      ['-', 'line 4', 'INVALID_DRAFT'],
      ['-', 'line 5', 'INVALID_DRAFT'],
    ]);
    expect(counts(report)).toMatchObject({ created: 2, refused: 4 });
  });
});

describe('lines', () => {
  it('that are wrong are refused with their number and field, and the rest goes on', async () => {
    const text = [
      line('1').trim(),
      '',
      '{"kind":"article","headlin":"x"}',
      '{"kind":"article","headline":"x","url":"javascript:alert(1)"}',
      `{"kind":"article","headline":"x","body":[{"type":"image","image":{"url":"data:text/html,x"}}]}`,
      'not json',
      `{"kind":"article","headline":"${'x'.repeat(17 * 1024 * 1024)}"}`,
      line('2').trim(),
    ].join('\n');
    const report = await archive.ingestText(text);
    expect(await refusalsOf(report)).toEqual([
      ['-', 'line 3', 'INVALID_DRAFT'],
      ['-', 'line 4', 'INVALID_DRAFT'],
      ['-', 'line 5', 'INVALID_DRAFT'],
      ['-', 'line 6', 'INVALID_DRAFT'],
      ['-', 'line 7', 'TOO_LARGE'],
    ]);
    expect(report.refusals[0]?.reason).toMatch(/"headlin".*allowed are kind, .*headline/);
    expect(report.refusals[1]?.reason).toMatch(/^url must be an absolute http or https address/);
    expect(report.refusals[2]?.reason).toMatch(/^body\[0\]\.image\.url /);
    expect(counts(report)).toMatchObject({ read: 7, created: 2 });
  });
});

/** Latin-1 with the printer's characters where Windows has them. */
function windows1252(text: string): string {
  const places: Record<string, string> = { '–': '\x96', '“': '\x93', '”': '\x94' };
  return text.replace(/[–“”]/g, (character) => places[character] ?? '?');
}
