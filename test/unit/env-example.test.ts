import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config.js';
import { formatEnvExample } from '../../src/env-example.js';
import { SETTINGS } from '../../src/settings.js';

test('.env.example says what the settings say', async () => {
  await expect(formatEnvExample()).toMatchFileSnapshot('../../.env.example');
});

test('.env.example changes nothing as it stands: every line is a comment', async () => {
  const text = await readFile(new URL('../../.env.example', import.meta.url), 'utf8');
  expect(parseEnv(text)).toEqual({});
});

test('with the comment signs taken away, every setting is there and valid', async () => {
  const uncommented = formatEnvExample().replace(/^# (?=[A-Z_]+=)/gm, '');
  const env = parseEnv(uncommented);
  expect(Object.keys(env).sort()).toEqual(Object.keys(SETTINGS).sort());
  expect(() => loadConfig(env)).not.toThrow();
});

test('what it shows as the value of an absent setting is that value', () => {
  for (const [name, setting] of Object.entries(SETTINGS)) {
    if (setting.written === undefined) continue;
    expect(loadConfig({ [name]: setting.written }), name).toEqual(loadConfig({}));
  }
});
