import { absoluteUrl } from '../../clean/html-image.js';
import type { ImageDraft } from '../../draft.js';
import { addressIn } from './entry-links.js';
import { plainLine } from './feed-text.js';
import { childrenOf, textIn, type XmlNode } from './xml-node.js';

const IMAGE_FILE = /\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?)(?:[?#]|$)/i;

/**
 * The picture that an item names beside its text: the largest of its media, an attached picture, a thumbnail, the
 * cover of an episode. Null when it names none.
 */
export function entryImage(item: XmlNode, fallbackBase: string | null): ImageDraft | null {
  const groups = [item, ...childrenOf(item, 'media:group')];
  const pictures = groups.flatMap((group) =>
    childrenOf(group, 'media:content')
      .filter(isPicture)
      .flatMap((node) => mediaImage(node, [node, group, item], fallbackBase) ?? []),
  );
  return (
    largest(pictures) ??
    first(childrenOf(item, 'enclosure').filter(isPicture), (node) => mediaImage(node, [], fallbackBase)) ??
    first(enclosureLinks(item), (node) => mediaImage(node, [], fallbackBase)) ??
    thumbnail(groups, item, fallbackBase) ??
    first(childrenOf(item, 'itunes:image', 'image'), (node) => coverImage(node, fallbackBase))
  );
}

function thumbnail(
  groups: readonly XmlNode[],
  item: XmlNode,
  fallbackBase: string | null,
): ImageDraft | null {
  const inside = groups.flatMap((group) => [group, ...childrenOf(group, 'media:content')]);
  const all = inside.flatMap((group) =>
    childrenOf(group, 'media:thumbnail').flatMap(
      (node) => mediaImage(node, [group, item], fallbackBase) ?? [],
    ),
  );
  return largest(all);
}

function isPicture({ attributes: { medium, type = '', url = '' } }: XmlNode): boolean {
  if (medium !== undefined) return medium.trim().toLowerCase() === 'image';
  if (type.trim() !== '') return /^\s*image\//i.test(type);
  return IMAGE_FILE.test(url);
}

function enclosureLinks(item: XmlNode): XmlNode[] {
  return childrenOf(item, 'link', 'atom:link').filter(
    ({ attributes: { rel, type = '', href = '' } }) =>
      rel?.trim().toLowerCase() === 'enclosure' &&
      (/^\s*image\//i.test(type) || (type === '' && IMAGE_FILE.test(href))),
  );
}

/** @param said elements that may hold words about the picture, the nearest first. */
function mediaImage(node: XmlNode, said: readonly XmlNode[], fallbackBase: string | null): ImageDraft | null {
  const { url, href } = node.attributes;
  const address = absoluteUrl(url ?? href ?? '', node.base ?? fallbackBase);
  if (address === null) return null;
  const media = said.filter(({ name }) => name.startsWith('media:'));
  return {
    url: address,
    alt: null,
    caption: words(media, 'media:description') ?? words(media, 'media:text') ?? words(media, 'media:title'),
    credit: words(said, 'media:credit') ?? words(said, 'media:copyright'),
    width: pixels(node.attributes.width),
    height: pixels(node.attributes.height),
  };
}

function coverImage(node: XmlNode, fallbackBase: string | null): ImageDraft | null {
  const [inner] = childrenOf(node, 'url', 'href');
  const url = addressIn(inner ?? node, fallbackBase);
  return url === null ? null : { url, alt: null, caption: null, credit: null, width: null, height: null };
}

function words(nodes: readonly XmlNode[], name: string): string | null {
  return first(nodes, (node) => {
    const text = textIn(node, name);
    return text === null ? null : plainLine({ kind: 'html', value: text, base: null }) || null;
  });
}

function largest(images: readonly ImageDraft[]): ImageDraft | null {
  let best: ImageDraft | null = null;
  for (const image of images) if (best === null || (image.width ?? 0) > (best.width ?? 0)) best = image;
  return best;
}

function first<From, To>(all: readonly From[], read: (one: From) => To | null): To | null {
  for (const one of all) {
    const found = read(one);
    if (found !== null) return found;
  }
  return null;
}

/** As a feed writes it, of a size that a picture can have. */
export function pixels(text: string | undefined): number | null {
  const match = /^\s*(\d{1,6})(?:\.\d+)?(?:px)?\s*$/.exec(text ?? '');
  const number = Number(match?.[1] ?? 0);
  return number >= 1 ? number : null;
}
