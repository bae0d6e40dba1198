import { sanitiseInline } from './html.js';
import { type Markup, type Piece, renderMarkup } from './html-markup.js';

export interface TakenLine {
  text: string;
  html: string | null;
  /** What the last `cite` of the line says, when nothing follows it. */
  cited: string | null;
}

const SPACES = /[ \t\n\r\f\u00a0]+/g;
const ENDS_IN_SPACE = /[\s\u00a0]$/;
const VISIBLE = /[^\s\u00ad\u200b-\u200f\u2060\ufeff]/;

/** Text between two block boundaries, its white space as a browser shows it. Takes time linear in what is added. */
export class HtmlLine {
  private pieces: Piece[] = [];
  private endsInSpace = true;
  private visible = false;
  private markedUp = false;
  private cite: { from: number; to: number } | null = null;

  /** Whether anything can be seen yet. */
  get isBlank(): boolean {
    return !this.visible;
  }

  add(text: string, markup: Markup | null): void {
    const spaced = text.replace(SPACES, (run) => (run === '\u00a0' ? run : ' '));
    const joined = this.endsInSpace ? this.joinSpaces(spaced) : spaced;
    if (joined !== '') this.push(joined, markup);
  }

  /** Text whose line ends and spaces count, as in `pre`. */
  addVerbatim(text: string, markup: Markup | null): void {
    const lines = text.replace(/\r\n?/g, '\n');
    if (lines !== '') this.push(lines, markup);
    this.endsInSpace = false;
  }

  /** @returns whether this line break, after another one, ends the paragraph. */
  breakLine(): boolean {
    if (!this.visible) return false;
    this.trimEnd();
    const last = this.pieces.at(-1);
    if (last === undefined || last.text.endsWith('\n')) return true;
    this.push('\n', null);
    return false;
  }

  citeFrom(): void {
    this.cite = { from: this.pieces.length, to: -1 };
  }

  citeTo(): void {
    if (this.cite !== null) this.cite.to = this.pieces.length;
  }

  /** The line so far, after which the next one begins; null when nothing of it can be seen. */
  take(): TakenLine | null {
    const line = this.visible ? this.read() : null;
    this.pieces = [];
    this.endsInSpace = true;
    this.visible = false;
    this.markedUp = false;
    this.cite = null;
    return line;
  }

  /** One of several spaces in a row stays; a run of them keeps words together no more. */
  private joinSpaces(text: string): string {
    const rest = text.trimStart();
    const last = this.pieces.at(-1);
    if (rest.length < text.length && last?.text.endsWith('\u00a0')) last.text = `${last.text.slice(0, -1)} `;
    return rest;
  }

  private push(text: string, markup: Markup | null): void {
    // A space alone is nothing to emphasise or to click on.
    const shown = VISIBLE.test(text);
    const kept = shown ? markup : null;
    const last = this.pieces.at(-1);
    if (last !== undefined && last.markup === kept && this.cite === null) last.text += text;
    else this.pieces.push({ text, markup: kept });
    this.visible ||= shown;
    this.markedUp ||= kept !== null || text.includes('\n');
    this.endsInSpace = ENDS_IN_SPACE.test(text);
  }

  /** Without spaces at the end; a line break stays. */
  private trimEnd(): void {
    for (let last = this.pieces.at(-1); last !== undefined; last = this.pieces.at(-1)) {
      last.text = last.text.replace(/[^\S\n]$/, '');
      if (last.text !== '') return;
      this.pieces.pop();
    }
  }

  private read(): TakenLine {
    this.trimEnds();
    const text = this.pieces.map((piece) => piece.text).join('');
    const { cite } = this;
    const cited =
      cite !== null && cite.to >= this.pieces.length
        ? this.pieces
            .slice(cite.from)
            .map((piece) => piece.text)
            .join('')
            .trim()
        : null;
    return {
      text,
      html: this.markedUp ? sanitiseInline(renderMarkup(this.pieces), text) : null,
      cited: cited || null,
    };
  }

  private trimEnds(): void {
    for (let first = this.pieces[0]; first !== undefined; first = this.pieces[0]) {
      first.text = first.text.trimStart();
      if (first.text !== '') break;
      this.pieces.shift();
    }
    for (let last = this.pieces.at(-1); last !== undefined; last = this.pieces.at(-1)) {
      last.text = last.text.trimEnd();
      if (last.text !== '') break;
      this.pieces.pop();
    }
  }
}
