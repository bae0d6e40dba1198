import { isNamedBySlug } from './identity.js';
import type { PreparedArticle } from './prepare.js';

/**
 * Cuts a batch where a draft may be a version of a story that an earlier one of the batch creates. Within a wave
 * no two drafts share a name, so it can be written at once; waves are written one after the other.
 */
export function splitWaves(batch: readonly PreparedArticle[]): PreparedArticle[][] {
  const waves: PreparedArticle[][] = [];
  let wave: PreparedArticle[] = [];
  let names = new Set<string>();
  for (const article of batch) {
    const own = namesIn(article);
    const meets =
      own.some((name) => names.has(name)) || (isNamedBySlug(article.draft) && names.has(slugMark(article)));
    if (meets) {
      waves.push(wave);
      wave = [];
      names = new Set();
    }
    wave.push(article);
    for (const name of own) names.add(name);
    names.add(slugMark(article));
  }
  if (wave.length > 0) waves.push(wave);
  return waves;
}

function namesIn({ draft, names }: PreparedArticle): string[] {
  const keys = names.map(({ key }) => key);
  // The publication's id is not known yet: the identifier alone is enough to be careful.
  return draft.sourceId === null ? keys : [`id ${draft.sourceId}`, ...keys];
}

function slugMark({ slug }: PreparedArticle): string {
  return `slug ${slug}`;
}
