import { idsIn } from './post-html.js';
import { resolveShortcodes } from './shortcodes.js';
import { metaOf, type WxrRecord } from './wxr-record.js';

/** The pictures that a post shows and does not hold itself. */
export interface PostPictures {
  ids: string[];
  /** Whether it shows those that were uploaded for it, however many. */
  own: boolean;
}

export function postPictures(record: WxrRecord): PostPictures {
  const thumbnail = metaOf(record, '_thumbnail_id');
  const found: PostPictures = { ids: /^\d+$/.test(thumbnail) ? [thumbnail] : [], own: false };
  const content = record.fields.get('content:encoded') ?? '';
  if (!/\[gallery\b/i.test(content)) return found;
  resolveShortcodes(content, ({ name, attributes }) => {
    if (name !== 'gallery') return null;
    const ids = idsIn(attributes);
    found.own ||= ids === null;
    found.ids.push(...(ids ?? []));
    return '';
  });
  return found;
}
