import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readPage } from '../../../src/ingest/clean/read-page.js';

const shared =
  process.env.BROADSHEET_SHARED_DATA ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const seed = `${shared}/seed/000_3479de73966ad650.txt`;
const present = existsSync(seed);
if (!present)
  console.info(`Skipped: the seed page is absent (${seed}). Set BROADSHEET_SHARED_DATA to its folder.`);

describe.skipIf(!present)('the seed page', async () => {
  const article = present ? await readPage(readFileSync(seed, 'utf8')) : null;
  const texts = article?.body.map((block) => (block.type === 'paragraph' ? block.text : '')) ?? [];

  it('has its headline, its newspaper, and neither author nor date', () => {
    expect(article).toMatchObject({
      headline: 'No way home for KR defectors',
      site: 'Phnom Penh Post',
      byline: null,
      publishedAt: null,
      language: 'en',
    });
  });

  it('has whole paragraphs, but for the one that the source itself cuts', () => {
    expect(texts.length).toBeGreaterThan(44);
    expect(texts.length).toBeLessThan(58);
    expect(texts.filter((text) => !/^["\p{Lu}]/u.test(text))).toEqual([]);
    expect(texts.filter((text) => !/[.!?]["']?$/u.test(text))).toHaveLength(1);
  });

  it('has six related stories with teasers, and none of them in the body', () => {
    expect(article?.related).toHaveLength(6);
    expect(article?.related.every((story) => story.teaser !== null && story.url === null)).toBe(true);
    expect(texts.join('\n')).not.toContain('lockdown');
  });
});
