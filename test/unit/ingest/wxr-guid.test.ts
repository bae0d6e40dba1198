import { expect, it } from 'vitest';
import { wxrReader } from '../../../src/ingest/formats/wxr.js';
import { articlesOf, readText } from '../../support/read-format.js';
import { anExport, aPost } from '../../support/wxr.js';

const guid = 'https://gale.example/?p=7';

it('keeps two stories apart that a site gave one GUID', async () => {
  const posts = [
    aPost({ 'wp:post_id': '7', guid, title: 'Kites' }),
    aPost({ 'wp:post_id': '9', guid, title: 'Wind' }),
  ];
  const stories = articlesOf(await readText(wxrReader, anExport(posts.join('\n'))));
  expect(stories.map(({ sourceId }) => sourceId)).toEqual([guid, `${guid}#9`]);
});
