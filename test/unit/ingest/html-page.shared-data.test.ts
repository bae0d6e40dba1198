import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bodyTextOf } from '../../../src/content/article/body-text.js';
import { normaliseHeadline } from '../../../src/content/key.js';
import type { ArticleDraft } from '../../../src/ingest/draft.js';
import { expandInputs } from '../../../src/ingest/inputs.js';
import { openInput } from '../../../src/ingest/open-input.js';
import { formatOf, readItems } from '../../../src/ingest/read-source.js';

const shared =
  process.env.BROADSHEET_SHARED_DATA ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const archive = `${shared}/html/mercury-dev.tar.xz`;
const present = existsSync(archive);
if (!present)
  console.info(`Skipped: pages with known headlines are absent (${archive}). Set BROADSHEET_SHARED_DATA.`);

interface TruePage {
  file: string;
  title?: string;
  date_published?: string;
  first_words?: string;
}

async function readPages(): Promise<Map<string, ArticleDraft>> {
  const found = new Map<string, ArticleDraft>();
  for await (const file of expandInputs([archive])) {
    if (file.kind === 'refusal') throw new Error(file.reason);
    const options = { stdin: () => process.stdin, onBytes: () => {}, timeZone: 'UTC' };
    for await (const opened of openInput(file, options)) {
      if (opened.kind === 'refusal') continue;
      const format = formatOf(opened.file, opened.source);
      if ('code' in format) continue;
      for await (const item of readItems(opened.file, opened.source, format))
        if (item.kind === 'article') found.set(opened.file.location.split('!/')[1] ?? '', item);
    }
  }
  return found;
}

/** The figures that `npm run eval:html` asks for are asked for here on the smallest of its collections. */
describe.skipIf(!present)('real pages', () => {
  it('give nearly all of their headlines and days, and a text', async () => {
    const truth = gunzipSync(readFileSync(`${shared}/html/mercury-dev-ground-truth.jsonl.gz`))
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as TruePage);
    const pages = await readPages();
    const share = (known: TruePage[], isRight: (page: TruePage, draft: ArticleDraft) => boolean) =>
      known.filter((page) => {
        const draft = pages.get(page.file);
        return draft !== undefined && isRight(page, draft);
      }).length / known.length;
    const titled = truth.filter(({ title }) => title);
    const dated = truth.filter(({ date_published }) => date_published);
    expect(
      share(
        titled,
        ({ title = '' }, draft) => normaliseHeadline(title) === normaliseHeadline(draft.headline),
      ),
    ).toBeGreaterThanOrEqual(0.93);
    expect(
      share(
        dated,
        ({ date_published }, draft) => draft.publishedAt?.slice(0, 10) === date_published?.slice(0, 10),
      ),
    ).toBeGreaterThanOrEqual(0.92);
    expect(share(truth, (_, draft) => bodyTextOf(draft.body).length > 200)).toBeGreaterThan(0.9);
  }, 60_000);
});
