/** One line of a text, without its end. */
export interface Line {
  /** From 1. */
  number: number;
  /** Null when the line was longer than the limit: it was skipped without being kept. */
  text: string | null;
}

/**
 * The lines of a text that comes in pieces. Ends are `\n` or `\r\n`; a last line needs none. A line over `limit`
 * characters is passed by, so memory stays bounded whatever comes.
 */
export async function* linesOf(chunks: AsyncIterable<string>, limit: number): AsyncIterable<Line> {
  const pending = new PendingLine(limit);
  let number = 1;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', start)) {
      pending.add(chunk.slice(start, end));
      yield { number, text: pending.take() };
      number += 1;
      start = end + 1;
    }
    pending.add(chunk.slice(start));
  }
  if (!pending.isEmpty) yield { number, text: pending.take() };
}

class PendingLine {
  private pieces: string[] = [];
  private length = 0;

  constructor(private readonly limit: number) {}

  get isEmpty(): boolean {
    return this.length === 0;
  }

  add(piece: string): void {
    this.length += piece.length;
    if (this.length > this.limit) this.pieces = [];
    else if (piece !== '') this.pieces.push(piece);
  }

  take(): string | null {
    const text = this.length > this.limit ? null : this.pieces.join('');
    this.pieces = [];
    this.length = 0;
    return text?.endsWith('\r') ? text.slice(0, -1) : text;
  }
}
