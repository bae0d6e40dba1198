import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

export interface PlaygroundOptions {
  /** Path of the GraphQL endpoint on this server, with its leading slash. */
  graphqlPath: string;
  /** When false the page answers 404 and says where the API is. */
  enabled: boolean;
  /** The folder with the built page, ending in a slash; by default what `npm run build` made. */
  directory?: string;
}

const PAGE = 'index.html';
const ASSETS_PREFIX = '/playground/assets/';

const SAFE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

/** Where the page lies as seen from the compiled server, and from the sources when tests run those. */
function defaultDirectories(): string[] {
  const candidates = ['../../playground/', '../../../dist/playground/'];
  return candidates.map((path) => fileURLToPath(new URL(path, import.meta.url)));
}

/**
 * Nothing from any other host, no inline script, no frame around the page.
 *
 * Styles: the editor (Monaco) makes style elements at run time; those are let in by a nonce, new for each page.
 * It also writes HTML strings with `style` attributes to place line numbers, guides, selections and error marks.
 * For attributes there is no nonce, and no hash either, since the values differ. Without 'unsafe-inline' for them
 * alone, the first screen breaks the policy 182 times: line numbers are missing or misplaced, guides are gone. An
 * attribute can neither select other elements nor, under this policy, load anything.
 */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

function sendText(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply
    .code(status)
    .headers({ ...SAFE_HEADERS, 'cache-control': 'no-cache' })
    .type('text/plain; charset=utf-8')
    .send(`${text}\n`);
}

async function sendPage(reply: FastifyReply, directory: string, graphqlPath: string): Promise<FastifyReply> {
  const nonce = randomBytes(16).toString('base64');
  // Read anew: a build that runs meanwhile gives the files new names.
  const template = await readFile(directory + PAGE, 'utf8');
  return reply
    .headers({
      ...SAFE_HEADERS,
      'content-security-policy': contentSecurityPolicy(nonce),
      'cross-origin-opener-policy': 'same-origin',
      // Without a validator, or a 304 would pair a kept page with the nonce of another.
      'cache-control': 'no-cache',
    })
    .type('text/html; charset=utf-8')
    .send(
      template
        .replaceAll('__CSP_NONCE__', () => nonce)
        .replaceAll('__GRAPHQL_PATH__', () => escapeAttribute(graphqlPath)),
    );
}

function serveAssets(app: FastifyInstance, directory: string): void {
  app.register(
    async (scope) => {
      const refuse = (reply: FastifyReply) => sendText(reply, 404, 'No such file. Reload the playground.');
      scope.setNotFoundHandler((_request, reply) => refuse(reply));
      // Folders and dot paths, which the file server would answer with 403 and JSON.
      scope.setErrorHandler((_error, _request, reply) => refuse(reply));
      await scope.register(fastifyStatic, {
        root: `${directory}assets`,
        decorateReply: false,
        index: false,
        preCompressed: true,
        // Names carry a hash of the content: what a name stands for never changes.
        immutable: true,
        maxAge: '365d',
        setHeaders: (reply) => {
          reply.headers({ ...SAFE_HEADERS, 'content-security-policy': "default-src 'self'" });
        },
      });
    },
    { prefix: ASSETS_PREFIX },
  );
}

/**
 * Serves the playground: the page at `/`, its files below `/playground/assets/`. Registers routes on `app` and
 * returns; never throws for a page that has not been built, which `GET /` then says (503).
 */
export async function registerPlayground(app: FastifyInstance, options: PlaygroundOptions): Promise<void> {
  const { graphqlPath, enabled } = options;
  if (!enabled) {
    app.get('/', (_request, reply) =>
      sendText(reply, 404, `Broadsheet answers GraphQL at ${graphqlPath}. The playground is switched off.`),
    );
    return;
  }
  const candidates = options.directory === undefined ? defaultDirectories() : [options.directory];
  const directory = candidates.find((path) => existsSync(path + PAGE));
  if (directory === undefined) {
    app.get('/', (_request, reply) =>
      sendText(
        reply,
        503,
        `Broadsheet answers GraphQL at ${graphqlPath}. The playground has not been built: run "npm run build", then start again.`,
      ),
    );
    return;
  }
  app.get('/', (_request, reply) => sendPage(reply, directory, graphqlPath));
  serveAssets(app, directory);
}
