import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../../src/ingest/formats/registry.js';
import { isPassedBy } from '../../../src/ingest/inputs.js';
import { printable } from '../../../src/ingest/printable.js';
import { binaryKind, sniffText } from '../../../src/ingest/sniff.js';

describe('sniffText', () => {
  it('takes text with the control characters that texts have', () => {
    expect(sniffText('Headline\r\n\r\n\tText\f\n\u001b[1mbold\u001b[0m \u001a')).toBeNull();
    expect(sniffText('ទីក្រុងភ្នំពេញ')).toBeNull();
  });

  it('takes the frames of agency wires', () => {
    expect(sniffText('\u0016\u0016\u0001W1\u001f-\u0013\u0011\r\n\u0002^Storm\n\u0003\u0004')).toBeNull();
    expect(sniffText('\u0001eca001 4 i 93\n\u0002Storm\n\u0003')).toBeNull();
    expect(sniffText(`\u0001eca001\u0002${'\u0085\u0090'.repeat(40)}`)?.code).toBe('NOT_TEXT');
  });

  it('tells nothing, noise and NULs apart', () => {
    expect(sniffText(' \n')?.code).toBe('EMPTY');
    expect(sniffText('\u0001\u0002\u0003abc')?.code).toBe('NOT_TEXT');
    expect(sniffText('a\0b\0c\0')?.code).toBe('NUL_BYTE');
  });
});

describe('binaryKind', () => {
  it.each([
    ['%PDF-1.4', 'a PDF document'],
    ['BZh91AY&SY', 'a bzip2 archive (unpack it with bzip2 -d)'],
    ['Headline', null],
  ])('of %j is %s', (start, kind) => {
    expect(binaryKind(Buffer.from(start, 'latin1'))).toBe(kind);
  });
});

describe('detectFormat', () => {
  it.each([
    ['{"kind":"article","headline":"x"}\n', 'jsonl'],
    ['Phnom Penh Post\n\nNo way home\n', 'page-dump'],
    ['<b>5</b> is not how a page begins', undefined],
    ['<nitf version="3">\n<head><title>x</title>', 'nitf'],
    ['<Prev> <Next>\n\nNo way home\n', 'page-dump'],
    ['[ ] Share\n[ ]\n\nNo way home\n', 'page-dump'],
    ['[                    ]\n  • Markets', 'page-dump'],
    ['<?xml version="1.0"?><rss/>', 'feed'],
    ['<?xml version="1.0"?><note/>', undefined],
    ['  <!DOCTYPE html>', 'html-page'],
    ['[\n{"a":1}]', undefined],
    ['---\ntitle: x\n---\n', 'markdown'],
    ['< Previous | Next >\n\nNo way home\n', 'page-dump'],
    ['[Skip to content]\n\nNo way home\n', 'page-dump'],
  ])('of %j is %s', (head, name) => {
    expect(detectFormat(head)?.reader.name).toBe(name);
  });
});

describe('isPassedBy', () => {
  it.each([
    '.hidden',
    'README.md',
    'readme',
    'README.km.md',
    'LICENSE',
    'licence.txt',
    'CHANGELOG.md',
    'x.txt~',
  ])('%s in a folder', (name) => {
    expect(isPassedBy(name)).toBe(true);
  });

  it.each([
    'authors.jsonl',
    'readme-writers-strike.txt',
    'licence-fee-rises.txt',
    'story.md',
    'README.jsonl',
  ])('but not %s', (name) => {
    expect(isPassedBy(name)).toBe(false);
  });
});

describe('printable', () => {
  it('keeps letters and drops what terminals obey', () => {
    expect(printable('a\u001b[2J\0\u009bb ភ្នំ \ud83d')).toBe('a [2J  b ភ្នំ \ufffd');
    expect(printable('x'.repeat(10), 5)).toBe('xxxx…');
    expect(printable('xxx😀yyy', 5)).toBe('xxx…');
  });
});
