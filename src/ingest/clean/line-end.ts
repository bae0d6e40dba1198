/** What the words on both sides of a line end say about it, before any counting of columns. */
export type LineEnd = 'sentence' | 'sentence-lower' | 'continues' | 'hangs' | 'open';

const CLOSERS = '["\'”’»›)\\]}」』）]*';
const SENTENCE_END = new RegExp(`[.!?…。！？．｡។៕៘।॥؟۔։]${CLOSERS}$`, 'u');
/** `Mr.`, `Sen.`, `U.S.` and initials end lines without ending sentences. */
const ABBREVIATION =
  /(?:^|[\s("“])(?:\p{Lu}|\p{Lu}\.\p{Lu}|Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gov|Gen|Col|Lt|Maj|Capt|Sgt|Rev|Hon|Jr|Sr|vs|etc|No|Nos|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|approx|e\.g|i\.e|z\.B|bzw|Nr|Sra?|Mme|Mlle)\.$/u;
const HANGING_WORD =
  /(?:^|\s)(?:a|an|the|of|to|in|on|at|by|for|with|from|as|and|or|but|that|which|who|whose|its|their|his|her|is|are|was|were|be|been|has|have|had|will|would|said|than|into|der|die|das|den|dem|des|und|oder|ein|eine|einer|einem|mit|von|zu|im|auf|für|le|la|les|de|du|des|et|un|une|el|los|las|y|en|del|que|e|o|os|da|do|dos|em|um|uma|il|di|per|het|een|van|dan|yang|di|ke)$/u;
const OPEN_PUNCTUATION = /[,;([{–—/&-]$/u;
const STARTS_LOWER = /^["'“‘«([]*\p{Ll}/u;
const STARTS_MIDDLE = /^[,;:.!?)\]}%»”’]/u;

/**
 * Reads a line end: `sentence` when a sentence ends and the next line begins one, `sentence-lower` when the
 * next begins in lower case all the same, `continues` when the sentence plainly goes on, `hangs` when the
 * line ends on a word that wants another (`of the`), `open` when the words do not tell.
 */
export function readLineEnd(line: string, next: string): LineEnd {
  const tail = line.slice(-40);
  const lower = STARTS_LOWER.test(next.slice(0, 12));
  if (SENTENCE_END.test(tail)) {
    if (ABBREVIATION.test(tail)) return lower ? 'continues' : 'open';
    return lower ? 'sentence-lower' : 'sentence';
  }
  if (lower || STARTS_MIDDLE.test(next)) return 'continues';
  if (HANGING_WORD.test(tail) || OPEN_PUNCTUATION.test(tail)) return 'hangs';
  return 'open';
}

/** Whether the text ends as a sentence does. */
export function endsSentence(text: string): boolean {
  const tail = text.slice(-40);
  return SENTENCE_END.test(tail) && !ABBREVIATION.test(tail);
}

const INNER_SENTENCE_END = /[.!?…]["'”’»)\]]*\s+(?=["'“‘«([]*[\p{Lu}\p{Lo}\d])|[。！？។៕।॥]/gu;

const LONGEST_LOOK = 2000;

/** How many sentences end inside the text, its own end left out. An estimate: abbreviations count too. */
export function innerSentenceEnds(text: string): number {
  return text.slice(0, -1).slice(0, LONGEST_LOOK).match(INNER_SENTENCE_END)?.length ?? 0;
}
