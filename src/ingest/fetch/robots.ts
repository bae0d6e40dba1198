import type { IncomingMessage } from 'node:http';

/** Bytes of a robots.txt that are looked at, as its standard has it. */
const MAX_BYTES = 500 * 1024;

/** What a site allows this program. */
export interface RobotsRules {
  allows(url: URL): boolean;
  /** Milliseconds that the site asks to wait between two requests; 0 when it does not say. */
  delayMs: number;
}

const ALL: RobotsRules = { allows: () => true, delayMs: 0 };
const NOTHING: RobotsRules = { allows: () => false, delayMs: 0 };

/**
 * The rules that a robots.txt was answered with: none where there is no such file, and nothing is allowed while
 * the server cannot give it.
 */
export async function readRobots(response: IncomingMessage, url: URL, product: string): Promise<RobotsRules> {
  const status = response.statusCode ?? 0;
  if (status >= 500 || status === 429) {
    response.destroy();
    return NOTHING;
  }
  if (status !== 200) {
    response.destroy();
    return ALL;
  }
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    pieces.push(piece);
    length += piece.length;
    if (length > MAX_BYTES) break;
  }
  const module = await import('robots-parser');
  // The package is CommonJS whose export is the function itself; its types say that it is a member of that.
  const parse = module.default as unknown as typeof module.default.default;
  const robots = parse(url.href, Buffer.concat(pieces).toString('utf8', 0, MAX_BYTES));
  return {
    allows: (address) => robots.isAllowed(address.href, product) !== false,
    delayMs: Math.min(robots.getCrawlDelay(product) ?? 0, 60) * 1000,
  };
}
