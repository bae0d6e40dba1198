/** Korean has spaces between words, and is broken inside of words all the same. */
export const HANGUL = /\p{Script=Hangul}/u;
/** Wide characters: a break before a space and one behind it look alike, so spaces get lost more often than they stand. */
const LOST_SPACES = 1.5;
const SMOOTHING = 0.5;

/** How often a character is followed by a space, or by another character, and the same for what is before it. */
interface Counts {
  spaced: number;
  solid: number;
}

/**
 * Whether words end where lines were broken between any two characters: by how often, inside the page's lines, the
 * last character ends a word and the next one begins one.
 */
export class WordHabits {
  private readonly before = new Map<string, Counts>();
  private readonly after = new Map<string, Counts>();
  private readonly all: Counts = { spaced: 0, solid: 0 };

  constructor(lines: Iterable<string>) {
    for (const line of lines) if (HANGUL.test(line)) this.count(line);
  }

  /** Whether a space belongs between two lines of one paragraph; null where neither side is Korean. */
  hasSpace(line: string, next: string): boolean | null {
    const left = line.slice(-1);
    const right = next.slice(0, 1);
    if (!HANGUL.test(left) && !HANGUL.test(right)) return null;
    const { spaced, solid } = this.all;
    const odds = ((spaced + SMOOTHING) / (solid + SMOOTHING)) * LOST_SPACES;
    return odds * this.speaksFor(this.before.get(left)) * this.speaksFor(this.after.get(right)) > 1;
  }

  /** How many times likelier the character is beside a space than beside a character. */
  private speaksFor(counts: Counts = { spaced: 0, solid: 0 }): number {
    const share = (part: number, whole: number): number => (part + SMOOTHING) / (whole + 1);
    return share(counts.spaced, this.all.spaced) / share(counts.solid, this.all.solid);
  }

  private count(line: string): void {
    for (let at = 1; at < line.length; at += 1) {
      const right = line[at] ?? '';
      const isSpaced = line[at - 1] === ' ';
      const left = (isSpaced ? line[at - 2] : line[at - 1]) ?? '';
      if (right === ' ' || left === '' || (!HANGUL.test(left) && !HANGUL.test(right))) continue;
      const kind = isSpaced ? 'spaced' : 'solid';
      this.all[kind] += 1;
      tally(this.before, left, kind);
      tally(this.after, right, kind);
    }
  }
}

function tally(counts: Map<string, Counts>, character: string, kind: keyof Counts): void {
  const found = counts.get(character) ?? { spaced: 0, solid: 0 };
  found[kind] += 1;
  counts.set(character, found);
}
