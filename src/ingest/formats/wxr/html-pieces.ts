/** A tag or comment of an HTML text, or the words between two. */
export interface HtmlPiece {
  text: string;
  /** In lower case; `/` before the name of an end tag, `!` for comments and declarations. Null for words. */
  tag: string | null;
}

/** The tags, comments and words of an HTML text in order; together they are the text. Linear in its length. */
export function htmlPieces(text: string): HtmlPiece[] {
  const pieces: HtmlPiece[] = [];
  let wordsFrom = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const end = endOfTag(text, at);
    if (end === null) break;
    if (end === at) {
      at += 1;
      continue;
    }
    if (at > wordsFrom) pieces.push({ text: text.slice(wordsFrom, at), tag: null });
    const tag = text.slice(at, end);
    pieces.push({ text: tag, tag: nameOf(tag) });
    wordsFrom = end;
    at = end;
  }
  if (wordsFrom < text.length) pieces.push({ text: text.slice(wordsFrom), tag: null });
  return pieces;
}

/** Behind the tag or comment; `at` itself when none begins there, null when nothing closes it or any later one. */
function endOfTag(text: string, at: number): number | null {
  const isComment = text.startsWith('<!--', at);
  if (!isComment && !/[a-z/!]/i.test(text[at + 1] ?? '')) return at;
  const mark = isComment ? '-->' : '>';
  const end = text.indexOf(mark, at + (isComment ? 4 : 1));
  return end < 0 ? (isComment ? text.length : null) : end + mark.length;
}

function nameOf(tag: string): string {
  return /^<(\/?[a-z][\w-]{0,40})/i.exec(tag)?.[1]?.toLowerCase() ?? '!';
}
