import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { InputFault, isSystemError } from '../input-fault.js';
import { printable } from '../printable.js';
import { guardedLookup, isPublicAddress, privateAddress } from './address-guard.js';

export interface GetOptions {
  allowPrivateAddresses: boolean;
  /** Milliseconds without a byte after which the server counts as gone. */
  timeoutMs: number;
  userAgent: string;
  /** Headers that ask for the document only if it has changed. */
  conditions?: Record<string, string> | undefined;
  signal?: AbortSignal | undefined;
}

/** What formats are read, the ones that say most first. */
const ACCEPT =
  'application/feed+json, application/rss+xml, application/atom+xml, text/html, application/xhtml+xml, application/json, application/xml;q=0.9, */*;q=0.5';

/**
 * One GET, without following redirects.
 *
 * @throws InputFault saying what the operator can do, for whatever the network or the address does.
 */
export function httpGet(url: URL, options: GetOptions): Promise<http.IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!options.allowPrivateAddresses && isIP(host) !== 0 && !isPublicAddress(host))
    throw privateAddress(host);
  const client = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const request = client.get(
      url,
      {
        agent: false,
        timeout: options.timeoutMs,
        headers: {
          'user-agent': options.userAgent,
          accept: ACCEPT,
          'accept-encoding': 'gzip, br',
          ...options.conditions,
        },
        ...(options.allowPrivateAddresses ? {} : { lookup: guardedLookup }),
        ...(options.signal ? { signal: options.signal } : {}),
      },
      (response) => {
        // Errors after the headers come out of reading the body.
        request.removeAllListeners('error').on('error', () => {});
        resolve(response);
      },
    );
    request.on('timeout', () => request.destroy(silent(options.timeoutMs)));
    request.on('error', (error) => reject(networkFault(error)));
  });
}

function silent(timeoutMs: number): InputFault {
  const reason = `The server was silent for ${timeoutMs / 1000} seconds; try again later.`;
  return new InputFault('UNREADABLE', reason, true);
}

/** What went wrong on the way, in words for the operator. */
export function networkFault(error: unknown): unknown {
  if (error instanceof InputFault || !(error instanceof Error) || error.name === 'AbortError') return error;
  const code = isSystemError(error) || 'code' in error ? String((error as NodeJS.ErrnoException).code) : '';
  const reasons: Record<string, string> = {
    ENOTFOUND: 'There is no such host; check the address.',
    EAI_AGAIN: 'The name of the host could not be looked up; try again later.',
    ECONNREFUSED: 'The server refuses connections; check the address, or try again later.',
    ECONNRESET: 'The server broke the connection off; try again later.',
  };
  const reason =
    reasons[code] ??
    `It could not be fetched: ${printable(error.message, 200)}; check the address, or try again later.`;
  return new InputFault('UNREADABLE', reason, code !== 'ENOTFOUND');
}
