const CDATA_START = '<![CDATA[';
const CDATA_END = ']]>';

/** The contents of one element that holds text: words, CDATA sections, and markup that nobody escaped. */
export class WxrLeaf {
  private readonly pieces: string[] = [];
  /** Pieces that are the marks of a CDATA section, by position. */
  private readonly marks = new Set<number>();

  /** @param depth number of open elements, with its own. */
  constructor(
    readonly name: string,
    readonly attributes: Readonly<Record<string, string>>,
    readonly depth: number,
    /** Whether anything is made of it. */
    readonly isKept: boolean,
  ) {}

  add(text: string): void {
    this.pieces.push(text);
  }

  beginCdata(): void {
    this.marks.add(this.pieces.length);
    this.pieces.push(CDATA_START);
  }

  endCdata(): void {
    this.marks.add(this.pieces.length);
    this.pieces.push(CDATA_END);
  }

  /**
   * Its text. Exports that did not divide a `]]>` in their text end the section too early: where the text goes on
   * to another `]]>`, all between the first mark and the last is meant.
   */
  text(): string {
    const lastMark = this.lastMark();
    if (lastMark >= 0) {
      const behind = this.pieces.slice(lastMark + 1).join('');
      if (behind.trimEnd().endsWith(CDATA_END)) {
        const whole = this.pieces.join('');
        return whole.slice(whole.indexOf(CDATA_START) + CDATA_START.length, whole.lastIndexOf(CDATA_END));
      }
    }
    return this.pieces.filter((_, at) => !this.marks.has(at)).join('');
  }

  private lastMark(): number {
    let last = -1;
    for (const at of this.marks) last = at;
    return this.pieces[last] === CDATA_END ? last : -1;
  }
}
