import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Archive, anArticle, counts } from '../support/archive.js';

let archive: Archive;

beforeAll(async () => {
  archive = await Archive.open();
});
afterAll(() => archive.close());

const good = [
  anArticle({
    sourceId: '1',
    url: 'https://lantern.example/1',
    authors: [{ name: 'Mara Voss' }],
    tags: [{ name: 'ទឹកជំនន់', type: 'TOPIC' }],
    publishedAt: '2026-01-01T00:00:00Z',
    body: [
      {
        type: 'paragraph',
        text: 'Text',
        html: '<em>Text</em> and <a href="https://lantern.example">link</a>',
      },
    ],
    related: [{ origin: 'SOURCE', headline: 'Other', url: 'https://lantern.example/2' }],
  }),
  { kind: 'tag', type: 'PLACE', name: 'Harbour', aliases: ['Port'], parent: { name: 'Town', type: 'PLACE' } },
  { kind: 'author', name: 'Mara Voss', bio: '“Quoted” – é' },
  { kind: 'publication', name: 'The Lantern', url: 'https://lantern.example' },
];
const bytes = Buffer.from(good.map((draft) => JSON.stringify(draft)).join('\n'));

/** A change at one place: other bytes there, some cut out, or some twice. */
const mutation = fc.record({
  at: fc.nat(bytes.length - 1),
  cut: fc.nat(30),
  put: fc.oneof(
    fc.uint8Array({ maxLength: 6 }),
    fc
      .constantFrom(
        '\0',
        '\\u0000',
        '\\ud800',
        '\ufeff',
        '{',
        '"',
        '\n',
        '\r',
        '<script>',
        'javascript:',
        '1e999',
      )
      .map((text) => Uint8Array.from(Buffer.from(text))),
    fc.nat(bytes.length - 1).map((from) => Uint8Array.from(bytes.subarray(from, from + 40))),
  ),
});

function mutate(from: Buffer, { at, cut, put }: { at: number; cut: number; put: Uint8Array }): Buffer {
  return Buffer.concat([from.subarray(0, at), put, from.subarray(at + cut)]);
}

describe('damaged input', () => {
  it('ends as articles and refusals, and leaves nothing that a browser would run', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 4 }), async (mutations) => {
        const report = await archive.ingestText(mutations.reduce(mutate, bytes));
        const { read, created, updated, unchanged, refused } = counts(report);
        expect(read).toBeGreaterThan(0);
        expect(created + updated + unchanged + refused).toBe(read);
        for (const refusal of report.refusals) expect(refusal.reason).toMatch(/^\S[^\n]*\.$/);
      }),
      { numRuns: 150 },
    );
    const running = await archive.value(
      `select count(*)::int from articles a where url ~* '^javascript' or lead_image->>'url' ~* '^javascript'
         or exists (select from json_array_elements(body) b where b->>'html' ~* '<script|javascript:|\\son[a-z]+=')`,
    );
    expect(running).toBe(0);
  });

  it('of any bytes is one refusal or a few', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (noise) => {
        const report = await archive.ingestText(Buffer.from(noise));
        expect(report.read).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });

  it('in one long line, or in one that never ends, is passed by in bounded memory', async () => {
    const before = process.memoryUsage().rss;
    const line = Buffer.alloc(1024 * 1024, 'x');
    async function* stream() {
      yield Buffer.from(`${JSON.stringify(anArticle({ sourceId: 'before' }))}\n{"kind":"`);
      for (let megabytes = 0; megabytes < 300; megabytes += 1) yield line;
      yield Buffer.from(`"}\n${JSON.stringify(anArticle({ sourceId: 'after' }))}`);
    }
    const { Readable } = await import('node:stream');
    const report = await archive.ingestPaths(['-'], { stdin: Readable.from(stream()) });
    expect(counts(report)).toMatchObject({ read: 3, created: 2, refused: 1 });
    expect(report.refusals).toMatchObject([{ item: 'line 2', code: 'TOO_LARGE' }]);
    expect(process.memoryUsage().rss - before).toBeLessThan(250 * 1024 * 1024);
  });
});
