/** Whose contents a reader of the story never sees, or which are no part of a text: gone with all that is inside. */
export const DROPPED: ReadonlySet<string> = new Set([
  'annotation',
  'annotation-xml',
  'applet',
  'audio',
  'button',
  'canvas',
  'datalist',
  'form',
  'frameset',
  'head',
  'iframe',
  'meter',
  'nav',
  'noembed',
  'noframes',
  'noscript',
  'object',
  'option',
  'progress',
  'script',
  'select',
  'style',
  'svg',
  'template',
  'textarea',
  'title',
  'video',
]);

/** Before and after which a browser begins a new line. */
export const BLOCKS: ReadonlySet<string> = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'body',
  'caption',
  'center',
  'dd',
  'details',
  'dialog',
  'dir',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figcaption',
  'figure',
  'footer',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hgroup',
  'hr',
  'html',
  'legend',
  'li',
  'listing',
  'main',
  'menu',
  'ol',
  'optgroup',
  'p',
  'plaintext',
  'pre',
  'search',
  'section',
  'summary',
  'table',
  'tbody',
  'td',
  'tfoot',
  'th',
  'thead',
  'tr',
  'ul',
  'xmp',
]);

export type InlineTag = 'a' | 'em' | 'strong' | 'b' | 'i' | 'code' | 'sub' | 'sup';

/** Inline markup that is kept, by the element that says it. */
export const INLINE: ReadonlyMap<string, InlineTag> = new Map([
  ['a', 'a'],
  ['em', 'em'],
  ['strong', 'strong'],
  ['b', 'b'],
  ['i', 'i'],
  ['code', 'code'],
  ['kbd', 'code'],
  ['samp', 'code'],
  ['tt', 'code'],
  ['sub', 'sub'],
  ['sup', 'sup'],
]);

/** Elements of which a second one inside the first would say nothing new. */
const SAME: Readonly<Partial<Record<InlineTag, InlineTag>>> = { b: 'strong', i: 'em' };

export function isSameMarkup(a: InlineTag, b: InlineTag): boolean {
  return (SAME[a] ?? a) === (SAME[b] ?? b);
}

const UNSEEN_CLASS = /(?:^|\s)(?:screen-reader-text|sr-only|visually-hidden|visuallyhidden)(?:\s|$)/;
const UNSEEN_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;

export type Attributes = Readonly<Record<string, string>>;

/** Whether a browser would leave it and all that is in it out of the picture. */
export function isUnseen(name: string, attributes: Attributes): boolean {
  return (
    DROPPED.has(name) ||
    attributes.hidden !== undefined ||
    UNSEEN_CLASS.test(attributes.class ?? '') ||
    UNSEEN_STYLE.test(attributes.style ?? '')
  );
}

const CAPTION_CLASS =
  /(?:^|\s)(?:wp-caption-text|wp-element-caption|tr-caption|(?:image|photo|figure|media|picture|img)[-_]+caption|caption[-_]+text|gallery-caption)(?:\s|$)/i;
const FIGURE_CLASS = /(?:^|\s)(?:wp-caption|tr-caption-container|wp-block-image)(?:\s|$)/i;
const CREDIT_CLASS =
  /(?:^|[\s_-])(?:credits?|bylines?|photo-?credits?|image-?credits?|copyright|photographer|copyrightholder|credittext)(?:[\s_-]|$)/i;

/** Whether the element holds the words under a picture. */
export function isCaption(name: string, { class: classes = '', itemprop = '' }: Attributes): boolean {
  return name === 'figcaption' || CAPTION_CLASS.test(classes) || itemprop === 'caption';
}

/** Whether the element holds a picture together with its caption. */
export function isFigure(name: string, { class: classes = '' }: Attributes): boolean {
  return name === 'figure' || FIGURE_CLASS.test(classes);
}

/** Whether the element, inside a figure, says whose picture it is. */
export function isCredit({ class: classes = '', itemprop = '' }: Attributes): boolean {
  return CREDIT_CLASS.test(classes) || CREDIT_CLASS.test(itemprop);
}
