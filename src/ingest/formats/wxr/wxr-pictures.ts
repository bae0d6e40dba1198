import { absoluteUrl } from '../../clean/html-image.js';
import type { ImageDraft } from '../../draft.js';
import { fieldOf, metaOf, type WxrRecord } from './wxr-record.js';
import { lineOf, proseOf } from './wxr-text.js';

/** Characters of what is kept of pictures: some 100,000 of them. The oldest are forgotten first. */
const MOST_CHARACTERS = 24 * 1024 * 1024;
const PICTURE_WEIGHT = 150;
const PICTURE = /\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?|svg|heic)(?:[?#]|$)/i;

interface Kept {
  image: ImageDraft;
  parent: string;
  weight: number;
}

/** The pictures of an export, by the id of their attachment. */
export class WxrPictures {
  private readonly kept = new Map<string, Kept>();
  private readonly children = new Map<string, string[]>();
  private weight = 0;

  /** Keeps the picture that an attachment is. @returns its id; null when it is no picture. */
  add(record: WxrRecord): string | null {
    const id = fieldOf(record, 'wp:post_id');
    const image = imageOf(record);
    if (id === '' || image === null || this.kept.has(id)) return null;
    const parent = fieldOf(record, 'wp:post_parent');
    const weight = PICTURE_WEIGHT + JSON.stringify(image).length;
    this.kept.set(id, { image, parent, weight });
    this.weight += weight;
    if (parent !== '' && parent !== '0')
      this.children.set(parent, [...(this.children.get(parent) ?? []).slice(-999), id]);
    this.forget();
    return id;
  }

  has(id: string): boolean {
    return this.kept.has(id);
  }

  get(id: string): ImageDraft | null {
    return this.kept.get(id)?.image ?? null;
  }

  /** The pictures that were uploaded for an item, in their order. */
  of(itemId: string): ImageDraft[] {
    return (this.children.get(itemId) ?? []).flatMap((id) => this.get(id) ?? []);
  }

  private forget(): void {
    for (const [id, { parent, weight }] of this.kept) {
      if (this.weight <= MOST_CHARACTERS) return;
      this.kept.delete(id);
      this.children.delete(parent);
      this.weight -= weight;
    }
  }
}

/** What an attachment says of its picture; null when it is none, or has no address on the web. */
export function imageOf(record: WxrRecord): ImageDraft | null {
  const url = absoluteUrl(fieldOf(record, 'wp:attachment_url', 'guid'), null);
  if (url === null || !PICTURE.test(url)) return null;
  const metadata = metaOf(record, '_wp_attachment_metadata');
  return {
    url,
    alt: lineOf(metaOf(record, '_wp_attachment_image_alt')) || null,
    caption: proseOf(fieldOf(record, 'excerpt:encoded')),
    credit: lineOf(metaOf(record, '_media_credit', '_navis_media_credit_org')) || creditIn(metadata),
    ...sizeIn(metadata),
  };
}

/** Of the file itself, in PHP's way of writing values. */
const SIZE = /^a:\d+:\{s:5:"width";(?:i:|s:\d+:")(\d{1,6})"?;s:6:"height";(?:i:|s:\d+:")(\d{1,6})"?;/;
const CREDIT = /s:6:"credit";s:\d+:"([^"]{1,500})";/;

function sizeIn(metadata: string): Pick<ImageDraft, 'width' | 'height'> {
  const [, width = '', height = ''] = SIZE.exec(metadata) ?? [];
  return { width: Number(width) || null, height: Number(height) || null };
}

function creditIn(metadata: string): string | null {
  return lineOf(CREDIT.exec(metadata)?.[1] ?? '') || null;
}
