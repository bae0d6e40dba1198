import { absoluteUrl } from '../../clean/html-image.js';
import type { ImageDraft } from '../../draft.js';
import { lineOf, proseOf } from '../wxr/wxr-text.js';
import { type Fields, membersOf, textOf } from './fields.js';

const NAMES = [
  'featuredimage',
  'featureimage',
  'image',
  'leadimage',
  'primaryimage',
  'mainimage',
  'heroimage',
  'coverimage',
  'cover',
  'hero',
  'header',
  'banner',
  'images',
  'ogimage',
  'socialimage',
  'thumbnail',
  'teaser',
  'thumb',
  'photo',
  'picture',
];
const PICTURE = /^https?:\/\/|^\/|\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?|svg|heic)(?:[?#]|$)/i;

/** The picture of a page. Names of pictures that its site alone can find, and paths without an address, are none. */
export function leadImageIn(fields: Fields, base: string | null): ImageDraft | null {
  for (const name of NAMES) {
    for (const value of fields.list(name).slice(0, 20)) {
      const members = membersOf(value) ?? {};
      const given =
        membersOf(value) === null
          ? textOf(value)
          : firstText(members, 'src', 'url', 'path', 'image', 'feature', 'file', 'relative');
      const url = PICTURE.test(given) ? absoluteUrl(given, base) : null;
      if (url === null) continue;
      const said = (...words: string[]) =>
        firstText(members, ...words) ||
        fields.text(...words.flatMap((word) => [`${name}${word}`, `image${word}`]));
      return {
        url,
        alt: lineOf(said('alt', 'alttext')) || null,
        caption: proseOf(said('caption', 'title')),
        credit: lineOf(said('credit', 'attribution', 'photographer')) || null,
        width: null,
        height: null,
      };
    }
  }
  return null;
}

function firstText(members: Record<string, unknown>, ...names: string[]): string {
  return names.map((name) => textOf(members[name])).find((text) => text !== '') ?? '';
}
