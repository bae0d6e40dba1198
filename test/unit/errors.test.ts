import { expect, test } from 'vitest';
import { ERROR_CODES, GatewayError, OperatorError } from '../../src/errors.js';
import { connectionFault, describeDatabase } from '../../src/store/database-fault.js';
import { exitCodeOf, formatFailure } from '../../src/terminal/failure.js';
import { createStyle } from '../../src/terminal/style.js';

const plain = createStyle(false);
const url = 'postgres://reader:s3cret@db.example:6543/news';

test('the codes that clients know are these, and no others', () => {
  expect(ERROR_CODES).toMatchInlineSnapshot(`
    [
      "BAD_USER_INPUT",
      "GRAPHQL_PARSE_FAILED",
      "GRAPHQL_VALIDATION_FAILED",
      "QUERY_TOO_COMPLEX",
      "UNAUTHENTICATED",
      "FORBIDDEN",
      "NOT_FOUND",
      "RATE_LIMITED",
      "TOO_BUSY",
      "DB_UNAVAILABLE",
      "INTERNAL_SERVER_ERROR",
    ]
  `);
});

test('a gateway error keeps its code, its details and its cause', () => {
  const cause = new Error('below');
  const error = new GatewayError('BAD_USER_INPUT', 'first is at most 100', { max: 100 }, { cause });
  expect(error).toMatchObject({
    code: 'BAD_USER_INPUT',
    message: 'first is at most 100',
    details: { max: 100 },
    cause,
  });
});

test('an operator reads what is wrong and what to do, without a stack', () => {
  const error = new OperatorError('The disk is full.', 'Free some space.', { exitCode: 2 });
  expect(formatFailure(error, plain)).toBe('Error: The disk is full.\nRemedy: Free some space.\n');
  expect(exitCodeOf(error)).toBe(2);
});

test('a fault of the program shows where it happened', () => {
  const error = new TypeError('x is not a function');
  expect(formatFailure(error, plain)).toContain('errors.test.ts');
  expect(exitCodeOf(error)).toBe(1);
});

test('a database is described without user and password', () => {
  expect(describeDatabase(url)).toBe('db.example:6543/news');
  expect(describeDatabase('postgres://u:p@[::1]/news')).toBe('[::1]:5432/news');
});

test.each([
  [{ code: 'ECONNREFUSED', message: '' }, /Nothing answers at db\.example:6543/],
  [{ code: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND' }, /no host named db\.example/],
  [{ code: '28P01', message: 'password authentication failed' }, /does not accept the password of reader/],
  [{ code: '28000', message: 'no pg_hba.conf entry' }, /does not let reader into news: no pg_hba.conf entry/],
  [{ code: '3D000', message: 'database "news" does not exist' }, /no database named news/],
  [{ code: '53300', message: 'sorry, too many clients already' }, /no connection left/],
  [{ code: undefined, message: 'timeout expired' }, /Nothing answers at db\.example:6543/],
  [{ code: undefined, message: 'The server does not support SSL connections' }, /offers no encryption/],
])('connection failure %o has a remedy and no secret', (properties, expected) => {
  const fault = connectionFault(Object.assign(new Error(properties.message), properties), url);
  expect(fault).toBeInstanceOf(OperatorError);
  const { message, remedy } = fault as OperatorError;
  expect(message).toMatch(expected);
  expect(remedy).not.toBe('');
  expect(message + remedy).not.toContain('s3cret');
});

test('an error that is not about the connection comes back as it is', () => {
  const error = Object.assign(new Error('syntax error'), { code: '42601' });
  expect(connectionFault(error, url)).toBe(error);
});
