import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../src/errors.js';
import { type Draft, REFUSAL_CODES, type Refusal } from '../../src/ingest/draft.js';
import { PageDumpReader } from '../../src/ingest/formats/page-dump.js';
import { migrations } from '../../src/schema.js';
import { PROJECT_DIR } from '../support/built-project.js';
import { readSources } from '../support/imports.js';
import { anchorsOf, fencesOf, type MarkdownFile, proseOf, readPage, readPages } from '../support/markdown.js';
import { settingsTable } from '../support/settings-table.js';

const pages = readPages();
const exists = (name: string) => existsSync(path.join(PROJECT_DIR, name));

describe.each(pages)('$name', (page) => {
  it('links to files and headings that exist', () => {
    expect(linksOf(page).filter((link) => !leadsSomewhere(page, link))).toEqual([]);
  });

  it('names only paths that exist', () => {
    const paths = [
      ...proseOf(page).matchAll(/`((?:src|test|docs|schema|sample|scripts|eval|bench)\/[\w./-]+)`/g),
    ];
    expect(paths.map((match) => match[1] ?? '').filter((name) => !exists(name))).toEqual([]);
  });

  it('names only scripts that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(PROJECT_DIR, 'package.json'), 'utf8'));
    const named = [...page.text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map((match) => match[1] ?? '');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('has queries that fit the schema', () => {
    const schema = buildSchema(readFileSync(path.join(PROJECT_DIR, 'schema/schema.graphql'), 'utf8'));
    const queries = fencesOf(page).filter(({ language }) => language === 'graphql');
    const faults = queries.flatMap(({ text }) => validate(schema, parse(text)).map((error) => error.message));
    expect(faults).toEqual([]);
  });
});

function linksOf(page: MarkdownFile): string[] {
  const links = [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
  return links.filter((link) => !/^(https?|mailto):/.test(link));
}

function leadsSomewhere(page: MarkdownFile, link: string): boolean {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? page.name : path.posix.join(path.posix.dirname(page.name), file);
  if (!exists(target)) return false;
  return anchor === undefined || anchorsOf(readPage(target)).has(anchor);
}

describe('the README', () => {
  const { text } = readPage('README.md');

  it('gives the two commands on its first screen', () => {
    const screen = text.split('\n').slice(0, 30).join('\n');
    for (const part of [
      '```sh\nnpm ci && npm start\n```',
      '```sh\nnpm test\n```',
      '](docs/playground.png)',
    ]) {
      expect(screen).toContain(part);
    }
  });

  it('lists the settings as src/settings.ts has them', () => {
    const table = /^\| Setting .*?(?=\n\n)/ms.exec(text)?.[0] ?? '';
    expect(table.split('\n')).toEqual(settingsTable().split('\n'));
  });
});

it('the change log names every migration', () => {
  const { text } = readPage('CHANGELOG.md');
  const names = migrations.map((Migration) => new Migration().name);
  expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});

describe('docs/errors.md', () => {
  const rows = [...readPage('docs/errors.md').text.matchAll(/^\| `([A-Z_]+)` \|[^|]*\| ([^|]*) \|/gm)];

  it('lists the closed codes', () => {
    expect(rows.map((row) => row[1]).sort()).toEqual([...ERROR_CODES].sort());
  });

  it('says which codes nothing raises yet', () => {
    // Apollo raises these two by itself.
    const raisedElsewhere = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED'];
    const sources = readSources().filter(({ name }) => name !== 'errors.ts');
    const raised = ERROR_CODES.filter((code) => sources.some(({ text }) => text.includes(`'${code}'`)));
    const said = rows.filter((row) => !row[2]?.startsWith('not raised yet')).map((row) => row[1]);
    expect(said.sort()).toEqual([...raised, ...raisedElsewhere].sort());
  });
});

const refusalCodesIn = (text: string) => [...text.matchAll(/^\| `([A-Z_]+)` \|/gm)].map((row) => row[1]);

describe('docs/ingest/inputs.md', () => {
  it('lists the refusal codes', () => {
    const codes = refusalCodesIn(readPage('docs/ingest/inputs.md').text);
    expect(codes.sort()).toEqual([...REFUSAL_CODES].sort());
  });
});

describe('docs/ingest/page-dumps.md', () => {
  const page = readPage('docs/ingest/page-dumps.md');

  it('lists refusal codes that there are', () => {
    expect(REFUSAL_CODES).toEqual(expect.arrayContaining(refusalCodesIn(page.text)));
  });

  it('shows what becomes of its example', async () => {
    const [dump, draft] = fencesOf(page);
    const items: (Draft | Refusal)[] = [];
    const text = dump?.text ?? '';
    const chunks = async function* () {
      yield text;
    };
    for await (const item of new PageDumpReader().read({
      location: 'ferry.txt',
      url: null,
      timeZone: 'UTC',
      head: text,
      chunks,
    }))
      items.push(item);
    expect(items.map(shown)).toEqual([JSON.parse(draft?.text ?? '')]);
  });

  function shown(item: Draft | Refusal): unknown {
    if (item.kind !== 'article') return item;
    const { headline, publication, byline, authors, publishedAt, language, body, related } = item;
    return {
      headline,
      publication: publication?.name,
      byline,
      authors: authors.map(({ name }) => name),
      publishedAt,
      language,
      body: body.map((block) => (block.type === 'paragraph' ? block.text : block)),
      related: related.map((story) => ({ headline: story.headline, teaser: story.teaser })),
    };
  }
});

describe('docs/troubleshooting.md', () => {
  const sources = `${readSources()
    .map(({ text }) => text)
    .join('\n')}${readFileSync(path.join(PROJECT_DIR, 'scripts/build.mjs'), 'utf8')}${readFileSync(
    path.join(PROJECT_DIR, 'scripts/build-lock.mjs'),
    'utf8',
  )}`;
  const said = sources.replaceAll('\\`', '`');
  const headings = [...proseOf(readPage('docs/troubleshooting.md')).matchAll(/^### (.+)$/gm)].map(
    (match) => match[1] ?? '',
  );

  it('has headings', () => expect(headings.length).toBeGreaterThan(30));

  it.each(headings)('is keyed by what the program says: %s', (heading) => {
    const parts = heading
      .split('…')
      .map((part) => part.trim())
      .filter((part) => part.length > 3);
    expect(parts.length).toBeGreaterThan(0);
    expect(parts.filter((part) => !said.includes(part))).toEqual([]);
  });
});

describe('the decisions', () => {
  const names = readdirSync(path.join(PROJECT_DIR, 'docs/adr'))
    .filter((name) => name !== 'README.md')
    .sort();

  it('are numbered without gaps, and listed', () => {
    expect(names.map((name) => Number(name.slice(0, 3)))).toEqual(names.map((_, at) => at + 1));
    const { text } = readPage('docs/adr/README.md');
    expect(names.filter((name) => !text.includes(`(${name})`))).toEqual([]);
  });

  it.each(names)('%s says why, what follows, and what checks it', (name) => {
    const { text } = readPage(`docs/adr/${name}`);
    const headings = [...text.matchAll(/^## (.+)$/gm)].map((match) => match[1]);
    expect(text.startsWith(`# ${name.slice(0, 3)}. `)).toBe(true);
    expect(headings).toEqual(['Context', 'Decision', 'Consequences']);
    expect(text).toMatch(/^Checked by: `test\/[^`]+`/m);
  });
});
