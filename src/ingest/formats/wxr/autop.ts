import { escapeText } from '../../clean/html-markup.js';
import { type HtmlPiece, htmlPieces } from './html-pieces.js';

/** Whose line ends and words are left as they are. */
const VERBATIM: ReadonlySet<string> = new Set(['pre', 'script', 'style', 'textarea', 'svg', 'code']);
/** Around which a line end is not seen. */
const BLOCK =
  /^\/?(?:table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|blockquote|address|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|footer|nav|figure|figcaption|details|menu|summary|br|script|iframe|object|video|audio)$/;
/** Where a post has its beginning for lists end, and its pages. */
const PAGE_BREAK = /^<!--(?:more.{0,200}|nextpage|noteaser)-->$/;

/**
 * The text with the paragraphs that WordPress makes when it shows it: an empty line ends one, a single line end is
 * a line break. Text between blocks (`blocks`) has its paragraphs already. An address alone on its line, which
 * WordPress shows as what is there, becomes a link.
 */
export function paragraphs(html: string, blocks: boolean): string {
  const pieces = htmlPieces(html.replace(/\r\n?/g, '\n'));
  const made: string[] = [];
  let verbatim: string | null = null;
  pieces.forEach((piece, at) => {
    if (verbatim === null && piece.tag !== null && VERBATIM.has(piece.tag)) verbatim = piece.tag;
    else if (piece.tag === `/${verbatim}`) verbatim = null;
    if (piece.tag !== null || verbatim !== null) {
      made.push(verbatim === null && PAGE_BREAK.test(piece.text) ? '<br><br>' : piece.text);
      return;
    }
    const before = isBlock(pieces[at - 1]);
    const behind = isBlock(pieces[at + 1]);
    made.push(readLines(piece.text, before, behind, blocks));
  });
  return made.join('');
}

/** Whether a line ends there: at the ends of the text, and at block elements. */
function isBlock(piece: HtmlPiece | undefined): boolean {
  return piece === undefined || BLOCK.test(piece.tag ?? '') || PAGE_BREAK.test(piece.text);
}

const ADDRESS = /^\s*(https?:\/\/[^\s<>"']+)\s*$/i;

function readLines(text: string, before: boolean, behind: boolean, blocks: boolean): string {
  const lines = text.split('\n').map((line, at, all) => {
    const isWhole = (at > 0 || before) && (at < all.length - 1 || behind);
    const address = isWhole ? ADDRESS.exec(line)?.[1] : undefined;
    return address === undefined ? line : linkTo(address);
  });
  return blocks ? lines.join('\n') : broken(lines, before, behind);
}

/** Line ends next to a block element are nothing; one is a line break, more than one end the paragraph. */
function broken(lines: readonly string[], before: boolean, behind: boolean): string {
  const made: string[] = [];
  let ends = 0;
  let seen = !before;
  lines.forEach((line, at) => {
    if (at > 0) ends += 1;
    if (line.trim() === '' && (at > 0 || before) && at < lines.length - 1) return;
    const isLast = at === lines.length - 1 && line.trim() === '';
    if (ends > 0 && seen && !(isLast && behind)) made.push(ends > 1 ? '<br><br>' : '<br>');
    made.push(line);
    seen = true;
    ends = 0;
  });
  return made.join('');
}

/** A link that is a paragraph of its own. @param address with the escapes that it has in HTML, or without. */
export function linkTo(address: string): string {
  const href = escapeText(address.replaceAll('&amp;', '&').replaceAll('&#038;', '&')).replaceAll(
    '"',
    '&quot;',
  );
  return `<p><a href="${href}">${href}</a></p>`;
}
