import { htmlToBlocks } from '../../clean/html-blocks.js';
import { escapeAttribute, escapeText } from '../../clean/html-markup.js';
import type { BlockDraft, ImageDraft } from '../../draft.js';
import { linkTo, paragraphs } from './autop.js';
import { resolveShortcodes, type Shortcode } from './shortcodes.js';

/** Where the pictures of galleries are found. */
export interface GalleryPictures {
  get(id: string): ImageDraft | null;
  /** Those that were uploaded for the item. */
  own(): ImageDraft[];
}

/** A text that the block editor wrote. */
const BLOCK_COMMENT = /<!--\s+\/?wp:[a-z]/;
const MEDIA = ['src', 'url', 'mp3', 'mp4', 'm4v', 'm4a', 'ogg', 'ogv', 'webm', 'wav', 'flv', 'wmv', 'href'];
/** Shortcodes that show what is at an address. */
const EMBEDS =
  /^(?:embed|audio|video|youtube|vimeo|dailymotion|soundcloud|spotify|instagram|tweet|twitter|facebook|tiktok|ted|slideshare|googlemaps|scribd|wpvideo|videopress|iframe|flickr|vine|gist|getty|kickstarter|bandcamp|mixcloud|brightcove|fb|pinterest)$/;

/**
 * The content of a post as WordPress shows it, in blocks: shortcodes resolved, the comments of the block editor
 * gone, paragraphs where the classic editor has empty lines.
 *
 * @param baseUrl what relative addresses in it count from.
 */
export function postBlocks(content: string, pictures: GalleryPictures, baseUrl: string | null): BlockDraft[] {
  const html = resolveShortcodes(content, (shortcode) => render(shortcode, pictures));
  return htmlToBlocks(paragraphs(html, BLOCK_COMMENT.test(content)), { baseUrl });
}

function render(shortcode: Shortcode, pictures: GalleryPictures): string | null {
  const { name, attributes, inner } = shortcode;
  if (name === 'caption' || name === 'wp_caption') return captioned(inner ?? '', attributes.get('caption'));
  if (name === 'gallery') return gallery(attributes, pictures);
  if (name === 'playlist') return '';
  if (!EMBEDS.test(name)) return null;
  const address = addressIn(shortcode);
  if (address !== null) return linkTo(address);
  return attributes.size > 0 || inner !== null || name === 'audio' || name === 'video' ? (inner ?? '') : null;
}

/** What follows the picture is its caption; the oldest exports say it in an attribute. */
function captioned(inner: string, attribute: string | undefined): string {
  const image = inner.toLowerCase().indexOf('<img');
  const end = image < 0 ? -1 : inner.indexOf('>', image);
  if (end < 0) return inner;
  const link = /^\s*<\/a>/i.exec(inner.slice(end + 1))?.[0] ?? '';
  const behind = end + 1 + link.length;
  const rest = inner.slice(behind);
  const caption = attribute ?? rest;
  return `<figure>${inner.slice(0, behind)}<figcaption>${caption}</figcaption></figure>${attribute === undefined ? '' : rest}`;
}

function gallery(attributes: ReadonlyMap<string, string>, pictures: GalleryPictures): string {
  const ids = idsIn(attributes);
  const images = ids === null ? pictures.own() : ids.flatMap((id) => pictures.get(id) ?? []);
  return images.map(figureOf).join('');
}

/** The ids that a gallery names; null for one that shows what was uploaded for its item. */
export function idsIn(attributes: ReadonlyMap<string, string>): string[] | null {
  const ids = attributes.get('ids') ?? attributes.get('include');
  return ids === undefined ? null : (ids.match(/\d+/g) ?? []).slice(0, 1_000);
}

function figureOf({ url, alt, caption, credit }: ImageDraft): string {
  const words = (text: string | null) => escapeText(text ?? '');
  const said = credit === null ? '' : `<span class="credit">${words(credit)}</span>`;
  return `<figure><img src="${escapeAttribute(url)}" alt="${escapeAttribute(alt ?? '')}"><figcaption>${words(caption)}</figcaption>${said}</figure>`;
}

/** The web address that a shortcode shows: between it and its end, in an attribute, or alone. */
function addressIn({ attributes, inner }: Shortcode): string | null {
  const given = [inner ?? '', ...MEDIA.map((key) => attributes.get(key) ?? ''), ...attributes.values()];
  for (const text of given) {
    const address = /^\s*(https?:\/\/[^\s<>"']+)\s*$/i.exec(text)?.[1];
    if (address !== undefined) return address;
  }
  return null;
}
