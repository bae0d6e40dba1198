import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Archive, anArticle, counts } from '../support/archive.js';

let archive: Archive;

beforeAll(async () => {
  archive = await Archive.open();
});
afterAll(() => archive.close());
beforeEach(() => archive.clear());

const place = (name: string, more: Record<string, unknown> = {}) => ({
  kind: 'tag',
  type: 'PLACE',
  name,
  ...more,
});

const tags = () =>
  archive.rows(
    `select t.slug, t.name, t.type, t.description, p.slug as parent from tags t
     left join tags p on p.id = t.parent_id order by t.id`,
  );

describe('publications', () => {
  it('are created, filled in by stories, and changed by their own draft', async () => {
    await archive.ingest(anArticle({ sourceId: '1' }));
    await archive.ingest(
      anArticle({
        sourceId: '2',
        publication: { name: 'THE LANTERN', url: 'https://lantern.example', language: 'en' },
      }),
    );
    const all = () => archive.rows('select slug, name, url, language from publications');
    const filled = {
      slug: 'the-lantern',
      name: 'The Lantern',
      url: 'https://lantern.example',
      language: 'en',
    };
    expect(await all()).toEqual([filled]);

    const draft = { kind: 'publication', name: 'The New Lantern', slug: 'the-lantern', language: 'km' };
    expect(counts(await archive.ingest(draft))).toMatchObject({ updated: 1 });
    expect(counts(await archive.ingest(draft))).toMatchObject({ unchanged: 1 });
    expect(await all()).toEqual([{ ...filled, name: 'The New Lantern', language: 'km' }]);
  });
});

describe('authors', () => {
  const author = (name: string, more: Record<string, unknown> = {}) => ({ kind: 'author', name, ...more });
  const all = () => archive.rows('select slug, name, bio, url, article_count from authors order by id');

  it('are one person under spellings that differ in case and accents', async () => {
    await archive.ingest(
      anArticle({ sourceId: '1', authors: [{ name: 'José Muñoz' }] }),
      anArticle({ sourceId: '2', authors: [{ name: 'JOSE MUNOZ' }] }),
    );
    await archive.ingest(author('Jose Muñoz', { bio: 'Reports on the sea.' }));
    expect(await all()).toEqual([
      { slug: 'jose-munoz', name: 'Jose Muñoz', bio: 'Reports on the sea.', url: null, article_count: 2 },
    ]);
  });

  it('are one person under all spellings of one name', async () => {
    await archive.ingest(
      anArticle({ sourceId: '1', authors: [{ name: 'J. K. Fenwick' }, { name: 'Conan O’Dell' }] }),
      anArticle({ sourceId: '2', authors: [{ name: 'J.K. Fenwick' }, { name: 'CONAN ODELL' }] }),
    );
    await archive.ingest(anArticle({ sourceId: '3', authors: [{ name: 'Dr. JK  Fenwick' }] }));
    expect(await all()).toMatchObject([
      { name: 'J. K. Fenwick', article_count: 3 },
      { name: 'Conan O’Dell', article_count: 2 },
    ]);
  });

  it('are people or organisations, and no byline changes which', async () => {
    const kinds = () => archive.rows('select name, kind from authors order by id');
    await archive.ingest(
      anArticle({
        sourceId: '1',
        authors: [{ name: 'Sound Agency', kind: 'ORGANISATION' }, { name: 'Mara Voss' }],
      }),
      anArticle({
        sourceId: '2',
        authors: [{ name: 'The Sound Agency' }, { name: 'Mara Voss', kind: 'ORGANISATION' }],
      }),
    );
    expect(await kinds()).toEqual([
      { name: 'Sound Agency', kind: 'ORGANISATION' },
      { name: 'Mara Voss', kind: 'PERSON' },
    ]);
    expect(counts(await archive.ingest(author('Sound Agency', { bio: 'Wires.' })))).toMatchObject({
      updated: 1,
    });
    expect(await kinds()).toMatchObject([{ kind: 'ORGANISATION' }, { kind: 'PERSON' }]);
    const changed = author('Mara Voss', { authorKind: 'ORGANISATION' });
    expect(counts(await archive.ingest(changed))).toMatchObject({ updated: 1 });
    expect(counts(await archive.ingest(changed))).toMatchObject({ unchanged: 1 });
    expect(await kinds()).toMatchObject([{ kind: 'ORGANISATION' }, { kind: 'ORGANISATION' }]);
  });

  it('keep what a later draft does not mention', async () => {
    await archive.ingest(author('Mara Voss', { bio: 'First.', url: 'https://lantern.example/mara' }));
    expect(counts(await archive.ingest(author('Mara Voss')))).toMatchObject({ unchanged: 1 });
    expect(counts(await archive.ingest(author('Mara Voss', { bio: 'Second.' })))).toMatchObject({
      updated: 1,
    });
    expect(await all()).toMatchObject([{ bio: 'Second.', url: 'https://lantern.example/mara' }]);
  });

  it('of one name are kept apart by their slugs', async () => {
    await archive.ingest(
      author('John Smith', { slug: 'john-smith' }),
      author('John Smith', { slug: 'john-smith-sport' }),
      anArticle({ sourceId: '1', authors: [{ name: 'John Smith', slug: 'john-smith-sport' }] }),
      anArticle({ sourceId: '2', authors: [{ name: 'John Smith' }] }),
    );
    expect(await all()).toMatchObject([
      { slug: 'john-smith', article_count: 1 },
      { slug: 'john-smith-sport', article_count: 1 },
    ]);
  });

  it('have names in any script, and names of punctuation alone', async () => {
    const names = ['សុខ ដារ៉ា', '???', '!!!'];
    await archive.ingest(anArticle({ authors: names.map((name) => ({ name })) }));
    await archive.ingest(anArticle({ sourceId: '2', authors: names.map((name) => ({ name })) }));
    expect((await all()).map(({ slug }) => slug)).toEqual(['សុខ-ដារ៉ា', 'author', 'author-2']);
  });
});

describe('tags', () => {
  it('are found by slug, by type and name, and by alias', async () => {
    await archive.ingest(
      place('Cambodia', {
        slug: 'cambodia',
        aliases: ['Kampuchea', 'Khmer Republic'],
        description: 'A kingdom.',
      }),
      anArticle({ sourceId: '1', tags: [{ name: 'Whatever', type: 'PLACE', slug: 'cambodia' }] }),
      anArticle({ sourceId: '2', tags: [{ name: 'CAMBODIA', type: 'PLACE' }] }),
      anArticle({ sourceId: '3', tags: [{ name: 'kampuchea', type: 'PLACE' }] }),
      anArticle({ sourceId: '4', tags: [{ name: 'Whatever', type: 'TOPIC', slug: 'khmer-republic' }] }),
      anArticle({ sourceId: '5', tags: [{ name: 'Cambodia', type: 'TOPIC' }] }),
    );
    const rows = await archive.rows('select slug, type, article_count from tags order by id');
    expect(rows).toEqual([
      { slug: 'cambodia', type: 'PLACE', article_count: 4 },
      { slug: 'cambodia-2', type: 'TOPIC', article_count: 1 },
    ]);
  });

  it('take a parent, also one that comes later, and description and aliases that are given', async () => {
    const report = await archive.ingest(
      place('Harbour', { parent: { name: 'Town', type: 'PLACE', slug: 'town' }, aliases: ['Port', 'Docks'] }),
      place('The Town', { slug: 'town', description: 'All of it.' }),
      place('Harbour', { aliases: ['Docks', 'Quays'] }),
      place('Harbour', { aliases: ['Quays', 'Docks'] }),
      place('Harbour'),
    );
    expect(counts(report)).toEqual({ read: 5, created: 1, updated: 2, unchanged: 2, refused: 0 });
    expect(await tags()).toEqual([
      { slug: 'harbour', name: 'Harbour', type: 'PLACE', description: null, parent: 'town' },
      { slug: 'town', name: 'The Town', type: 'PLACE', description: 'All of it.', parent: null },
    ]);
    const names = await archive.rows('select slug, name, kind from tag_names order by slug');
    expect(names).toEqual([
      { slug: 'docks', name: 'Docks', kind: 'ALIAS' },
      { slug: 'quays', name: 'Quays', kind: 'ALIAS' },
    ]);
  });

  it('that move to another slug are still found by the former one', async () => {
    await archive.ingest(anArticle({ tags: [{ name: 'Floods', type: 'TOPIC' }] }));
    const draft = { kind: 'tag', type: 'TOPIC', name: 'Floods', slug: 'high-water' };
    expect(counts(await archive.ingest(draft))).toMatchObject({ updated: 1 });
    expect(counts(await archive.ingest(draft))).toMatchObject({ unchanged: 1 });
    // An older export still calls it by the former slug: it does not move back.
    expect(counts(await archive.ingest({ ...draft, slug: 'floods' }))).toMatchObject({ unchanged: 1 });
    expect(await tags()).toMatchObject([{ slug: 'high-water', name: 'Floods' }]);
    expect(await archive.rows('select slug, kind from tag_names')).toEqual([
      { slug: 'floods', kind: 'FORMER_SLUG' },
    ]);
  });

  it('do not share slugs with aliases of others', async () => {
    await archive.ingest(place('Harbour', { aliases: ['Port'] }), {
      kind: 'tag',
      type: 'ORGANISATION',
      name: 'Port',
      aliases: ['Harbour'],
    });
    expect(
      await archive.rows('select slug from tags union all select slug from tag_names order by 1'),
    ).toEqual([{ slug: 'harbour' }, { slug: 'harbour-2' }, { slug: 'port' }, { slug: 'port-2' }]);
  });

  it('whose parents would form a circle are refused, and nothing else is', async () => {
    const parent = (name: string) => ({ parent: { name, type: 'PLACE' } });
    const report = await archive.ingest(
      place('A', parent('B')),
      place('B', parent('C')),
      place('C', { ...parent('A'), description: 'lost' }),
      place('D', parent('D')),
      place('E'),
    );
    expect(counts(report)).toMatchObject({ read: 5, refused: 2 });
    expect(report.refusals).toMatchObject([
      { location: '-', item: 'line 3', code: 'STORE_REJECTED', reason: expect.stringMatching(/"C".*circle/) },
      { location: '-', item: 'line 4', code: 'STORE_REJECTED' },
    ]);
    expect(await tags()).toMatchObject([
      { slug: 'a', parent: 'b' },
      { slug: 'b', parent: 'c' },
      { slug: 'c', parent: null, description: null },
      { slug: 'e', parent: null },
    ]);
  });
});

describe('two files that describe one thing differently', () => {
  let folder: string;
  const write = (name: string, ...drafts: object[]) =>
    writeFile(path.join(folder, name), drafts.map((draft) => JSON.stringify(draft)).join('\n'));
  const ingest = async () => counts(await archive.ingestPaths([folder]));
  const described = () => archive.value<string>('select description from tags');

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'broadsheet-nouns-'));
    await write('a.jsonl', place('The Quay', { description: 'Where ferries land.' }));
    await write('b.jsonl', place('the quay', { description: 'A street.' }));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('overwrite each other once', async () => {
    expect(await ingest()).toMatchObject({ created: 1, updated: 1 });
    const before = await archive.rowVersions();
    expect(await ingest()).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    expect(await archive.rowVersions()).toEqual(before);
    expect(await archive.rows('select name, description from tags')).toEqual([
      { name: 'the quay', description: 'A street.' },
    ]);
  });

  it('are heard when they say something new, and when they take that back', async () => {
    await ingest();
    await write('a.jsonl', place('The Quay', { description: 'Where ferries landed.' }));
    expect(await ingest()).toMatchObject({ updated: 1, unchanged: 1 });
    expect(await described()).toBe('Where ferries landed.');
    await write('a.jsonl', place('The Quay', { description: 'Where ferries land.' }));
    expect(await ingest()).toMatchObject({ updated: 1, unchanged: 1 });
    expect(await described()).toBe('Where ferries land.');
  });

  it('give way to what comes by standard input, each time', async () => {
    await ingest();
    for (const description of ['One', 'Two', 'One']) {
      expect(counts(await archive.ingest(place('The Quay', { description })))).toMatchObject({ updated: 1 });
      expect(await ingest()).toMatchObject({ unchanged: 2 });
      expect(await described()).toBe(description);
    }
  });

  it('say it again once the thing has been removed', async () => {
    await ingest();
    await archive.rows('delete from tags');
    expect(await ingest()).toMatchObject({ created: 1, updated: 1 });
  });

  it.each<[string, object, object]>([
    [
      'author',
      { kind: 'author', name: 'Mara Voss', bio: 'Sails.' },
      { kind: 'author', name: 'MARA VOSS', bio: 'Rows.' },
    ],
    [
      'publication',
      { kind: 'publication', name: 'The Lantern', language: 'en' },
      { kind: 'publication', name: 'THE LANTERN', language: 'km' },
    ],
  ])('agree about an %s too', async (_kind, a, b) => {
    await write('a.jsonl', a);
    await write('b.jsonl', b);
    expect(await ingest()).toMatchObject({ created: 1, updated: 1 });
    expect(await ingest()).toMatchObject({ unchanged: 2 });
  });
});
