import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConfigError, loadConfig, readEnvironment } from '../../src/config.js';
import { SETTINGS } from '../../src/settings.js';

function faultsOf(env: NodeJS.ProcessEnv): ConfigError['faults'] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('an environment without settings', () => {
  test('gives the defaults, frozen', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      databaseUrl: null,
      host: 'localhost',
      port: 4000,
      preparedStatements: true,
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  test('is the same as one with empty and blank values', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: '  ' })).toEqual(loadConfig({}));
  });
});

describe('good values', () => {
  test.each([
    ['PORT', '8080', 'port', 8080],
    ['PREPARED_STATEMENTS', 'off', 'preparedStatements', false],
    ['PLAYGROUND', 'no', 'playground', false],
    [
      'CORS_ORIGINS',
      'https://a.example, http://localhost:3000',
      'corsOrigins',
      ['https://a.example', 'http://localhost:3000'],
    ],
    ['TRUST_PROXY', 'on', 'trustProxy', true],
    ['TRUST_PROXY', '2', 'trustProxy', 2],
    ['TRUST_PROXY', '10.0.0.0/8, ::1', 'trustProxy', ['10.0.0.0/8', '::1']],
    ['HOST', '::', 'host', '::'],
    ['DATABASE_URL', 'postgres://u:p%40ss@db/news', 'databaseUrl', 'postgres://u:p%40ss@db/news'],
  ])('%s=%s', (variable, text, key, value) => {
    expect(loadConfig({ [variable]: text })).toHaveProperty(key, value);
  });
});

describe('bad values', () => {
  test.each([
    ['PORT', '70000', 'must be a whole number from 0 to 65535, got "70000"'],
    ['PORT', '4e3', 'must be a whole number from 0 to 65535, got "4e3"'],
    ['LOG_LEVEL', 'loud', 'must be one of fatal, error, warn, info, debug, trace, silent, got "loud"'],
    ['PLAYGROUND', 'maybe', 'must be on or off, got "maybe"'],
    ['HOST', 'http://localhost', 'must be a host name or an address, got "http://localhost"'],
    ['DATABASE_URL', 'mysql://localhost/x', 'must begin with postgres:// or postgresql://'],
    ['DATABASE_URL', 'postgres://localhost', 'names no database after the host'],
  ])('%s=%s', (variable, text, problem) => {
    const faults = faultsOf({ [variable]: text });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ variable, problem });
    expect(faults[0]?.example).not.toBe('');
  });

  test.each([
    'https://a.example/',
    'a.example',
    'https://a.example/page',
    'ftp://a.example',
  ])('CORS_ORIGINS=%s', (text) => {
    expect(faultsOf({ CORS_ORIGINS: text })[0]?.problem).toMatch(/must be origins without a path/);
  });

  test('are all told at once', () => {
    const faults = faultsOf({ PORT: 'x', LOG_LEVEL: 'x', BODY_LIMIT_BYTES: '1', STATEMENT_TIMEOUT_MS: '-1' });
    expect(faults.map((fault) => fault.variable).sort()).toEqual(
      ['BODY_LIMIT_BYTES', 'LOG_LEVEL', 'PORT', 'STATEMENT_TIMEOUT_MS'].sort(),
    );
  });

  test('never show a password', () => {
    const secret = 'hunter2';
    for (const url of [
      `mysql://u:${secret}@h/d`,
      `postgres://u:${secret}#@h/d`,
      `postgres://u:${secret}@h`,
      secret,
    ]) {
      try {
        loadConfig({ DATABASE_URL: url });
        expect.unreachable(url);
      } catch (error) {
        const { message, remedy } = error as ConfigError;
        expect(message + remedy).toContain('DATABASE_URL');
        expect(message + remedy).not.toContain(secret);
      }
    }
  });
});

test('every example is accepted', () => {
  for (const [name, setting] of Object.entries(SETTINGS))
    expect(faultsOf({ [name]: setting.example }), name).toEqual([]);
});

test('any text gives a configuration or a fault that names its variable', () => {
  const names = Object.keys(SETTINGS);
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.string(), (name, text) => {
      for (const fault of faultsOf({ [name]: text })) expect(fault.variable).toBe(name);
    }),
  );
});

test('a missing .env file is no fault', () => {
  expect(readEnvironment('/does/not/exist/.env')).toBe(process.env);
});
