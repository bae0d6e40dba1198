import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium, newVisit, type Visit } from '../support/browser.js';
import { type Gateway, startGateway } from '../support/gateway.js';

const BUILD_SCRIPT = new URL('../../scripts/build.mjs', import.meta.url);
const OPERATIONS = new URL('../../schema/operations/', import.meta.url);
const chromiumPath = findChromium();
const MISSING =
  'no Chromium found: install one (Debian: apt-get install chromium) or name it in CHROMIUM_PATH to run the browser tests';

/** Names of the operations that the project ships, each of which is to be a tab. */
function shippedOperations(): string[] {
  const files = readdirSync(OPERATIONS).filter((name) => name.endsWith('.graphql'));
  return files.map((file) => {
    const name = /^(?:query|mutation)\s+(\w+)/m.exec(readFileSync(new URL(file, OPERATIONS), 'utf8'))?.[1];
    if (name === undefined) throw new Error(`${file} names no operation`);
    return name;
  });
}

let gateway: Gateway;
beforeAll(async () => {
  await promisify(execFile)(process.execPath, [fileURLToPath(BUILD_SCRIPT), 'playground']);
  gateway = await startGateway();
});
afterAll(() => gateway?.stop());

describe('a machine for browser tests', () => {
  it.runIf(process.env.CI === 'true')('has a Chromium', () => {
    expect(chromiumPath, MISSING).not.toBeNull();
  });
  if (chromiumPath === null) console.warn(MISSING);
});

describe.skipIf(chromiumPath === null)('the playground in a browser', () => {
  let browser: Browser;
  let visits: Visit[] = [];

  beforeAll(async () => {
    browser = await launchChromium(chromiumPath ?? '');
  });
  afterAll(() => browser?.close());

  // Every visit of every test has to be clean, not only those whose test is about that.
  afterEach(async () => {
    const faults = visits.flatMap((visit) => visit.faults);
    await Promise.all(visits.map((visit) => visit.close()));
    visits = [];
    expect(faults).toEqual([]);
  });

  const queryText = (page: Page) => editorText(page, 'operation.graphql');
  const variablesText = (page: Page) => editorText(page, 'variables.json');

  function editorText(page: Page, name: string): Promise<string> {
    // GraphiQL leaves its editor on the window; the DOM holds only the lines that are in view.
    return page.evaluate<string>(
      `__MONACO.editor.getModels().find((m) => m.uri.path.endsWith('${name}')).getValue()`,
    );
  }

  async function open(hash = '', options: BrowserContextOptions = {}): Promise<Visit> {
    const visit = await newVisit(browser, new URL(gateway.url).origin, options);
    visits.push(visit);
    await load(visit.page, new URL(hash, gateway.url).href);
    return visit;
  }

  async function load(page: Page, url: string): Promise<void> {
    await page.goto(url);
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    await page.locator('.graphiql-editor-tool .monaco-editor').first().waitFor({ state: 'attached' });
  }

  const tabNames = (page: Page) => page.getByRole('tab').allInnerTexts();
  const activeTab = (page: Page) => page.getByRole('tab', { selected: true }).innerText();
  const background = (page: Page) => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');

  async function run(page: Page): Promise<unknown> {
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' }).click();
    const answer: unknown = await (await answered).json();
    await page.locator('.response-status', { hasText: 'HTTP 200' }).waitFor();
    return answer;
  }

  it('opens with every shipped operation in a tab, the front page first, and sends nothing by itself', async () => {
    const { page, operations } = await open();
    const names = await tabNames(page);
    expect(await page.title()).toBe('Broadsheet · GraphQL playground');
    expect(names.toSorted()).toEqual(shippedOperations().toSorted());
    expect(names[0]).toBe('FrontPage');
    expect(await queryText(page)).toMatch(/^#/);
    expect(operations).toEqual([]);
  });

  it('runs the front page query and shows its answer', async () => {
    const { page, operations } = await open();
    const answer = (await run(page)) as { data: { articles: Record<string, unknown> }; errors?: unknown };
    const headline = /"headline": ?"([^"\\]+)"/.exec(JSON.stringify(answer))?.[1];
    expect(answer.errors).toBeUndefined();
    expect(headline).toBeDefined();
    await page.locator('.graphiql-response .view-line', { hasText: 'headline' }).first().waitFor();
    expect(await editorText(page, 'response.json')).toContain(headline);
    expect(operations).toEqual(['FrontPage']);
    // Typographic apostrophes and the like are no suspects here.
    expect(await page.locator('.unicode-highlight').count()).toBe(0);
  });

  it('says in plain words when the gateway does not answer', async () => {
    const { page, faults } = await open();
    await page.route('**/graphql', (route) => route.abort());
    await page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' }).click();
    await expect
      .poll(() => editorText(page, 'response.json'))
      .toContain('did not answer. Is it still running?');
    expect(await editorText(page, 'response.json')).not.toContain('stack');
    // The browser itself logs the request that failed.
    expect(faults.splice(0)).toEqual([expect.stringContaining('net::ERR_FAILED')]);
  });

  it('explains the schema in the documentation explorer', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.getByRole('link', { name: 'Query', exact: true }).click();
    await page.getByRole('link', { name: 'articles', exact: true }).waitFor();
  });

  it('follows the system into the dark, and the reader out of it again', async () => {
    const { page } = await open('', { colorScheme: 'dark' });
    const dark = await background(page);
    const theme = page.getByRole('button', { name: /^Colours:/ });
    expect(await page.locator('.graphiql-query-editor .monaco-editor').getAttribute('class')).toContain(
      'vs-dark',
    );
    await theme.click();
    expect(await theme.getAttribute('aria-label')).toBe('Colours: light. Switch to dark');
    const light = await background(page);
    expect(light).not.toBe(dark);
    await load(page, gateway.url);
    expect(await background(page)).toBe(light);
    expect(await page.locator('.graphiql-query-editor .monaco-editor').getAttribute('class')).not.toContain(
      'vs-dark',
    );
  });

  it('copies a link that opens the same query elsewhere, without running it', async () => {
    const query =
      '# ទឹក & "wells"\nquery Wells($first: Int!) {\n  articles(first: $first) { nodes { headline } }\n}';
    const variables = '{ "first": 3 }';
    const { page } = await open(`#${new URLSearchParams({ query, variables })}`);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText(/^(Link copied|The link is in the address bar)/).waitFor();

    const second = await open(new URL(page.url()).hash);
    expect(await activeTab(second.page)).toBe('Wells');
    expect(await queryText(second.page)).toBe(query);
    expect(await variablesText(second.page)).toBe(variables);
    expect((await tabNames(second.page)).length).toBe(shippedOperations().length + 1);
    expect(second.operations).toEqual([]);
    expect(await run(second.page)).toMatchObject({ data: { articles: { nodes: expect.any(Array) } } });
  });

  it('opens a link that is pasted into the open page, and forgets it when another tab is chosen', async () => {
    const { page, operations } = await open();
    await page.evaluate(`location.hash = 'query=query+Pasted+%7B+__typename+%7D'`);
    await page.getByRole('tab', { name: 'Pasted', selected: true }).waitFor();
    expect(await queryText(page)).toBe('query Pasted { __typename }');
    // A click that comes while the tabs still move into view is lost, as it is for a reader, who clicks again.
    const choose = async () => {
      await page.getByRole('tab', { name: 'FrontPage' }).click();
      return new URL(page.url()).hash;
    };
    await expect.poll(choose, { timeout: 15_000, interval: 300 }).toBe('');
    expect(operations).toEqual([]);
  });

  it.each([
    ['?query=mutation+Evil+%7B+__typename+%7D&variables=%7B%7D&operationName=Evil', null],
    ['#query=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E%3Cscript%3Ealert(2)%3C%2Fscript%3E', '<img src=x'],
    [
      '#query=query+Evil+%7B+a+%7D&variables=%7B%22__proto__%22%3A%7B%22x%22%3A1%7D%7D&headers=%7B%22x%22%3A1%7D',
      'Evil',
    ],
    ['#query=javascript%3Aalert(1)', 'javascript:'],
    ['#<script>alert(1)</script>', null],
    ['#query=%E0%A4%A', null],
  ])('shows the hostile link %s as text at most', async (link, shown) => {
    const { page, operations } = await open(link);
    // Long enough for whatever would run by itself.
    await page.waitForTimeout(500);
    if (shown === null) expect(await queryText(page)).not.toMatch(/Evil|alert/);
    else expect(await queryText(page)).toContain(shown);
    expect(operations).toEqual([]);
    expect(await page.locator('img, #root script').count()).toBe(0);
  });

  it('keeps tabs for the next visit, and has the examples back when they were closed', async () => {
    const { page } = await open();
    const names = await tabNames(page);
    const last = names.at(-1) ?? '';
    const closing = page.getByRole('tab', { name: last });
    await closing.click();
    await closing.getByRole('button', { name: 'Close Tab' }).click();
    await closing.waitFor({ state: 'detached' });
    // GraphiQL stores tabs half a second after the last change.
    await page.waitForTimeout(700);
    await load(page, gateway.url);
    expect(await tabNames(page)).toEqual(names.slice(0, -1));

    await page.getByRole('button', { name: 'Examples' }).click();
    await page.getByRole('menuitem', { name: 'Open every example that has no tab' }).click();
    await closing.waitFor();
    expect(await tabNames(page)).toEqual(names);
  });

  it('fits a phone: nothing wider than the screen, query and answer below each other', async () => {
    const { page } = await open('', {
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
    });
    await run(page);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    const query = await page.locator('.graphiql-query-editor').boundingBox();
    const answer = await page.locator('.graphiql-response').boundingBox();
    expect(query?.width).toBeGreaterThan(350);
    expect(answer?.y ?? 0).toBeGreaterThanOrEqual((query?.y ?? 0) + (query?.height ?? 0));
    expect(answer?.height).toBeGreaterThan(250);
  });
});
