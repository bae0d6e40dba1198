import { describe, expect, it } from 'vitest';
import { declaredLanguage } from '../../../src/ingest/clean/declared-language.js';

describe('declaredLanguage', () => {
  it.each([
    ['en', 'en'],
    ['EN', 'en'],
    ['en-us', 'en-US'],
    ['en_US', 'en-US'],
    ['en_US.UTF-8', 'en-US'],
    ['zh_CN', 'zh-CN'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['sr_RS@latin', 'sr-RS'],
    ['de_DE_formal', 'de-DE'],
    ['es-419', 'es-419'],
    ['eng', 'en'],
    ['khm', 'km'],
    ['iw', 'he'],
    ['jp', 'ja'],
    ['English', 'en'],
    ['english (US)', 'en'],
    ['Deutsch', 'de'],
    ['Français', 'fr'],
    ['Khmer', 'km'],
    ['ខ្មែរ', 'km'],
    [' en, fr', 'en'],
  ])('reads %j as %s', (declared, tag) => {
    expect(declaredLanguage(declared)).toBe(tag);
  });

  it.each([
    '',
    null,
    undefined,
    'und',
    'x-default',
    'xx',
    'qq-QQ',
    'default',
    'C',
    'not a language',
    '1',
  ])('reads none in %j', (declared) => {
    expect(declaredLanguage(declared)).toBeNull();
  });
});
