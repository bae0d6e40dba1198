import { normaliseHeadline } from '../../../content/key.js';
import { readByline } from '../../clean/byline.js';
import { DATE_LIKE, TIME_LIKE } from '../../clean/page-phrases.js';
import { wordCount } from '../../clean/words.js';
import type { BlockDraft } from '../../draft.js';
import { CAPTION_END, CAPTION_LINE, OTHERS_LABEL, OTHERS_OPENING, SERVICE_LINE } from './story-phrases.js';

const MOST_CAPTION_WORDS = 60;
const MOST_LEADING = 8;
const MOST_DATE_WORDS = 14;

interface Place {
  headline: string;
  standfirst: string | null;
}

/** A story's blocks without what was printed around it: credits and dates above, captions, calls to subscribe, labels. */
export function trimStory(blocks: readonly BlockDraft[], place: Place): BlockDraft[] {
  const kept: BlockDraft[] = [];
  const captions = new Set<string>();
  for (const block of blocks) {
    const text = textOf(block);
    if (block.type === 'image' && block.image.caption !== null)
      captions.add(normaliseHeadline(block.image.caption));
    if (block.type === 'list' && block.items.every((item) => isServiceLine(item.replace(/\s+/g, ' '))))
      continue;
    if (text === null) kept.push(block);
    else if (isRepeated(block, text, captions)) continue;
    else if (isService(block, text)) continue;
    else if (isCaption(block, text, kept.at(-1))) captionTo(kept.at(-1), text);
    else kept.push(block);
  }
  return withoutEnd(withoutStart(kept, place));
}

function textOf(block: BlockDraft): string | null {
  if (block.type === 'image' || block.type === 'list') return null;
  return block.text.replace(/\s+/g, ' ').trim();
}

const SHORTEST_REPEATED = 8;

/** Galleries print the captions of their pictures twice. */
function isRepeated(block: BlockDraft, text: string, captions: ReadonlySet<string>): boolean {
  if (block.type !== 'paragraph' || wordCount(text) < SHORTEST_REPEATED) return false;
  return captions.has(normaliseHeadline(text));
}

function isServiceLine(text: string): boolean {
  return SERVICE_LINE.test(text) || OTHERS_LABEL.test(text) || /^\W*\d{0,3}\W*$/.test(text);
}

function isService(block: BlockDraft, text: string): boolean {
  if (block.type === 'quote' || text.length > 320) return false;
  return (
    SERVICE_LINE.test(text) ||
    /^\d{1,3}$/.test(text) ||
    (OTHERS_LABEL.test(text) && block.type !== 'heading') ||
    (OTHERS_OPENING.test(text) && wordCount(text) < 25 && !/[.!?]$/.test(text))
  );
}

function isCaption(block: BlockDraft, text: string, before: BlockDraft | undefined): boolean {
  if (block.type !== 'paragraph') return false;
  if (CAPTION_LINE.test(text)) return true;
  const words = wordCount(text);
  return words <= MOST_CAPTION_WORDS && CAPTION_END.test(text) && (before?.type === 'image' || words <= 40);
}

/** Under a picture it is the picture's; elsewhere the picture is not there, and nobody would know what it is about. */
function captionTo(before: BlockDraft | undefined, text: string): void {
  if (before?.type === 'image' && before.image.caption === null) before.image.caption = text;
}

/** Without the headline, credits and dates that stand above the first paragraph. */
function withoutStart(blocks: readonly BlockDraft[], { headline, standfirst }: Place): BlockDraft[] {
  const head = normaliseHeadline(headline);
  const summary = normaliseHeadline(standfirst ?? '');
  const kept: BlockDraft[] = [];
  let seen = 0;
  for (const block of blocks) {
    const text = textOf(block);
    if (text === null || seen >= MOST_LEADING) {
      kept.push(block);
      if (text === null && block.type === 'list') seen = MOST_LEADING;
      continue;
    }
    seen += 1;
    const key = normaliseHeadline(text);
    const isHeading = block.type === 'heading';
    const repeats = key === head || (isHeading && key === summary && summary !== '');
    if (repeats || isCreditLine(text)) continue;
    kept.push(block);
    if (wordCount(text) >= 20 && !isHeading) seen = MOST_LEADING;
  }
  return kept;
}

function isCreditLine(text: string): boolean {
  const words = wordCount(text);
  if (words > 24) return false;
  if (
    words <= MOST_DATE_WORDS &&
    (DATE_LIKE.test(text) || (TIME_LIKE.test(text) && words <= 6)) &&
    !/[.!?]["”’]?$/.test(text)
  )
    return true;
  return readByline(text) !== null;
}

/** A heading over nothing is over what was taken away. */
function withoutEnd(blocks: readonly BlockDraft[]): BlockDraft[] {
  const kept = [...blocks];
  while (kept.at(-1)?.type === 'heading') kept.pop();
  return kept;
}
