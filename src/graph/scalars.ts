import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GatewayError } from '../errors.js';

const RFC3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)$/;

function parseDateTime(value: unknown): string {
  if (typeof value === 'string' && RFC3339.test(value)) {
    const time = new Date(value);
    const sameDay = Number(value.slice(8, 10)) <= daysInMonth(value);
    if (!Number.isNaN(time.getTime()) && sameDay) return time.toISOString();
  }
  throw new GatewayError(
    'BAD_USER_INPUT',
    `DateTime cannot be ${JSON.stringify(value)?.slice(0, 60)}: give a date and time with a zone, such as "2026-05-01T08:30:00Z".`,
  );
}

/** JavaScript rolls 31 February over into March; a client that sends it has made a mistake. */
function daysInMonth(value: string): number {
  return new Date(Date.UTC(Number(value.slice(0, 4)), Number(value.slice(5, 7)), 0)).getUTCDate();
}

/**
 * Times travel through the gateway as text in the scalar's own form, from Postgres to the answer: no Date is
 * made on the way, so nothing is rounded and nothing is allocated.
 */
export const DateTimeScalar = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description:
    'A moment in RFC 3339, always in UTC and with milliseconds: `1993-12-17T00:00:00.000Z`. As input any offset is accepted.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize: (value) => value as string,
  parseValue: parseDateTime,
  parseLiteral: (node) => {
    if (node.kind !== Kind.STRING)
      throw new GraphQLError('DateTime is written as a string.', { nodes: node });
    return parseDateTime(node.value);
  },
});

function parseUrl(value: unknown): string {
  if (typeof value === 'string' && value.length <= 2048 && URL.canParse(value)) {
    const { protocol } = new URL(value);
    if (protocol === 'http:' || protocol === 'https:') return value;
  }
  throw new GatewayError(
    'BAD_USER_INPUT',
    'URL must be an absolute http or https address of at most 2048 characters, such as "https://news.example/story".',
  );
}

export const UrlScalar = new GraphQLScalarType<string, string>({
  name: 'URL',
  description: 'An absolute web address with http or https: `https://news.example/2026/story`.',
  specifiedByURL: 'https://url.spec.whatwg.org/',
  serialize: (value) => value as string,
  parseValue: parseUrl,
  parseLiteral: (node) => {
    if (node.kind !== Kind.STRING) throw new GraphQLError('URL is written as a string.', { nodes: node });
    return parseUrl(node.value);
  },
});
