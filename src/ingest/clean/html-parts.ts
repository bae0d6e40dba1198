import type { BlockDraft } from '../draft.js';
import { escapeText } from './html-markup.js';

/** Where finished blocks go: the document, or a list, quote or table row that is still open. */
export interface BlockSink {
  add(block: BlockDraft): void;
  last(): BlockDraft | null;
}

export class DocumentParts implements BlockSink {
  readonly blocks: BlockDraft[] = [];

  add(block: BlockDraft): void {
    this.blocks.push(block);
  }

  last(): BlockDraft | null {
    return this.blocks.at(-1) ?? null;
  }
}

/** Items of a list, or cells of a row, with the blocks in each. */
class Compartments implements BlockSink {
  protected readonly all: BlockDraft[][] = [];

  /** The blocks that follow stand in a compartment of their own. */
  begin(): void {
    if (this.all.length === 0 || this.all.at(-1)?.length !== 0) this.all.push([]);
  }

  add(block: BlockDraft): void {
    const last = this.all.at(-1);
    if (last === undefined) this.all.push([block]);
    else last.push(block);
  }

  last(): BlockDraft | null {
    return this.all.at(-1)?.at(-1) ?? null;
  }
}

/** A list with the lists inside it, all items at one level. */
export class ListParts extends Compartments {
  constructor(private readonly ordered: boolean) {
    super();
  }

  /** One list, its pictures behind it; the blocks one by one where headings or quotes show that it is a layout. */
  finish(): BlockDraft[] {
    const blocks = this.all.flat();
    if (blocks.some(({ type }) => type === 'heading' || type === 'quote')) return blocks;
    const items = this.all
      .map((item) => item.flatMap((block) => (block.type === 'paragraph' ? block.text : [])).join('\n'))
      .filter((text) => text !== '');
    const images = blocks.filter(({ type }) => type === 'image');
    return items.length === 0 ? images : [{ type: 'list', ordered: this.ordered, items }, ...images];
  }
}

/** Cells with more than a short line are a layout, not figures. */
const LONGEST_CELL = 400;
const BETWEEN_CELLS = ' | ';

/** A row of a table. */
export class RowParts extends Compartments {
  /** One paragraph with the cells side by side, or the blocks one by one where the table is only a layout. */
  finish(): BlockDraft[] {
    const cells = this.all.filter((cell) => cell.length > 0);
    const lines = cells.map((cell) => (cell.length === 1 ? lineOf(cell[0]) : null));
    const full = lines.filter((line) => line !== null);
    if (full.length < 2 || full.length < lines.length) return cells.flat();
    const text = full.map((line) => line.text).join(BETWEEN_CELLS);
    const marked = full.some((line) => line.html !== null);
    const html = full.map((line) => line.html ?? escapeText(line.text)).join(BETWEEN_CELLS);
    return [{ type: 'paragraph', text, html: marked ? html : null }];
  }
}

function lineOf(block: BlockDraft | undefined): { text: string; html: string | null } | null {
  return block?.type === 'paragraph' && block.text.length <= LONGEST_CELL ? block : null;
}

const DASH = /^\s*(?:[—–―]|--?)\s*/u;
const LONGEST_ATTRIBUTION = 200;

/** A quote with whom it is from. */
export class QuoteParts implements BlockSink {
  private readonly lines: { text: string; cited: string | null }[] = [];
  private readonly attribution: string[] = [];
  private readonly images: BlockDraft[] = [];

  add(block: BlockDraft): void {
    if (block.type === 'image') this.images.push(block);
    else if (block.type === 'paragraph') this.addLine(block.text, null);
  }

  last(): BlockDraft | null {
    return this.images.at(-1) ?? null;
  }

  addLine(text: string, cited: string | null): void {
    this.lines.push({ text, cited });
  }

  /** From a footer: nothing else can stand there. */
  attribute(text: string): void {
    this.attribution.push(text);
  }

  finish(): BlockDraft[] {
    const attribution = this.attribution.join(' ') || this.takeSigned();
    const text = this.lines.map((line) => line.text).join('\n\n');
    const from = attribution.replace(DASH, '').trim() || null;
    // Nothing quoted: what was taken for the name is the text.
    if (text === '')
      return from === null
        ? this.images
        : [{ type: 'quote', text: attribution, attribution: null }, ...this.images];
    return [{ type: 'quote', text, attribution: from }, ...this.images];
  }

  /** A name in `cite` at the end, or a last line behind a dash (in a dialogue other lines have one, too). */
  private takeSigned(): string {
    const last = this.lines.at(-1);
    if (last === undefined) return '';
    if (last.cited !== null && (this.lines.length > 1 || last.cited.length < last.text.length)) {
      const rest = last.text.slice(0, last.text.length - last.cited.length).replace(/[\s—–―-]+$/u, '');
      if (rest === '') this.lines.pop();
      else last.text = rest;
      return last.cited;
    }
    const signed = DASH.test(last.text) && last.text.length <= LONGEST_ATTRIBUTION;
    if (!signed || this.lines.length < 2 || this.lines.slice(0, -1).some(({ text }) => DASH.test(text)))
      return '';
    this.lines.pop();
    return last.text;
  }
}
