import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutSiteName } from '../../../src/ingest/clean/site-name.js';

describe('withoutSiteName', () => {
  it.each([
    ['Ferry returns - The Lantern', 'The Lantern'],
    ['Ferry returns | The Lantern', 'Lantern'],
    ['Ferry returns – THE LANTERN', 'The Lantern'],
    ['Ferry returns — Lantern News', 'The Lantern'],
    ['Ferry returns :: lantern.example', 'https://www.lantern.example/news'],
    ['Ferry returns » Lantern', 'lantern.example'],
    ['The Lantern: Ferry returns', 'The Lantern'],
    ['The Lantern | Ferry returns', 'The Lantern'],
    ['Ferry returns - The Harbour Light', 'harbourlight.example'],
    ['Ferry returns | The Lantern | The Lantern', 'The Lantern'],
    ['Ferry  returns\n- Lantern - North', 'Lantern - North'],
    ['Ferry returns|The Lantern', 'The Lantern'],
  ])('leaves the headline of %j', (title, site) => {
    expect(withoutSiteName(title, site)).toBe('Ferry returns');
  });

  it.each([
    ['Ferry returns - again', 'The Lantern'],
    ['The Lantern', 'The Lantern'],
    ['Why The Lantern is printed on Monday', 'The Lantern'],
    ['Who bought The Lantern', 'The Lantern'],
    ['Ferry-The Lantern', 'The Lantern'],
    ['- The Lantern', 'The Lantern'],
    ['Lantern festival: what to see', 'The Lantern'],
  ])('leaves %j as it is', (title, site) => {
    expect(withoutSiteName(title, site)).toBe(title);
  });

  it('knows a site by any of its names', () => {
    expect(withoutSiteName('Ferry returns | Harbour Light', null, 'The Lantern', 'Harbour Light')).toBe(
      'Ferry returns',
    );
    expect(withoutSiteName(' Ferry returns ', null)).toBe('Ferry returns');
  });

  it('takes nothing but the name, whatever the words', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((list) => list.join(' '));
    fc.assert(
      fc.property(words, fc.constantFrom(' - ', ' | ', ' — ', ' · '), (headline, separator) => {
        expect(withoutSiteName(`${headline}${separator}Zzz Lantern`, 'Zzz Lantern')).toBe(headline);
        expect(withoutSiteName(headline, 'Zzz Lantern')).toBe(headline);
      }),
    );
    expect(withoutSiteName(' - '.repeat(100_000), 'x')).toBeTypeOf('string');
    expect(withoutSiteName('a - '.repeat(400), 'x')).toBeTypeOf('string');
  });
});
