import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { InputFault } from '../input-fault.js';
import { httpGet, networkFault } from './http-get.js';
import { type RobotsRules, readRobots } from './robots.js';
import { conditionsOf, type Validators, validatorsOf } from './validators.js';

const MIB = 1024 * 1024;
const PRODUCT = 'Broadsheet';

export interface FetchOptions {
  /** Milliseconds between two requests to one host. Default 1,000. */
  delayMs?: number;
  /** Lifts the guard against addresses of this machine and of private networks. */
  allowPrivateAddresses?: boolean;
  /** Milliseconds without a byte after which a server counts as gone. Default 30,000. */
  timeoutMs?: number;
  /** Milliseconds that one document may take in all. Default 300,000. */
  totalMs?: number;
  /** Bytes that one document may have when it is unpacked. Default 256 MiB. */
  maxBytes?: number;
  /** Default 5. */
  maxRedirects?: number;
}

export interface Fetched {
  /** Where it was found after all redirects. */
  url: string;
  /** What the server says about its encoding; null when it says nothing. */
  charset: string | null;
  /** By what the server tells later whether it has changed; null when it gives nothing. */
  validators: Validators | null;
  /** Unpacked. Throws an InputFault when it breaks off or is too large. */
  bytes: AsyncGenerator<Buffer>;
}

/** Gets documents politely: one at a time, a pause between two of one host, and nothing that robots.txt forbids. */
export class Fetcher {
  private readonly options: Required<FetchOptions>;
  private readonly robots = new Map<string, RobotsRules>();
  private readonly lastRequest = new Map<string, number>();

  constructor(options: FetchOptions = {}) {
    this.options = {
      delayMs: 1_000,
      allowPrivateAddresses: false,
      timeoutMs: 30_000,
      totalMs: 300_000,
      maxBytes: 256 * MIB,
      maxRedirects: 5,
      ...options,
    };
  }

  /**
   * @param known what the server gave with an earlier answer.
   * @returns null when the server says that it has not changed since then.
   * @throws InputFault saying what is wrong and what can be done.
   */
  async get(address: string, signal?: AbortSignal, known?: Validators): Promise<Fetched | null> {
    const overall = AbortSignal.timeout(this.options.totalMs);
    const ends = signal ? AbortSignal.any([signal, overall]) : overall;
    let url = parseAddress(address);
    for (let hops = 0; hops <= this.options.maxRedirects; hops += 1) {
      const rules = await this.rulesOf(url, ends);
      if (!rules.allows(url)) throw unreadable('The robots.txt of the site does not allow to fetch it.');
      const conditions = known?.url === url.href ? conditionsOf(known) : undefined;
      const response = await this.request(url, ends, rules.delayMs, conditions);
      const next = redirectOf(response, url);
      if (next !== null) {
        response.destroy();
        url = next;
      } else if (response.statusCode === 304 && conditions !== undefined) {
        response.destroy();
        return null;
      } else return this.answer(response, url, overall);
    }
    throw unreadable(
      `It leads on more than ${this.options.maxRedirects} times; give the address where it ends.`,
    );
  }

  private async rulesOf(url: URL, signal: AbortSignal): Promise<RobotsRules> {
    const known = this.robots.get(url.origin);
    if (known) return known;
    let at = new URL('/robots.txt', url);
    let response = await this.request(at, signal, 0);
    for (let hops = 0; hops < this.options.maxRedirects; hops += 1) {
      const next = redirectOf(response, at);
      if (next === null) break;
      response.destroy();
      at = next;
      response = await this.request(at, signal, 0);
    }
    const rules = await readRobots(response, new URL('/robots.txt', url), PRODUCT).catch((error: unknown) => {
      throw networkFault(error);
    });
    this.robots.set(url.origin, rules);
    return rules;
  }

  private async request(
    url: URL,
    signal: AbortSignal,
    siteDelayMs: number,
    conditions?: Record<string, string>,
  ): Promise<IncomingMessage> {
    const last = this.lastRequest.get(url.host);
    const pause = Math.max(this.options.delayMs, siteDelayMs);
    if (last !== undefined) await wait(Math.max(0, last + pause - performance.now()), undefined, { signal });
    try {
      return await httpGet(url, {
        allowPrivateAddresses: this.options.allowPrivateAddresses,
        timeoutMs: this.options.timeoutMs,
        userAgent: PRODUCT,
        conditions,
        signal,
      });
    } finally {
      this.lastRequest.set(url.host, performance.now());
    }
  }

  private answer(response: IncomingMessage, url: URL, overall: AbortSignal): Fetched {
    const status = response.statusCode ?? 0;
    if (status !== 200) {
      response.destroy();
      const isPassing = status === 408 || status === 425 || status === 429 || status >= 500;
      throw unreadable(
        `The server answers ${status} ${response.statusMessage ?? ''}`.trim() +
          (isPassing ? '; try again later.' : '; check the address.'),
        isPassing,
      );
    }
    const charset = /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(response.headers['content-type'] ?? '')?.[1];
    const bytes = this.body(response, overall);
    return {
      url: url.href,
      charset: charset ?? null,
      validators: validatorsOf(url.href, response.headers),
      bytes,
    };
  }

  private async *body(response: IncomingMessage, overall: AbortSignal): AsyncGenerator<Buffer> {
    const { maxBytes, totalMs } = this.options;
    let length = 0;
    try {
      for await (const piece of unpacked(response)) {
        length += piece.length;
        if (length > maxBytes)
          throw new InputFault(
            'TOO_LARGE',
            `It is larger than ${maxBytes / MIB} MiB, the most that is fetched.`,
          );
        yield piece;
      }
      if (!response.complete) throw unreadable('The server broke off in the middle; try again later.', true);
    } catch (error) {
      if (overall.aborted)
        throw unreadable(`It took longer than ${totalMs / 1000} seconds; try again later.`, true);
      throw networkFault(error);
    } finally {
      response.destroy();
    }
  }
}

function unpacked(response: IncomingMessage): AsyncIterable<Buffer> {
  const coding = response.headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (coding === 'gzip' || coding === 'x-gzip') return pipeline(response, createGunzip(), () => {});
  if (coding === 'br') return pipeline(response, createBrotliDecompress(), () => {});
  if (coding === '' || coding === 'identity') return response;
  throw unreadable('The server packs it in a way that was not asked for; ask its operator.');
}

function redirectOf(response: IncomingMessage, from: URL): URL | null {
  const { statusCode = 0, headers } = response;
  if (![301, 302, 303, 307, 308].includes(statusCode) || headers.location === undefined) return null;
  return parseAddress(headers.location, from);
}

function parseAddress(address: string, base?: URL): URL {
  const url = URL.canParse(address, base?.href) ? new URL(address, base) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw unreadable('It is, or leads to, no address of the web; one with http: or https: is needed.');
  if (url.username !== '' || url.password !== '')
    throw unreadable('Its address holds a password, which would be stored with the story; leave it out.');
  url.hash = '';
  return url;
}

function unreadable(reason: string, isPassing = false): InputFault {
  return new InputFault('UNREADABLE', reason, isPassing);
}
