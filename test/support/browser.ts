import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** The Chromium of this machine, or null: `CHROMIUM_PATH`, else where Linux packages and macOS put it. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist`);
    return named;
  }
  const places = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/snap/bin/chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  return places.find((path) => existsSync(path)) ?? null;
}

/** Starts it without a sandbox (root in a container has none) and without its own calls to the outside. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** What a visit did that the reader cannot see. */
export interface Visit {
  page: Page;
  /** Console errors, uncaught exceptions, breaches of the Content-Security-Policy, requests to other hosts. */
  faults: string[];
  /** Names of the operations that the page sent by itself or on a click, introspection left out. */
  operations: (string | null)[];
  close(): Promise<void>;
}

/** A browser of its own for one reader: empty storage, nothing shared with other visits. */
export async function newVisit(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const visit: Visit = { page, faults: [], operations: [], close: () => context.close() };
  page.on('console', (message) => {
    if (message.type() === 'error') visit.faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => visit.faults.push(`exception: ${error.message}`));
  page.on('dialog', (dialog) => {
    visit.faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:|^wss?:/.test(url.protocol) && url.origin !== origin)
      visit.faults.push(`outside: ${url.href}`);
    if (request.method() !== 'POST') return;
    const { operationName = null } = request.postDataJSON() as { operationName?: string | null };
    if (operationName !== 'IntrospectionQuery') visit.operations.push(operationName);
  });
  await page.addInitScript(
    `addEventListener('securitypolicyviolation', (e) => console.error('CSP', e.violatedDirective, e.blockedURI));`,
  );
  return visit;
}
