import { describe, expect, it } from 'vitest';
import type { Draft, Refusal } from '../../../src/ingest/draft.js';
import { jsonlReader } from '../../../src/ingest/formats/jsonl.js';
import { contentHash } from '../../../src/ingest/identity.js';

async function read(text: string, size = text.length): Promise<(Draft | Refusal)[]> {
  async function* chunks() {
    for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
  }
  const items: (Draft | Refusal)[] = [];
  for await (const item of jsonlReader.read({
    location: 'x.jsonl',
    url: null,
    timeZone: 'UTC',
    head: text.slice(0, 100),
    chunks,
  }))
    items.push(item);
  return items;
}

async function reasonOf(members: object): Promise<string> {
  const [item] = await read(
    JSON.stringify(Object.assign(members, { kind: 'article', headline: 'x', ...members })),
  );
  return item?.kind === 'refusal' ? item.reason : '(taken)';
}

describe('detect', () => {
  it.each([
    ['one object', '{"kind":"article"}'],
    ['a line and more', '{"kind":"article"}\n{"ki'],
    ['white space before it', '\n  {"kind":"article"}\n'],
    ['a first line that is cut', `{"kind":"article","headline":"${'x'.repeat(70_000)}`],
    ['a first line that is damaged', '{"kind":"article",,}\n{"kind":"article"}\n'],
  ])('knows %s', (_name, head) => {
    expect(jsonlReader.detect(head)).toBe(true);
  });

  it.each([
    ['a page', 'No way home\n\nThe story'],
    ['JSON over several lines', '{\n  "version": "1.1",\n  "items": [{"a":1}]\n}'],
    ['a list', '[{"kind":"article"}]'],
    ['braces in prose', '{not json} was what he said\n'],
    ['nothing', ''],
  ])('does not know %s', (_name, head) => {
    expect(jsonlReader.detect(head)).toBe(false);
  });
});

describe('read', () => {
  it('fills in what a draft leaves out', async () => {
    expect(await read('{"kind":"article","headline":" x "}\n')).toEqual([
      {
        kind: 'article',
        format: 'jsonl',
        location: 'x.jsonl',
        item: 'line 1',
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
        body: [],
        related: [],
        provenance: null,
      },
    ]);
  });

  it('reads drafts of every kind, however the text is cut', async () => {
    const lines = [
      { kind: 'publication', name: 'The Lantern', language: 'en-gb' },
      { kind: 'author', name: 'Mara Voss', bio: 'Reports.' },
      {
        kind: 'tag',
        name: 'Harbour',
        type: 'PLACE',
        aliases: ['Port', { name: 'Quays', slug: 'quays-2' }],
        parent: { name: 'Town', type: 'PLACE' },
      },
    ];
    const text = `${lines.map((line) => JSON.stringify(line)).join('\r\n')}\r\n\r\n`;
    const expected = [
      { kind: 'publication', item: 'line 1', name: 'The Lantern', slug: null, url: null, language: 'en-GB' },
      {
        kind: 'author',
        item: 'line 2',
        name: 'Mara Voss',
        slug: null,
        authorKind: null,
        bio: 'Reports.',
        url: null,
      },
      {
        kind: 'tag',
        item: 'line 3',
        name: 'Harbour',
        type: 'PLACE',
        slug: null,
        description: null,
        aliases: [
          { name: 'Port', slug: null },
          { name: 'Quays', slug: 'quays-2' },
        ],
        formerSlugs: [],
        exactSlug: false,
        parent: { name: 'Town', type: 'PLACE', slug: null },
      },
    ];
    for (const size of [1, 2, 7, 64, text.length]) expect(await read(text, size)).toEqual(expected);
  });

  it.each([
    [{ bod: [] }, /^The draft must not have "bod"; allowed are kind, sourceId, .*related/],
    [JSON.parse('{"__proto__":{"x":1}}'), /must not have "__proto__"/],
    [{ headline: 7 }, /^headline must be a text/],
    [{ headline: '  ' }, /^headline must not be empty/],
    [{ headline: ' \u200b\u00a0' }, /^headline must not be empty/],
    [{ url: 'https://lantern.example/\u0001' }, /^url must be an absolute/],
    [{ url: 'lantern.example' }, /^url must be an absolute http or https address/],
    [{ url: 'https:lantern.example' }, /^url must be an absolute/],
    [{ publishedAt: '2024-01-01' }, /^publishedAt must be a date and time with its offset \(RFC 3339\)/],
    [{ publishedAt: '2023-02-29T00:00:00Z' }, /^publishedAt /],
    [{ publishedAt: '2024-01-01T00:00:00' }, /^publishedAt /],
    [{ publishedAt: '0001-01-01T00:00:00+14:00' }, /^publishedAt /],
    [{ language: 'english please' }, /^language must be a language tag/],
    [{ slug: 'Not A Slug' }, /^slug must be lower-case letters/],
    [{ authors: ['Mara'] }, /^authors\[0\] must be an object/],
    [{ tags: [{ name: 'x', type: 'THING' }] }, /^tags\[0\]\.type must be one of TOPIC, PERSON, /],
    [
      { body: [{ type: 'para', text: 'x' }] },
      /^body\[0\]\.type must be one of paragraph, heading, quote, list, image/,
    ],
    [{ body: [{ type: 'heading', text: 'x', level: 7 }] }, /^body\[0\]\.level must be at most 6/],
    [{ body: Array(10_001).fill({ type: 'paragraph', text: 'x' }) }, /^body must have at most 10000 entries/],
    [{ related: [{ origin: 'SOURCE', teaser: 'x' }] }, /^related\[0\] must have a headline, a url or a slug/],
    [
      { related: [{ origin: 'COMPUTED', headline: 'x' }] },
      /^related\[0\]\.origin must be one of EDITORIAL, SOURCE/,
    ],
    [{ leadImage: { url: 'javascript:x' } }, /^leadImage\.url /],
  ])('says what is wrong with %j', async (members, reason) => {
    expect(await reasonOf(members)).toMatch(reason);
  });

  it.each([
    ['2024-02-29T23:59:59.123456+14:00'],
    ['2024-01-01t00:00:00z'],
    ['9999-12-31T23:59:59Z'],
  ])('takes the date %s', async (publishedAt) => {
    expect(await reasonOf({ publishedAt })).toBe('(taken)');
  });

  it('does not choke on depth or on what is no object', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const items = await read(
      [`{"kind":"article","headline":"x","body":${deep}}`, deep, 'null', '1', '"x"'].join('\n'),
    );
    expect(items.map((item) => item.kind)).toEqual(Array(5).fill('refusal'));
  });
});

describe('contentHash', () => {
  it('does not depend on the order of members, nor on the place', async () => {
    const [a] = await read(
      '{"kind":"article","headline":"x","tags":[{"name":"n","type":"TOPIC"}],"byline":null}',
    );
    const [, b] = await read('\n{}\n{"tags":[{"type":"TOPIC","name":"n"}],"headline":"x","kind":"article"}');
    if (a?.kind !== 'article' || b?.kind !== 'article') throw new Error('both are drafts');
    expect(contentHash(a)).toBe(contentHash(b));
    expect(contentHash({ ...a, byline: 'By x' })).not.toBe(contentHash(a));
  });
  it('is that of a draft from before drafts could say more', async () => {
    const line = {
      kind: 'article',
      headline: 'x',
      authors: [{ name: 'A' }],
      body: [{ type: 'paragraph', text: 'y' }],
    };
    const [draft] = await read(JSON.stringify(line));
    if (draft?.kind !== 'article') throw new Error('it is a draft');
    const more = { ...draft, embargo: null, gallery: [], authors: [{ ...draft.authors[0], title: null }] };
    expect(contentHash(more as typeof draft)).toBe(contentHash(draft));
    // It is stored: were it another one day, every article of every archive would be written anew.
    expect(contentHash(draft)).toBe('47af801d42871341acf50329d4dd0b561a300a4bd605406a9c0ab4c4eb23caa6');
    expect(contentHash({ ...draft, version: 0 })).not.toBe(contentHash(draft));
    const agency = { ...draft, authors: [{ name: 'A', slug: null, kind: 'ORGANISATION' as const }] };
    expect(contentHash(agency)).not.toBe(contentHash(draft));
  });
});
