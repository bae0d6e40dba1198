import type { BlockFacts } from './block-facts.js';
import { bodyFeatures } from './body-features.js';
import { type BodyModel, blockScores, bodyChances } from './body-model.js';
import { BODY_MODEL } from './body-weights.js';
import { findTitle, firstProse, type PageTitle } from './page-title.js';

/** Text wrongly kept costs a reader less than text lost, so blocks are kept from somewhat below even odds. */
export const KEEP_FROM = 0.4;

/** A page's title and the indexes of the blocks of its body, in order. */
export interface TitleAndBody {
  title: PageTitle;
  body: number[];
}

/** Title and body each help to find the other: a first guess of the body gives the title, and that the body. */
export function findTitleAndBody(
  facts: readonly BlockFacts[],
  model: BodyModel = BODY_MODEL,
  keepFrom: number = KEEP_FROM,
): TitleAndBody {
  const guess = findTitle(facts, firstProse(facts));
  const body = findBody(facts, guess, model, keepFrom);
  const title = findTitle(facts, body[0] ?? facts.length);
  return { title, body: title.at === guess.at ? body : findBody(facts, title, model, keepFrom) };
}

function findBody(
  facts: readonly BlockFacts[],
  title: PageTitle,
  model: BodyModel,
  keepFrom: number,
): number[] {
  const scores = blockScores(model, bodyFeatures(facts, title));
  const chances = bodyChances(model, scores);
  return facts.flatMap((fact, index) =>
    !fact.ownership && (chances[index] ?? 0) >= keepFrom ? [index] : [],
  );
}
