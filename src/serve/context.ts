import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { ContentContext } from '../content/context.js';

/** What every resolver of one request shares. */
export interface RequestContext extends ContentContext {
  requestId: string;
}

/**
 * The id that names a request in answers and in the log. A caller's own is taken when it is plain enough to be
 * logged, so that one id follows a request through several services.
 */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
}
