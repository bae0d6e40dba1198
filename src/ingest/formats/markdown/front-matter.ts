/** What stands between the front matter and the end of the file, and how the front matter is written. */
export interface MarkdownParts {
  syntax: 'yaml' | 'toml' | 'json' | 'unknown';
  front: string;
  body: string;
}

/** Front matter that cannot be read. The message is a sentence for the operator. */
export class FrontMatterFault extends Error {
  override readonly name = 'FrontMatterFault';
}

/** Editors write a page of it at most; parsers of YAML need a multiple of its length. */
const MOST_CHARACTERS = 256 * 1024;
/** Each alias repeats what its anchor holds, and anchors can hold aliases. */
const MOST_ALIASES = 100;

const YAML_KEY = /^(?:["']?[\p{L}_][\p{L}\p{N}_ .-]{0,100}["']?\s*:(?:\s|$)|\{)/u;
const TOML_KEY = /^(?:["']?[\w-][\w .-]{0,100}["']?\s*=|\[\[?[\w."' -]{1,100}\]\]?\s*(?:#|$))/;
const FENCE = /^(?:---[ \t]*(yaml|toml|json|[a-z]{1,10})?|\+\+\+)[ \t]*\r?\n/i;

const YAML = { schema: 'failsafe', uniqueKeys: false } as const;
/** A quoted text that goes on at the start of a line: not right in YAML, and read by every generator. */
const STRAY_LINE = /^(?!["']?[\w.-]{1,100}["']?[ \t]*:(?:\s|$)|["']?[ \t]*$|[-#}\]?&*!|>%@\s])/gm;

/** Whether the text begins with front matter as Hugo, Jekyll and Eleventy write it. */
export function hasFrontMatter(head: string): boolean {
  const text = head.trimStart();
  const fence = FENCE.exec(text);
  if (fence === null) return jsonEnd(text) !== null;
  if (fence[1] !== undefined) return true;
  const isToml = text.startsWith('+++');
  const first = firstLine(text.slice(fence[0].length));
  return first === (isToml ? '+++' : '---') || (isToml ? TOML_KEY : YAML_KEY).test(first);
}

/** The first line that says something. */
function firstLine(text: string): string {
  for (const match of text.slice(0, 65_536).matchAll(/[^\r\n]+/g)) {
    const line = match[0].trim();
    if (line !== '' && !line.startsWith('#')) return line;
  }
  return '';
}

/** Where an object in JSON ends that a text follows; null where there is none. */
function jsonEnd(text: string): number | null {
  if (!/^\{[ \t]*\r?\n/.test(text)) return null;
  const end = /^\}[ \t]*\r?\n\s*(?=[^\s{[\]},])/m.exec(text);
  return end === null ? null : end.index + 1;
}

/**
 * Front matter and text apart.
 *
 * @throws FrontMatterFault when the front matter has no end.
 */
export function splitMarkdown(given: string): MarkdownParts {
  const text = given.trimStart();
  const fence = FENCE.exec(text);
  const end = fence === null ? jsonEnd(text) : null;
  if (end !== null) return { syntax: 'json', front: text.slice(0, end), body: text.slice(end) };
  if (fence === null) return { syntax: 'yaml', front: '', body: text };
  const isToml = text.startsWith('+++');
  const close = (isToml ? /^\+\+\+[ \t]*\r?$/m : /^(?:---|\.\.\.)[ \t]*\r?$/m).exec(
    text.slice(fence[0].length),
  );
  if (close === null) {
    const mark = isToml ? '+++' : '---';
    throw new FrontMatterFault(`The front matter has no end; a line with ${mark} alone ends it.`);
  }
  const from = fence[0].length;
  const front = text.slice(from, from + close.index);
  const body = text.slice(from + close.index + close[0].length);
  return { syntax: isToml ? 'toml' : syntaxOf(fence[1]), front, body };
}

function syntaxOf(named = 'yaml'): MarkdownParts['syntax'] {
  const name = named.toLowerCase();
  if (name === 'yaml' || name === 'yml') return 'yaml';
  return name === 'toml' || name === 'json' ? name : 'unknown';
}

/**
 * The members of front matter. In YAML every value is a text to the letter, so that `1.10` and `no` stay what
 * was written.
 *
 * @throws FrontMatterFault when it is no mapping in its language, too long, or repeats itself without measure.
 */
export async function parseFrontMatter({ syntax, front }: MarkdownParts): Promise<Record<string, unknown>> {
  if (front.length > MOST_CHARACTERS) {
    throw new FrontMatterFault('The front matter is longer than 256 KiB, the most that it may have.');
  }
  if (syntax === 'unknown') {
    throw new FrontMatterFault(
      'The front matter is a program, which is never run; YAML, TOML and JSON are read.',
    );
  }
  const value = await parse(syntax, front).catch((error: unknown) => {
    const [what = ''] = String(error instanceof Error ? error.message : error).split('\n');
    throw new FrontMatterFault(`The front matter is not ${syntax.toUpperCase()}: ${what.slice(0, 200)}.`);
  });
  if (value === null || value === undefined || value === '') return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new FrontMatterFault('The front matter has no members; lines such as "title: ..." are accepted.');
  }
  return value as Record<string, unknown>;
}

async function parse(syntax: 'yaml' | 'toml' | 'json', front: string): Promise<unknown> {
  if (syntax === 'json') return JSON.parse(front);
  if (syntax === 'toml')
    return (await import('smol-toml')).parse(front, { maxDepth: 50, integersAsBigInt: true });
  const { parseDocument } = await import('yaml');
  const document = parseDocument(front, YAML);
  if (document.errors.length === 0) return document.toJS({ maxAliasCount: MOST_ALIASES });
  const mended = parseDocument(front.replace(STRAY_LINE, '  '), YAML);
  const [error] = mended.errors.length === 0 ? [] : document.errors;
  if (error !== undefined) throw error;
  return mended.toJS({ maxAliasCount: MOST_ALIASES });
}
