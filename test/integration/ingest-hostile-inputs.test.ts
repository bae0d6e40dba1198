import { appendFile, mkdtemp, rm, truncate, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expandInputs, type InputFile } from '../../src/ingest/inputs.js';
import { readInput } from '../../src/ingest/read-input.js';
import { anArticle } from '../support/archive.js';
import { zipOf } from '../support/zip.js';

const MIB = 1024 * 1024;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-'));
});
afterAll(() => rm(folder, { recursive: true }));

const line = (id: string) => `${JSON.stringify(anArticle({ sourceId: id, headline: `Story ${id}` }))}\n`;
const page = `Harbour opens\n\n${'The harbour opened to ships on Monday, and more are to come. '.repeat(30)}\n`;

async function fileOf(input: string): Promise<InputFile> {
  for await (const file of expandInputs([input])) if (file.kind === 'file') return file;
  throw new Error(`${input} is not there`);
}

async function put(name: string, content: string | Buffer): Promise<InputFile> {
  await writeFile(join(folder, name), content);
  return fileOf(join(folder, name));
}

/** The headlines and the codes of the refusals; `between` runs after the first item. */
async function read(
  file: InputFile | string | Buffer | Readable,
  between = async (): Promise<void> => {},
): Promise<string[]> {
  const isFile = typeof file === 'object' && 'location' in file;
  const stdin = () => (file instanceof Readable ? file : Readable.from([Buffer.from(file as string)]));
  const options = { stdin, onBytes: () => {}, timeZone: 'UTC', defaultPublication: null };
  const found: string[] = [];
  for await (const item of readInput(isFile ? file : await fileOf('-'), options)) {
    if (item.kind === 'refusal') expect(item.reason).toMatch(/^\S[^\n]*\.$/);
    if (item.kind === 'article') found.push(item.draft.headline);
    else if (item.kind === 'refusal') found.push(item.code);
    if (found.length === 1) await between();
  }
  return found;
}

/** Pieces without an end, and how many were taken. */
function endless(piece: Buffer): { stream: Readable; taken: () => number } {
  let taken = 0;
  async function* pieces() {
    for (;;) {
      taken += 1;
      yield piece;
    }
  }
  return { stream: Readable.from(pieces()), taken: () => taken };
}

describe('hostile input', () => {
  it.each([
    ['arrays', '['.repeat(100_000)],
    ['objects', '{"a":'.repeat(100_000)],
    ['closed arrays', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['elements', '<a>'.repeat(100_000)],
    ['quotes', `${'> '.repeat(100_000)}`],
  ])('of %s 100,000 deep is refused, and the lines after it are read', async (_, deep) => {
    const alone = await read(deep);
    expect(alone.length).toBe(1);
    expect(await read(`${line('1')}${deep}\n${line('2')}`)).toEqual(['Story 1', 'INVALID_DRAFT', 'Story 2']);
  });

  it('without an end is refused as soon as it is too large', async () => {
    const memory = process.memoryUsage.rss();
    for (const text of ['A word and a word, as on every page of the paper.\n', 'x', '<p>', '\n']) {
      const { stream, taken } = endless(Buffer.alloc(MIB, text));
      expect(await read(stream)).toHaveLength(1);
      expect(taken()).toBeLessThan(64);
      expect(stream.destroyed).toBe(true);
    }
    const packed = endless(Buffer.alloc(MIB, 'x'));
    expect(await read(packed.stream.pipe(createGzip()))).toEqual(['TOO_LARGE']);
    expect(process.memoryUsage.rss() - memory).toBeLessThan(300 * MIB);
  });

  it('of NUL, halves of pairs and foreign bytes refuses what holds them, and no more', async () => {
    const damaged = Buffer.concat([
      Buffer.from(line('é 1')),
      Buffer.from(line('nul').replace('Story', 'St\0ry')),
      Buffer.from(line('byte').replace('Story', 'St#ry')),
      Buffer.from(line('half').replace('Story', '\\ud800')),
      Buffer.from(line('2')),
    ]);
    damaged[damaged.indexOf('#')] = 0xff;
    const found = await read(damaged);
    expect(found).toEqual(['Story é 1', 'NUL_BYTE', 'BAD_ENCODING', 'INVALID_DRAFT', 'Story 2']);
    const dump = Buffer.from(page.replace('Monday', 'Mönd#y'));
    dump[dump.indexOf('#')] = 0xff;
    expect(await read(dump)).toEqual(['BAD_ENCODING']);
    expect(await read(Buffer.from(page.replace('Monday', 'Mon\0day')))).toEqual(['NUL_BYTE']);
  });
});

describe('a file that changes while it is read', () => {
  const many = Array.from({ length: 20_000 }, (_, n) => line(`${n}`)).join('');

  it('by growing gives what was added', async () => {
    const file = await put('grows.jsonl', many);
    const found = await read(file, () => appendFile(file.path ?? '', line('late')));
    expect(found).toHaveLength(20_001);
  });

  it('by growing without an end is read no further than its format allows', async () => {
    const file = await put('page.txt', page);
    expect(await read({ ...file, size: 10 })).toEqual(['Harbour opens']);
    const large = await put('large.txt', page.repeat(10_000));
    expect(await read({ ...large, size: 10 })).toEqual(['TOO_LARGE']);
  });

  it('by shrinking gives what was there, and a refusal of the line that was cut', async () => {
    const file = await put('shrinks.jsonl', many);
    const found = await read(file, () => truncate(file.path ?? '', 400_000));
    expect(found.length).toBeLessThan(20_000);
    expect(found.slice(0, -1).every((what) => what.startsWith('Story'))).toBe(true);
  });

  it('by vanishing is a refusal, and a run that has it open reads on', async () => {
    const gone = await put('gone.jsonl', many);
    await unlink(gone.path ?? '');
    expect(await read(gone)).toEqual(['UNREADABLE']);
    const open = await put('open.jsonl', many);
    expect(await read(open, () => unlink(open.path ?? ''))).toHaveLength(20_000);
  });

  it('into another archive is a refusal', async () => {
    const members = Array.from({ length: 300 }, (_, n) => ({ name: `${n}.jsonl`, data: line(`${n}`) }));
    const file = await put('changes.zip', zipOf(members));
    const found = await read(file, () => truncate(file.path ?? '', 10_000));
    expect(found[0]).toBe('Story 0');
    expect(found.at(-1)).toBe('UNREADABLE');
  });
});
