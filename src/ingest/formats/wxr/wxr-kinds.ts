import type { RefusalCode } from '../../draft.js';
import { fieldOf, type WxrRecord } from './wxr-record.js';

/** Types of a newsroom's own that hold stories: `news`, `tdm_article`, `press-release`. */
const STORIES =
  /(?:^|[-_])(?:articles?|news|stor(?:y|ies)|blogs?|columns?|editorials?|opinions?|reviews?|interviews?|reports?|features?|releases?|essays?|obituar(?:y|ies)|briefs?)$/;
const UNPUBLISHED: ReadonlyMap<string, string> = new Map([
  ['draft', 'a draft'],
  ['auto-draft', 'a draft that was never saved'],
  ['pending', 'waiting for review'],
  ['private', 'private'],
  ['future', 'to be published later'],
  ['trash', 'in the trash'],
  ['inherit', 'published only with the item that it belongs to'],
]);
const KINDS: ReadonlyMap<string, string> = new Map([
  ['attachment', 'a file that was uploaded'],
  ['nav_menu_item', 'an entry of a menu'],
  ['revision', 'an earlier revision'],
  ['custom_css', 'a style sheet'],
  ['customize_changeset', 'a change of the design'],
  ['oembed_cache', 'a cached embed'],
  ['user_request', 'a request about personal data'],
  ['wp_block', 'a reusable block'],
  ['wp_template', 'a template'],
  ['wp_template_part', 'a part of a template'],
  ['wp_global_styles', 'a style sheet'],
  ['wp_navigation', 'a menu'],
]);

export interface Unfit {
  code: RefusalCode;
  reason: string;
}

/** Why an item is no article, judged from its type and status; null for what is one. */
export function unfitness(item: WxrRecord): Unfit | null {
  // WordPress reads an item that does not say its type as a post, and one without a status as a draft.
  const type = fieldOf(item, 'wp:post_type') || 'post';
  if (type !== 'post' && type !== 'page' && !STORIES.test(type)) {
    const kind = KINDS.get(type) ?? `of the type "${type}"`;
    return { code: 'NOT_A_STORY', reason: `It is ${kind}; posts and pages become articles.` };
  }
  if (fieldOf(item, 'wp:post_password') !== '')
    return unpublished('readable with a password only; what everybody may read is accepted');
  const status = fieldOf(item, 'wp:status', 'wp:post_status');
  if (status === 'publish') return null;
  if (status === '') return unpublished('without a status; "publish" is accepted');
  return unpublished(`${UNPUBLISHED.get(status) ?? `of the status "${status}"`}; "publish" is accepted`);
}

function unpublished(what: string): Unfit {
  return { code: 'NOT_PUBLISHED', reason: `It is ${what}.` };
}
