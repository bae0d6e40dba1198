import { type Handler, Parser } from 'htmlparser2';
import { isUnseen } from './html-elements.js';

/** Elements open at once; further ones are passed over, their words are not. Browsers stop at 512. */
const DEEPEST = 400;
/** Their contents are no markup, so that they may not be passed over: script would become text. */
const DEEPEST_UNSEEN = DEEPEST + 50;

/**
 * The elements and words of an HTML text in order, however it is nested, in time linear in its length: start
 * and end tags balanced, comments left out. `onclosetag` comes for every `onopentag`.
 */
export function readHtml(html: string, handler: Pick<Handler, 'onopentag' | 'onclosetag' | 'ontext'>): void {
  const text = withoutWrapping(html);
  let depth = 0;
  const counted: Partial<Handler> = {
    onopentag: (name, attributes, implied) => {
      depth += 1;
      handler.onopentag(name, attributes, implied);
    },
    onclosetag: (name, implied) => {
      depth -= 1;
      handler.onclosetag(name, implied);
    },
    ontext: (words) => handler.ontext(words),
  };
  const parser = new ShallowParser(counted, text, () => depth);
  parser.end(text);
}

/** The parser looks through all open elements at every end tag: their number is what keeps it linear. */
class ShallowParser extends Parser {
  constructor(
    handler: Partial<Handler>,
    private readonly text: string,
    private readonly depth: () => number,
  ) {
    super(handler, { recognizeCDATA: true });
  }

  override onopentagname(start: number, end: number): void {
    const depth = this.depth();
    if (depth >= DEEPEST) {
      const name = this.text.slice(start, end).toLowerCase();
      const passed = depth >= DEEPEST_UNSEEN || !isUnseen(name, {});
      if (passed && !this.isVoidElement(name)) return;
    }
    super.onopentagname(start, end);
  }
}

const WRAPPED = /^\s*<!\[CDATA\[([\s\S]*)\]\]>\s*$/;

/** Feeds escape what is in a CDATA section already, so that the section's own signs are left over. */
function withoutWrapping(html: string): string {
  return WRAPPED.exec(html)?.[1] ?? html;
}
