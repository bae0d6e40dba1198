import type { BlockDraft, LanguageTag, RelatedDraft, Timestamp } from '../draft.js';
import { type BlockFacts, blockFacts } from './block-facts.js';
import { bodyBlocks } from './body-blocks.js';
import type { Byline } from './byline.js';
import { findTitleAndBody } from './find-body.js';
import { detectLanguage } from './language.js';
import { findCredits } from './page-credits.js';
import { readPageLines } from './page-lines.js';
import { findRelated } from './related-stories.js';
import { unwrapLines } from './unwrap.js';

/** The article that a page of plain text holds. */
export interface PageArticle {
  headline: string;
  standfirst: string | null;
  site: string | null;
  byline: Byline | null;
  publishedAt: Timestamp | null;
  modifiedAt: Timestamp | null;
  language: LanguageTag | null;
  body: BlockDraft[];
  related: RelatedDraft[];
}

const FEWEST_BODY_WORDS = 8;

/** Reads a page dump; null when it holds no running text that could be an article's. Linear in its length. */
export async function readPage(text: string, timeZone = 'UTC'): Promise<PageArticle | null> {
  const { blocks } = unwrapLines(readPageLines(text));
  const facts = blockFacts(blocks);
  const { title, body } = findTitleAndBody(facts);
  if (wordsOf(facts, body) < FEWEST_BODY_WORDS) return null;
  const credits = findCredits(facts, title.at, body, timeZone);
  const first = facts[body[0] ?? 0]?.block.text ?? '';
  return {
    headline: title.headline ?? firstSentence(first),
    standfirst: findStandfirst(facts, title.at, body),
    site: title.site,
    ...credits,
    language: await detectLanguage(body.map((index) => facts[index]?.block.text ?? '').join('\n')),
    body: bodyBlocks(facts, body),
    related: findRelated(facts, body, facts[title.at]?.key ?? ''),
  };
}

function wordsOf(facts: readonly BlockFacts[], indexes: readonly number[]): number {
  return indexes.reduce((sum, index) => sum + (facts[index]?.words ?? 0), 0);
}

const STANDFIRST_WORDS = { from: 6, to: 50 };

/** A sentence right under the headline that is not of the body. */
function findStandfirst(
  facts: readonly BlockFacts[],
  headlineAt: number,
  body: readonly number[],
): string | null {
  const fact = facts[headlineAt + 1];
  if (headlineAt < 0 || fact === undefined || body.includes(headlineAt + 1)) return null;
  const plain =
    !fact.bullet &&
    !fact.nested &&
    !fact.date &&
    !fact.service &&
    !fact.legal &&
    !fact.picture &&
    !fact.cutOff;
  const fits = fact.words >= STANDFIRST_WORDS.from && fact.words <= STANDFIRST_WORDS.to;
  return plain && fits && fact.sentence && fact.lowerShare >= 0.5 && !fact.repeated ? fact.block.text : null;
}

const LONGEST_HEADLINE = 120;

/** Text without any headline is called by its first sentence, cut at a word where that is long. */
function firstSentence(text: string): string {
  const head = text.slice(0, LONGEST_HEADLINE * 4);
  const sentence = /^.{10,}?[.!?។。](?=["'”’»)\]]*(?:\s|$))/u.exec(head)?.[0] ?? head;
  if (sentence.length <= LONGEST_HEADLINE) return sentence;
  const cut = sentence.slice(0, LONGEST_HEADLINE);
  return `${cut.slice(0, cut.lastIndexOf(' ') > 0 ? cut.lastIndexOf(' ') : LONGEST_HEADLINE).trimEnd()}…`;
}
