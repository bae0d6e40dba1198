/** A shortcode as it stands in a text. Names are in lower case. */
export interface Shortcode {
  name: string;
  /** By name in lower case; values without a name are `0`, `1`, ... */
  attributes: ReadonlyMap<string, string>;
  /** What is between it and its end, shortcodes in it resolved; null where it has no end. */
  inner: string | null;
}

/** Makes HTML of a shortcode; null for one that it does not know. */
export type ShortcodeRenderer = (shortcode: Shortcode) => string | null;

/** Neither a second bracket nor a text of any length can be inside: looking for them stays linear. */
const TOKEN = /\[(\[?)(\/?)([a-z][\w-]{0,60})(?![\w-])([^[\]]{0,4000})\](\]?)/gi;
const ATTRIBUTE = /([\w-]{1,100})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s'"]+))|"([^"]*)"|'([^']*)'|([^\s"']+)/g;
const NAMED_ATTRIBUTE = /(?:^|\s)[\w-]{1,100}\s*=\s*(?:["'“”″]|[^\s=])/;

/** Ones that may stand alone without any attribute; other words in brackets are an editor's. */
const BARE: ReadonlySet<string> = new Set(
  'gallery playlist audio video embed caption wp_caption contact-form contact-form-7 toc sitemap archives latest subscribe_form products cart recaptcha ninja_form polldaddy sharedaddy jetpack-related-posts divider clear separator pagebreak'.split(
    ' ',
  ),
);

interface Token {
  start: number;
  end: number;
  name: string;
  isEnd: boolean;
  /** What it reads as where it is meant to be read; null where it is meant to be resolved. */
  literal: string | null;
  /** A second bracket on its outer side. */
  bracketed: boolean;
  rest: string;
  /** Its other half. */
  partner: Token | null;
  /** Whether it has begun and not ended yet. */
  isOpen: boolean;
}

interface Frame {
  token: Token | null;
  parts: string[];
}

/**
 * The text with its shortcodes resolved. Of those that `render` does not know, enclosing ones leave what is in
 * them and others nothing; `[[name]]` is `[name]` to be read. Words in brackets that are no shortcode stay: those
 * without attributes, without an end, and whose name no site uses alone.
 */
export function resolveShortcodes(text: string, render: ShortcodeRenderer): string {
  const tokens = pairTokens(readTokens(text), text);
  if (tokens.length === 0) return text;
  const frames: Frame[] = [{ token: null, parts: [] }];
  const write = (part: string) => frames.at(-1)?.parts.push(part);
  let at = 0;
  for (const token of tokens) {
    write(text.slice(at, token.start));
    at = token.end;
    if (token.literal !== null) write(token.literal);
    else if (token.isEnd) closeFrame(frames, token, render);
    else if (token.partner !== null) openFrame(frames, token);
    else write(alone(token, text, render));
  }
  write(text.slice(at));
  while (frames.length > 1) closeTop(frames, render);
  return frames[0]?.parts.join('') ?? '';
}

function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const [whole, before = '', slash = '', name = '', rest = '', behind = ''] = match;
    const isEscaped = before !== '' && behind !== '';
    const isEnd = slash !== '';
    const start = match.index + (isEscaped ? 0 : before.length);
    const end = match.index + whole.length - (isEscaped ? 0 : behind.length);
    tokens.push({
      start,
      end,
      name: name.toLowerCase(),
      isEnd,
      literal: isEscaped ? whole.slice(1, -1) : null,
      bracketed: isEnd ? behind !== '' : before !== '',
      rest,
      partner: null,
      isOpen: false,
    });
  }
  return tokens;
}

/** Marks the beginnings and ends that belong together, the nearest of one name. */
function pairTokens(tokens: Token[], text: string): Token[] {
  const open = new Map<string, Token[]>();
  for (const token of tokens) {
    if (token.literal !== null) continue;
    if (!token.isEnd) {
      if (!isClosed(token)) open.set(token.name, [...(open.get(token.name)?.slice(-20) ?? []), token]);
      continue;
    }
    const start = open.get(token.name)?.pop();
    if (start === undefined) continue;
    if (start.bracketed && token.bracketed) escapePair(start, token, text);
    start.partner = token;
    token.partner = start;
  }
  return tokens;
}

/** `[[name]...[/name]]` is to be read. */
function escapePair(start: Token, end: Token, text: string): void {
  start.literal = text.slice(start.start, start.end);
  end.literal = text.slice(end.start, end.end);
  start.start -= 1;
  end.end += 1;
}

function isClosed({ rest }: Token): boolean {
  return rest.trimEnd().endsWith('/');
}

function openFrame(frames: Frame[], token: Token): void {
  token.isOpen = true;
  frames.push({ token, parts: [] });
}

/** An end closes what was left open inside; one without a beginning is nothing. */
function closeFrame(frames: Frame[], { partner }: Token, render: ShortcodeRenderer): void {
  while (partner?.isOpen) closeTop(frames, render);
}

function closeTop(frames: Frame[], render: ShortcodeRenderer): void {
  const closed = frames.pop();
  if (closed === undefined || closed.token === null) return;
  closed.token.isOpen = false;
  const inner = closed.parts.join('');
  const { name, rest } = closed.token;
  frames.at(-1)?.parts.push(render({ name, attributes: attributesOf(rest), inner }) ?? inner);
}

function alone(token: Token, text: string, render: ShortcodeRenderer): string {
  const attributes = attributesOf(token.rest);
  const known = render({ name: token.name, attributes, inner: null });
  if (known !== null) return known;
  const isShortcode =
    NAMED_ATTRIBUTE.test(token.rest) ||
    isClosed(token) ||
    (token.rest.trim() === '' && (BARE.has(token.name) || token.name.includes('_')));
  return isShortcode ? '' : text.slice(token.start, token.end);
}

/** Quotes may have been made typographic on their way. */
function attributesOf(rest: string): Map<string, string> {
  const attributes = new Map<string, string>();
  const text = rest.replace(/[“”″]/g, '"').replace(/\/\s*$/, '');
  let unnamed = 0;
  for (const [, name, ...values] of text.replace(/^\s*=/, ' ').matchAll(ATTRIBUTE)) {
    const value = values.find((one) => one !== undefined) ?? '';
    const key = name?.toLowerCase() ?? String(unnamed);
    if (name === undefined) unnamed += 1;
    if (!attributes.has(key)) attributes.set(key, value);
  }
  return attributes;
}
