import type { IncomingHttpHeaders } from 'node:http';

/** What a server gives with a document to tell later whether it has changed (RFC 9110, section 8.8). */
export interface Validators {
  /** Where it was found after all redirects: validators are of that address alone. */
  url: string;
  etag: string | null;
  /** As the server wrote it. */
  lastModified: string | null;
}

/** Longer ones are not worth their place in the database. */
const MAX_LENGTH = 1_000;

/** Those of an answer; null when it carries none, or none that could be sent back. */
export function validatorsOf(url: string, headers: IncomingHttpHeaders): Validators | null {
  const etag = usable(headers.etag);
  const lastModified = usable(headers['last-modified']);
  return etag === null && lastModified === null ? null : { url, etag, lastModified };
}

/** The headers that ask for a document only if it has changed. */
export function conditionsOf({ etag, lastModified }: Validators): Record<string, string> {
  return {
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
  };
}

function usable(value: string | undefined): string | null {
  const trimmed = value?.trim() ?? '';
  return trimmed !== '' && trimmed.length <= MAX_LENGTH && /^[\x20-\x7e]+$/.test(trimmed) ? trimmed : null;
}
