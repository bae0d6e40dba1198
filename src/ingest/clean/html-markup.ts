import { type InlineTag, isSameMarkup } from './html-elements.js';

/** Inline markup that is open at a place: the innermost element, and through `outer` the ones around it. */
export interface Markup {
  tag: InlineTag;
  /** Where a link leads; null for everything else. */
  href: string | null;
  outer: Markup | null;
}

/** Markup with one more element; the same where it would repeat what is open already. */
export function within(outer: Markup | null, tag: InlineTag, href: string | null): Markup | null {
  if (tag === 'a' && href === null) return outer;
  for (let open = outer; open !== null; open = open.outer) if (isSameMarkup(open.tag, tag)) return outer;
  return { tag, href, outer };
}

/** A stretch of text with the same markup. */
export interface Piece {
  text: string;
  markup: Markup | null;
}

/** The pieces as HTML; line ends in their text are line breaks. */
export function renderMarkup(pieces: readonly Piece[]): string {
  const html: string[] = [];
  let open: Markup[] = [];
  for (const { text, markup } of pieces) {
    const wanted = chain(markup);
    let same = 0;
    while (same < open.length && open[same] === wanted[same]) same += 1;
    for (const { tag } of open.slice(same).reverse()) html.push(`</${tag}>`);
    for (const { tag, href } of wanted.slice(same)) {
      html.push(href === null ? `<${tag}>` : `<${tag} href="${escapeAttribute(href)}">`);
    }
    html.push(escapeText(text).replace(/\n/g, '<br />'));
    open = wanted;
  }
  for (const { tag } of open.reverse()) html.push(`</${tag}>`);
  return html.join('');
}

/** Outermost first. At most one of each kind can be open, so it is short. */
function chain(markup: Markup | null): Markup[] {
  const all: Markup[] = [];
  for (let open = markup; open !== null; open = open.outer) all.push(open);
  return all.reverse();
}

/** The text as it stands in HTML. */
export function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** The text as it stands in an attribute between double quotes. */
export function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;');
}
