import type { BlockDraft } from '../draft.js';
import type { BlockFacts } from './block-facts.js';

const MOST_HEADING_WORDS = 14;
const MOST_HEADING_CHARACTERS = 120;
const HEADING_LEVEL = 2;

/** The chosen blocks as paragraphs, subheadings and lists. */
export function bodyBlocks(facts: readonly BlockFacts[], body: readonly number[]): BlockDraft[] {
  const blocks: BlockDraft[] = [];
  body.forEach((at, index) => {
    const fact = facts[at];
    if (fact === undefined) return;
    const text = fact.block.text;
    const last = blocks.at(-1);
    if (fact.bullet) {
      if (last?.type === 'list' && body[index - 1] === at - 1) last.items.push(text);
      else blocks.push({ type: 'list', ordered: false, items: [text] });
    } else if (isHeading(fact, last, facts[body[index + 1] ?? -1])) {
      blocks.push({ type: 'heading', text, level: HEADING_LEVEL });
    } else {
      blocks.push({ type: 'paragraph', text, html: null });
    }
  });
  return blocks;
}

/** A short line without a full stop, after a finished paragraph and before running text or a list. */
function isHeading(fact: BlockFacts, before: BlockDraft | undefined, after: BlockFacts | undefined): boolean {
  if (fact.sentence && !fact.question) return false;
  if (fact.words === 0 || fact.words > MOST_HEADING_WORDS || fact.block.text.length > MOST_HEADING_CHARACTERS)
    return false;
  if (fact.quote || fact.nested || fact.date || fact.address || fact.picture || fact.digitShare > 0.3)
    return false;
  if (/[,;:]$/u.test(fact.block.text) || /^\P{L}{0,4}\p{Ll}/u.test(fact.block.text)) return false;
  if (before === undefined || before.type === 'heading' || after === undefined) return false;
  return after.prose || (after.bullet && after.words >= 3);
}
