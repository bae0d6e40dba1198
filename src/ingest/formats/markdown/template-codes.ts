/** A code of a template language as it stands in a text: `{{< name >}}`, `{% name %}` or `{{ name }}`. */
export interface TemplateCode {
  /** In lower case. */
  name: string;
  /** `{{< /quote >}}` and `{% endquote %}`. */
  isEnd: boolean;
  /** By name in lower case; values without a name are `0`, `1`, ... */
  attributes: ReadonlyMap<string, string>;
  /** `{{ name }}`, whose value is printed. */
  isValue: boolean;
}

/** What a code is where it is read, and where it stands in the address of a link or picture. */
export interface Resolved {
  html: string;
  address: string;
}

export type CodeRenderer = (code: TemplateCode) => Resolved;

/** A longer one is a text with braces in it. */
const LONGEST = 4_000;
const START = /\{\{[<%]?-?|\{%-?|\{#(?=\s)/g;
const ENDS: ReadonlyMap<string, string> = new Map([
  ['{{<', '>}}'],
  ['{{%', '%}}'],
  ['{{', '}}'],
  ['{%', '%}'],
  ['{#', '#}'],
]);
const CODE_NAMES = /^(?:highlight|codeblock|code)$/;
const ATTRIBUTE =
  /([\w.-]{1,100})\s*[=:]\s*(?:"((?:\\.|[^"\\])*)"|'([^']*)'|`([^`]*)`|([^\s'",]+))|"((?:\\.|[^"\\])*)"|'([^']*)'|`([^`]*)`|([^\s"',]+)/g;

/**
 * A text whose codes are taken out. What they resolve to is put back into its HTML, for only there is known
 * whether a code stands in an address or among words.
 */
export class TemplateText {
  /** Markdown with words that no text has where the codes were. */
  readonly markdown: string;
  private readonly resolved: Resolved[] = [];
  private readonly mark: string;
  private readonly found = new Map<string, number>();

  constructor(
    private readonly text: string,
    private readonly render: CodeRenderer,
  ) {
    let mark = 'codehere';
    while (text.includes(mark)) mark += 'z';
    this.mark = mark;
    this.markdown = this.takeOut();
  }

  /** What the codes resolve to, in the HTML of the Markdown. */
  putBack(html: string): string {
    const token = new RegExp(`${this.mark}(\\d{1,9})x`, 'g');
    const fill = (part: string, kind: keyof Resolved) =>
      part.replace(token, (_, n: string) => this.resolved[Number(n)]?.[kind] ?? '');
    const attribute = /=(?:"[^"<>]{0,4000}"|'[^'<>]{0,4000}')/g;
    const addressed = html.replace(attribute, (value) => fill(value, 'address').replaceAll('<', '&lt;'));
    return fill(addressed, 'html');
  }

  private takeOut(): string {
    const { text } = this;
    const isCode = codeFinder(text);
    const parts: string[] = [];
    let at = 0;
    for (const match of text.matchAll(START)) {
      if (match.index < at) continue;
      const mark = match[0].replace('-', '');
      const isShortcode = mark === '{{<' || mark === '{{%';
      if (!isShortcode && isCode(match.index)) continue;
      const from = match.index + match[0].length;
      const end = this.next(ENDS.get(mark) ?? '', from);
      if (end === null || end - from > LONGEST) continue;
      parts.push(text.slice(at, match.index));
      const behind = end + (ENDS.get(mark) ?? '').length;
      const [made, next] = this.resolve(mark, text.slice(from, end), behind);
      parts.push(made);
      at = next;
    }
    parts.push(text.slice(at));
    return parts.join('');
  }

  /** What stands for a code, and where the text goes on. */
  private resolve(mark: string, given: string, behind: number): [string, number] {
    const inside = given.replace(/^-|-$/g, '').trim();
    if (mark === '{#') return ['', behind];
    if (/^\/\*[\s\S]*\*\/$/.test(inside)) {
      const literal = `${mark} ${inside.slice(2, -2).trim()} ${ENDS.get(mark)}`;
      return [this.keep({ html: escapeLess(literal), address: '' }), behind];
    }
    const code = readCode(inside, mark === '{{');
    if (!code.isEnd && !code.isValue) {
      const skipped = this.enclosed(mark, code, behind);
      if (skipped !== null) return skipped;
    }
    return [this.keep(this.render(code)), behind];
  }

  /** Codes whose inside is no Markdown: comments are gone, programs and what is raw stay as they are. */
  private enclosed(
    mark: string,
    { name, attributes }: TemplateCode,
    behind: number,
  ): [string, number] | null {
    const isRaw = name === 'raw' || name === 'verbatim';
    if (name !== 'comment' && !isRaw && !CODE_NAMES.test(name)) return null;
    const start = this.next(mark === '{%' ? `end${name}` : `/${name}`, behind);
    const close = start === null ? null : this.next(ENDS.get(mark) ?? '', start);
    const open = start === null ? -1 : this.text.lastIndexOf(mark, start);
    if (start === null || close === null || open < behind || start - open > 10) return null;
    const inner = this.text.slice(behind, open);
    const next = close + (ENDS.get(mark) ?? '').length;
    if (name === 'comment') return ['', next];
    if (isRaw) return [inner, next];
    const fence = '`'.repeat(3 + longestTicks(inner));
    return [
      `\n${fence}${attributes.get('0') ?? ''}\n${inner.replace(/^\r?\n|\r?\n$/g, '')}\n${fence}\n`,
      next,
    ];
  }

  private keep(resolved: Resolved): string {
    this.resolved.push(resolved);
    return `${this.mark}${this.resolved.length - 1}x`;
  }

  /** Where a mark stands next: each place is looked for once, however many codes have no end. */
  private next(mark: string, from: number): number | null {
    const known = this.found.get(mark);
    if (known !== undefined && known >= from) return known === Number.POSITIVE_INFINITY ? null : known;
    const at = this.text.indexOf(mark, from);
    this.found.set(mark, at < 0 ? Number.POSITIVE_INFINITY : at);
    return at < 0 ? null : at;
  }
}

/** What is between the braces of a code, apart. */
export function readCode(inside: string, isValue: boolean): TemplateCode {
  const [, slash = '', word = '', rest = ''] =
    /^(\/?)\s*([^\s"'=|/][^\s"'=|]*)?([\s\S]*)$/.exec(inside) ?? [];
  const isEnd = slash !== '' || /^end\w/.test(word);
  const attributes = new Map<string, string>();
  let unnamed = 0;
  for (const match of rest.replace(/\/\s*$/, '').matchAll(ATTRIBUTE)) {
    const [, key, double, single, ticks, bare, ...alone] = match;
    const value = double ?? single ?? ticks ?? bare ?? alone.find((one) => one !== undefined) ?? '';
    attributes.set(key?.toLowerCase() ?? String(unnamed++), value.replaceAll('\\"', '"'));
  }
  const name = word.toLowerCase().replace(/,$/, '');
  return { name: slash === '' && isEnd ? name.slice(3) : name, isEnd, attributes, isValue };
}

/** Whether a place is inside a fenced block or a span of code. */
function codeFinder(text: string): (at: number) => boolean {
  const ranges: [number, number][] = [];
  let fence: { mark: string; start: number } | null = null;
  for (const { index, 0: line } of text.matchAll(/^.*$/gm)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== null) {
      if (mark?.startsWith(fence.mark) && line.trim() === mark) {
        ranges.push([fence.start, index]);
        fence = null;
      }
    } else if (mark !== undefined) fence = { mark, start: index };
    else
      for (const span of line.matchAll(/(?<!`)(`{1,3})(?!`)[^`]{1,400}\1(?!`)/g))
        ranges.push([index + span.index, index + span.index + span[0].length]);
  }
  if (fence !== null) ranges.push([fence.start, text.length]);
  let n = 0;
  return (at) => {
    while ((ranges[n]?.[1] ?? Number.POSITIVE_INFINITY) < at) n += 1;
    return (ranges[n]?.[0] ?? Number.POSITIVE_INFINITY) <= at;
  };
}

function longestTicks(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((most, ticks) => Math.max(most, ticks.length), 0);
}

function escapeLess(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
