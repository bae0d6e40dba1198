import { type Attributes, BLOCKS, INLINE, isUnseen } from './html-elements.js';
import { readHtml } from './html-events.js';
import { type Markup, type Piece, renderMarkup, within } from './html-markup.js';

interface Open {
  unseen: boolean;
  markup: Markup | null;
}

const OUTERMOST: Open = { unseen: false, markup: null };

/**
 * The same words with the same inline markup, every element opened once: as deep as there are kinds of it, however
 * deep the given HTML is. Takes time linear in its length. Links are as they were: it makes nothing safe.
 */
export function flatMarkup(html: string): string {
  const pieces: Piece[] = [];
  const open: Open[] = [];
  const add = (text: string, markup: Markup | null) => {
    const last = pieces.at(-1);
    if (last !== undefined && last.markup === markup) last.text += text;
    else pieces.push({ text, markup });
  };
  readHtml(html, {
    onopentag(name, attributes: Attributes) {
      const { unseen, markup } = open.at(-1) ?? OUTERMOST;
      if (name === 'br' && !unseen) add('\n', null);
      else if (BLOCKS.has(name) && !unseen) add(' ', null);
      const tag = INLINE.get(name);
      open.push({
        unseen: unseen || isUnseen(name, attributes),
        markup:
          tag === undefined ? markup : within(markup, tag, tag === 'a' ? (attributes.href ?? null) : null),
      });
    },
    onclosetag() {
      open.pop();
    },
    ontext(text) {
      const { unseen, markup } = open.at(-1) ?? OUTERMOST;
      if (!unseen) add(text.replace(/\s+/g, ' '), markup);
    },
  });
  return renderMarkup(pieces);
}
