import { afterAll, beforeAll, expect, it } from 'vitest';
import { Archive, counts } from '../support/archive.js';

let archive: Archive;

beforeAll(async () => {
  archive = await Archive.open();
});
afterAll(() => archive.close());

const item = (version: number, headline: string) => `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"
  guid="urn:newsml:lantern.example:1" version="${version}"><itemMeta><itemClass qcode="ninat:text"/>
  <provider literal="The Lantern"/><versionCreated>2024-03-0${version}T08:00:00Z</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
  <contentMeta><headline>${headline}</headline></contentMeta>
  <contentSet><inlineData contenttype="text/plain">The quay opened on Monday, with two cars.</inlineData></contentSet></newsItem>`;

it('a newer version of an item updates its article, an older one does not, the same one writes nothing', async () => {
  expect(counts(await archive.ingestText(item(2, 'Quay opens')))).toMatchObject({ created: 1 });
  expect(counts(await archive.ingestText(item(3, 'Quay opens at last')))).toMatchObject({ updated: 1 });
  const before = await archive.rowVersions();
  expect(counts(await archive.ingestText(item(3, 'Quay opens at last')))).toMatchObject({ unchanged: 1 });
  expect(counts(await archive.ingestText(item(2, 'Quay opens')))).toMatchObject({ unchanged: 1 });
  expect(await archive.rowVersions()).toEqual(before);
  expect(await archive.rows('select headline from articles')).toEqual([{ headline: 'Quay opens at last' }]);
});
