import { InputFault } from '../input-fault.js';

const MIB = 1024 * 1024;

/** What any archive may expand to, and how many times its own size more. Texts shrink to a tenth, rarely a fiftieth. */
const FREE_BYTES = 64 * MIB;
const RATIO = 200;

const MAX_ENTRIES = 1_000_000;

/** What one outer file may become, all archives inside it counted together: zip bombs end here. */
export class ExpansionBudget {
  private expanded = 0;
  private entries = 0;

  /** @param outerBytes size of the outer file, or what was read of it so far. */
  constructor(private readonly outerBytes: () => number) {}

  /** Once it is spent, nothing more of the outer file is read. */
  get isSpent(): boolean {
    return this.entries > MAX_ENTRIES || this.expanded > FREE_BYTES + RATIO * this.outerBytes();
  }

  /** Passes pieces on while the budget lasts. */
  async *count(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      this.expanded += piece.length;
      this.check();
      yield piece;
    }
  }

  countEntry(): void {
    this.entries += 1;
    this.check();
  }

  check(): void {
    if (!this.isSpent) return;
    throw new InputFault(
      'TOO_LARGE',
      this.entries > MAX_ENTRIES
        ? `The archive has more than ${MAX_ENTRIES} entries; what is left is not read: split it.`
        : `It expands to more than ${RATIO} times its size, as no archive of texts does; what is left is not read.`,
    );
  }
}
