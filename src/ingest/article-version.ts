import type { ArticleInput, ArticleKey } from '../content/article/article.input.js';
import type { SaidVersion, StoredVersion } from '../content/article/article-versions.store.js';
import type { StoredPublication } from '../content/publication/publication.store.js';
import type { SaveOutcome } from '../content/save-outcome.js';
import type { ArticleText } from './article-text.js';
import type { Timestamp } from './draft.js';
import { sourceIdKey } from './identity.js';
import type { PreparedArticle } from './prepare.js';

/** What a draft's references became in the archive. */
export interface ResolvedReferences {
  publication: StoredPublication;
  authorIds: string[];
  /** The section's id first, where there is a section. */
  tagIds: string[];
}

/**
 * A version that says the same as what is stored, or is older, changes nothing.
 *
 * @param isFormer whether the stored article has said the same before: then it is the same source again, unless it
 *   was found where the stored version was, and is the publisher's change of mind.
 */
export function compareVersions(
  article: PreparedArticle,
  stored: StoredVersion | null,
  isFormer: boolean,
): SaveOutcome {
  if (stored === null) return 'created';
  const { said } = stored;
  if (said === null) return 'updated';
  if (said.contentHash === article.hash || isOlder(article, said)) return 'unchanged';
  const isFromSamePlace = article.place !== null && article.place === said.place;
  return isFormer && !isFromSamePlace ? 'unchanged' : 'updated';
}

/** By the publisher's own count, else by its own dates. Who says neither is as new as its arrival. */
function isOlder({ draft }: PreparedArticle, said: SaidVersion): boolean {
  if (draft.version !== null && said.version !== null && draft.version !== said.version) {
    return draft.version < said.version;
  }
  if (draft.modifiedAt === null || said.modifiedAt === null) return false;
  return timeOf(draft.modifiedAt) < said.modifiedAt.getTime();
}

/** All names of a story, strongest first. */
export function keysOf(
  { draft, names }: PreparedArticle,
  publication: StoredPublication | null,
): ArticleKey[] {
  if (draft.sourceId === null || publication === null || draft.provenance !== null) return names;
  return [sourceIdKey(publication.slug, draft.sourceId), ...names];
}

/** A date that need not be read to be written: most are. */
const IN_MILLISECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** The row that a draft becomes. */
export function articleInput(
  article: PreparedArticle,
  stored: StoredVersion | null,
  references: ResolvedReferences,
  text: Omit<ArticleText, 'fingerprint'>,
  now: Date,
): ArticleInput {
  const { draft, headlineKey, hash, source, place } = article;
  const { provenance: restored } = draft;
  const creation = stored === null ? draft.publishedAt : null;
  return {
    publicationId: references.publication.id,
    url: draft.url,
    headline: draft.headline,
    headlineKey,
    standfirst: draft.standfirst,
    byline: draft.byline,
    sectionTagId: draft.section === null ? null : (references.tagIds[0] ?? null),
    publishedAt: toMilliseconds(draft.publishedAt),
    modifiedAt: toMilliseconds(draft.modifiedAt ?? creation) ?? now.toISOString(),
    leadImage: draft.leadImage,
    corrections: draft.corrections.map(({ text, correctedAt }) => ({
      text,
      correctedAt: toMilliseconds(correctedAt),
    })),
    authorIds: [...new Set(references.authorIds)],
    tagIds: [...new Set(references.tagIds)],
    keys: keysOf(article, references.publication),
    provenance: {
      source,
      format: draft.format,
      sourceId: draft.sourceId,
      sourceUrl: draft.url,
      contentHash: hash,
      version: draft.version,
      modifiedAt: toMilliseconds(restored === null ? draft.modifiedAt : restored.modifiedAt),
      place,
      ingestedAt: toMilliseconds(restored?.ingestedAt ?? null),
      formerHashes: restored?.formerHashes ?? [],
    },
    ...text,
  };
}

/** Cut off here and not rounded by Postgres, so that a date compares equal with itself once it is stored. */
function toMilliseconds(timestamp: Timestamp | null): string | null {
  if (timestamp === null || IN_MILLISECONDS.test(timestamp)) return timestamp;
  return new Date(timeOf(timestamp)).toISOString();
}

function timeOf(timestamp: Timestamp): number {
  return Date.parse(timestamp.toUpperCase());
}
