import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../support/gateway.js';
import { type Fence, fencesOf, readPage, readPages } from '../support/markdown.js';

const HERE = 'http://localhost:4000';

interface Example {
  curl: string;
  script: string;
  answer: unknown;
}

/** Three blocks that follow each other: a query by curl, the same by fetch, and its answer. */
function examplesOf(fences: readonly Fence[]): Example[] {
  return fences.flatMap(({ language, text }, at) => {
    const [script, answer] = [fences[at + 1], fences[at + 2]];
    if (language !== 'sh' || !text.startsWith('curl ')) return [];
    if (script?.language !== 'js' || answer?.language !== 'json') return [];
    return [{ curl: text, script: script.text, answer: JSON.parse(answer.text) as unknown }];
  });
}

/** What curl would send. The body is the text between the quotes behind -d, as a shell reads it. */
function bodyOf(curl: string): string {
  const quoted = / -d '([^']*)'\s*$/.exec(curl)?.[1];
  if (quoted === undefined) throw new Error(`this curl has no body in single quotes: ${curl}`);
  return quoted;
}

const examples = examplesOf(fencesOf(readPage('README.md')));
const curlVersion = await promisify(execFile)('curl', ['--version']).catch(() => null);

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway?.stop());

describe('the README', () => {
  it('has three queries with their answers', () => {
    expect(examples).toHaveLength(3);
  });

  it('asks for the page behind the first one', () => {
    const [first, , next] = examples;
    const { endCursor } = (first?.answer as FrontPage).data.articles.pageInfo;
    expect(JSON.parse(bodyOf(next?.curl ?? '')).variables.after).toBe(endCursor);
  });

  describe.each(
    examples.map((example, at) => ({ ...example, number: at + 1 })),
  )('query $number', (example) => {
    it('has that answer by the body that curl sends', async () => {
      const { query, variables } = JSON.parse(bodyOf(example.curl));
      expect(await gateway.ask(query, variables)).toEqual(example.answer);
    });

    it.skipIf(curlVersion === null)('has that answer by curl in a shell', async () => {
      const command = example.curl.replaceAll(HERE, gateway.url).replace(/^curl /, 'curl --silent ');
      const { stdout } = await promisify(execFile)('sh', ['-c', command]);
      expect(JSON.parse(stdout)).toEqual(example.answer);
    });

    it('has that answer by fetch', async () => {
      expect(await run(example.script)).toEqual([example.answer]);
    });
  });
});

interface FrontPage {
  data: { articles: { pageInfo: { endCursor: string } } };
}

/** Runs a script as it stands, with this gateway in the place of the one it names, and returns what it prints. */
async function run(script: string): Promise<unknown[]> {
  const printed: unknown[] = [];
  const AsyncFunction = (async () => {}).constructor as new (
    ...text: string[]
  ) => (console: { log(value: unknown): void }) => Promise<void>;
  const text = script.replaceAll(HERE, gateway.url);
  await new AsyncFunction('console', text)({ log: (value) => printed.push(value) });
  return printed;
}

/** In every page: a query, and the answer that stands right behind it. */
const quoted = readPages().flatMap((page) => {
  const fences = fencesOf(page);
  return fences.flatMap(({ language, text }, at) => {
    const answer = fences[at + 1];
    if (language !== 'graphql' || answer?.language !== 'json') return [];
    return [{ page: page.name, query: text, answer: JSON.parse(answer.text) as unknown }];
  });
});

describe('the pages of docs', () => {
  it('have queries with answers', () => {
    expect(quoted.length).toBeGreaterThan(3);
  });

  it.each(quoted)('$page: the gateway gives this answer to $query', async ({ query, answer }) => {
    const given = await gateway.ask(query);
    for (const error of given.errors ?? []) delete (error as { locations?: unknown }).locations;
    for (const error of given.errors ?? []) delete error.extensions.requestId;
    expect(given).toEqual(answer);
  });
});
