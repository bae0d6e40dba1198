import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../support/gateway.js';

const BUILD_SCRIPT = new URL('../../scripts/build.mjs', import.meta.url);

let gateway: Gateway;
beforeAll(async () => {
  await promisify(execFile)(process.execPath, [fileURLToPath(BUILD_SCRIPT), 'playground']);
  gateway = await startGateway({ sample: false });
});
afterAll(() => gateway?.stop());

/** Reads each answer to its end: the gateway waits for half-read ones when it stops. */
async function get(
  url: string | URL,
  headers: Record<string, string> = {},
): Promise<Response & { page: string }> {
  const reply = await fetch(url, { headers });
  return Object.assign(reply, { page: await reply.text() });
}

describe('the playground over HTTP', () => {
  async function assetPaths(): Promise<string[]> {
    const { page } = await get(gateway.url);
    return [...page.matchAll(/(?:src|href)="\.(\/playground\/assets\/[^"]+)"/g)].map(
      ([, path]) => path ?? '',
    );
  }

  it('is sent with a policy that names no other host and allows no inline script', async () => {
    const reply = await get(gateway.url);
    const policy = reply.headers.get('content-security-policy') ?? '';
    const directives = new Map(
      policy
        .split('; ')
        .map((part): [string, string] => [part.split(' ')[0] ?? '', part.slice(part.indexOf(' ') + 1)]),
    );
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(directives.get('default-src')).toBe("'self'");
    expect(directives.get('script-src')).toBe("'self'");
    expect(directives.get('style-src')).toMatch(/^'self' 'nonce-[\w+/=]{24}'$/);
    expect(directives.get('frame-ancestors')).toBe("'none'");
    expect(directives.get('base-uri')).toBe("'none'");
    expect(directives.get('form-action')).toBe("'none'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
    expect(reply.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('gives each page a nonce of its own, the same in head and body, and lets nobody keep the page', async () => {
    const nonceOf = async () => {
      const reply = await get(gateway.url);
      expect(reply.headers.get('cache-control')).toBe('no-cache');
      expect(reply.headers.get('etag')).toBeNull();
      const nonce = /'nonce-([^']+)'/.exec(reply.headers.get('content-security-policy') ?? '')?.[1];
      expect(reply.page).toContain(`<meta property="csp-nonce" nonce="${nonce}">`);
      return nonce;
    };
    expect(await nonceOf()).not.toBe(await nonceOf());
  });

  it('sends its files compressed and for ever', async () => {
    const paths = await assetPaths();
    expect(paths.some((path) => path.endsWith('.js'))).toBe(true);
    for (const path of paths) {
      const reply = await get(new URL(path, gateway.url), { 'accept-encoding': 'br' });
      expect(reply.status).toBe(200);
      expect(reply.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      if (/index-.*\.(js|css)$/.test(path)) expect(reply.headers.get('content-encoding')).toBe('br');
    }
  });

  it.each([
    'nothing.js',
    '',
    '..%2f..%2fpackage.json',
    '.env',
  ])('answers short and plain for assets/%s', async (name) => {
    const reply = await get(new URL(`/playground/assets/${name}`, gateway.url));
    expect(reply.status).toBe(404);
    expect(reply.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(reply.page.length).toBeLessThan(100);
  });
});
