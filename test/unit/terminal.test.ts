import { describe, expect, test } from 'vitest';
import { formatBanner } from '../../src/terminal/banner.js';
import { formatIngestReport } from '../../src/terminal/ingest-report.js';
import { humanLine } from '../../src/terminal/log-lines.js';
import { progressLine } from '../../src/terminal/progress.js';
import { createStyle, wantsColour } from '../../src/terminal/style.js';
import { formatBytes, formatDuration, formatTable } from '../../src/terminal/table.js';

const plain = createStyle(false);
const colourful = createStyle(true);

describe('colour', () => {
  test.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ TERM: 'dumb' }, true, false],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, true, false],
  ])('%o on a terminal: %s', (env, isTerminal, wanted) => {
    expect(wantsColour(env, isTerminal)).toBe(wanted);
  });
});

describe('tables', () => {
  test('align text to the left and numbers to the right', () => {
    expect(
      formatTable([
        ['read', 12345],
        ['refused', 7],
      ]),
    ).toEqual(['read     12,345', 'refused       7']);
  });

  test('count what a reader sees: no colour codes, no combining signs', () => {
    const lines = formatTable([
      [colourful.red('ភ្នំ'), 'x'],
      ['abcd', 'x'],
    ]);
    expect(lines[1]).toBe('abcd  x');
    expect(lines[0]?.endsWith(`${' '.repeat(4 - [...new Intl.Segmenter().segment('ភ្នំ')].length)}  x`)).toBe(
      true,
    );
  });
});

test.each([
  [900, '0.9 s'],
  [59_600, '1 min 0 s'],
  [91_000, '1 min 31 s'],
  [7_260_000, '2 h 1 min'],
])('%i ms is %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});

test.each([
  [0, '0 bytes'],
  [1536, '1.5 KB'],
  [1024 ** 3 * 250, '250 GB'],
])('%i bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

describe('progress', () => {
  test('tells rate and time left once the rate means something', () => {
    const line = progressLine({ read: 500, bytes: 250, totalBytes: 1000 }, 2000, 80);
    expect(line).toContain('25 %');
    expect(line).toContain('250/s');
    expect(line).toContain('6.0 s left');
  });

  test('makes no promise in the first second or without an end', () => {
    expect(progressLine({ read: 5, bytes: 250, totalBytes: 1000 }, 500, 80)).not.toContain('left');
    expect(progressLine({ read: 5, bytes: 250, totalBytes: null }, 5000, 80)).not.toContain('left');
  });

  test.each([10, 20, 40, 80, 200])('fits into %i columns', (width) => {
    expect(progressLine({ read: 1e6, bytes: 5e8, totalBytes: 1e9 }, 60_000, width).length).toBeLessThan(
      width,
    );
  });
});

test('the ingest report names what was refused, where and why', () => {
  const text = formatIngestReport(
    {
      runId: 7,
      read: 3,
      created: 1,
      updated: 0,
      unchanged: 1,
      refused: 1,
      notModified: 4,
      refusedByCode: { INVALID_DRAFT: 1 },
      refusals: [{ location: 'a.jsonl', item: '12', code: 'INVALID_DRAFT', reason: 'headline is missing.' }],
      elapsedMs: 1500,
    },
    plain,
  );
  expect(text).toContain('Ingest run 7: 1.5 s (2/s)');
  expect(text).toContain('unchanged  1');
  expect(text).toContain('4 documents on the web have not changed');
  expect(text).toContain('a.jsonl (12): headline is missing. INVALID_DRAFT');
});

test('the ingest report of many refusals tells how many there are of each kind', () => {
  const refusals = Array.from({ length: 30 }, (_, n) => ({
    location: `${n}.txt`,
    item: null,
    code: n === 0 ? ('EMPTY' as const) : ('NOT_TEXT' as const),
    reason: 'x.',
  }));
  const text = formatIngestReport(
    {
      runId: 7,
      read: 1_500,
      created: 0,
      updated: 0,
      unchanged: 0,
      refused: 1_500,
      notModified: 0,
      refusedByCode: { NOT_TEXT: 1_499, EMPTY: 1 },
      refusals,
      elapsedMs: 1500,
    },
    plain,
  );
  expect(text).toMatch(/NOT_TEXT +1,499\n +EMPTY +1\n/);
  expect(text).toContain('and 1,480 more: broadsheet runs 7 --limit 1500');
});

test('the banner leaves out a playground that is switched off', () => {
  const facts = { url: 'http://localhost:4000', database: 'Postgres at db/x', articles: '3', sample: false };
  expect(formatBanner({ ...facts, playground: true }, plain)).toContain('http://localhost:4000/\n');
  expect(formatBanner({ ...facts, playground: false }, plain)).not.toContain('Playground');
});

test('a log line for people has its time, its level and its facts', () => {
  const json = JSON.stringify({
    level: 40,
    time: '2030-01-02T03:04:05.678Z',
    service: 'broadsheet',
    port: 1,
    msg: 'taken',
  });
  expect(humanLine(json, plain)).toBe('03:04:05 warn taken port=1');
  expect(humanLine('not JSON\n', plain)).toBe('not JSON');
});
