import type { ArticleKey } from '../content/article/article.input.js';
import { urlKey } from '../content/article/url-key.js';
import type { AuthorReferenceInput } from '../content/author/author.store.js';
import { nameKey, normaliseHeadline, personKey } from '../content/key.js';
import type { PublicationInput } from '../content/publication/publication.store.js';
import type { RelatedInput } from '../content/related/related.store.js';
import { slugify } from '../content/slug.js';
import type { TagReferenceInput } from '../content/tag/tag.lookup.js';
import { DraftText } from './article-text.js';
import type {
  ArticleDraft,
  AuthorDraft,
  AuthorReference,
  Draft,
  PublicationDraft,
  PublicationReference,
  RefusedInput,
  RelatedDraft,
  TagDraft,
  TagReference,
} from './draft.js';
import { contentJson, namesOf, placeMark, saidJson, sha256 } from './identity.js';
import type { NounVersion } from './noun-version.store.js';

/** Stories whose source names no publication, and for which the operator named none, belong to this one. */
export const UNATTRIBUTED: PublicationReference = {
  name: 'Unattributed',
  slug: 'unattributed',
  url: null,
  language: null,
};

/** Where the operator finds it. */
interface Place {
  location: string;
  item: string | null;
  /** Where it can be read again: entered by the pipeline. */
  input?: RefusedInput;
  /** Characters of JSON that it takes. */
  weight: number;
}

/** A draft without its text, which is most of its memory. */
export type ArticleFacts = Omit<ArticleDraft, 'body'>;

/** An article draft with everything that can be known without the database. */
export interface PreparedArticle extends Place {
  kind: 'article';
  draft: ArticleFacts;
  text: DraftText;
  /** Where clients are told it came from. */
  source: string;
  /** The mark of the file and the item in it; null where the next input can be another in the same place. */
  place: string | null;
  hash: string;
  names: ArticleKey[];
  slug: string;
  headlineKey: string;
  publication: PublicationInput;
}

/** A draft of one of the other nouns: there is nothing to prepare. */
export interface PreparedNoun extends Place {
  kind: 'noun';
  draft: AuthorDraft | TagDraft | PublicationDraft;
  /** What it says, and where. */
  version: NounVersion;
}

export type PreparedDraft = PreparedArticle | PreparedNoun;

export interface PrepareContext {
  location: string;
  source: string;
  /** Absolute path of the file; null for what is none. */
  path: string | null;
  /** The file, for formats of which one file is one story; else null. */
  storyPath: string | null;
  defaultPublication: string | null;
}

export function prepareDraft(draft: Draft, context: PrepareContext): PreparedDraft {
  return draft.kind === 'article' ? prepareArticle(draft, context) : prepareNoun(draft, context);
}

function prepareNoun(draft: PreparedNoun['draft'], context: PrepareContext): PreparedNoun {
  const { item, ...said } = draft;
  const json = saidJson(said);
  return {
    kind: 'noun',
    draft,
    version: { hash: sha256(json), place: placeIn(context, item) },
    location: context.location,
    item: item ?? null,
    weight: json.length,
  };
}

function prepareArticle(given: ArticleDraft, context: PrepareContext): PreparedArticle {
  const publication = given.publication ?? fallbackPublication(context.defaultPublication);
  // Spread over what is there, it keeps its place: the hash depends on the order.
  const draft = { ...given, publication };
  const json = contentJson(draft);
  const lineHash = sha256(json);
  const restored = draft.provenance?.lineHash === lineHash ? draft.provenance : null;
  const hash = restored?.contentHash ?? lineHash;
  const { body: _body, ...said } = draft;
  const facts = { ...said, format: restored?.format ?? draft.format, provenance: restored };
  return {
    kind: 'article',
    draft: facts,
    text: new DraftText(draft),
    location: context.location,
    item: draft.item ?? null,
    weight: json.length,
    source: restored?.source ?? context.source,
    place: restored === null ? placeIn(context, draft.item) : restored.place,
    hash,
    names: restored?.names ?? namesOf(draft, context.storyPath, hash),
    slug: draft.slug ?? slugify(draft.headline, 'story'),
    headlineKey: normaliseHeadline(draft.headline),
    publication: publicationInput(publication),
  };
}

function placeIn({ path }: PrepareContext, item: string | undefined): string | null {
  return path === null ? null : placeMark(path, item ?? null);
}

function fallbackPublication(name: string | null): PublicationReference {
  return name === null || name.trim() === ''
    ? UNATTRIBUTED
    : { name: name.trim(), slug: null, url: null, language: null };
}

export function publicationInput(reference: PublicationReference): PublicationInput {
  const { name, slug, url, language } = reference;
  return { name, nameKey: keyOf(name), slug, url, language };
}

export function authorInput({ name, slug, kind }: AuthorReference): AuthorReferenceInput {
  return { name, ...authorKeys(name), slug, kind };
}

/** The keys by which an author of that name is sorted and found. */
export function authorKeys(name: string): { nameKey: string; personKey: string } {
  const key = keyOf(name);
  return { nameKey: key, personKey: personKey(name) || key };
}

export function tagInput({ name, type, slug }: TagReference): TagReferenceInput {
  return { name, nameKey: keyOf(name), type, slug };
}

export function relatedInput(story: RelatedDraft): RelatedInput {
  const { origin, headline, teaser, url, slug } = story;
  return {
    origin,
    headline,
    headlineKey: headline === null ? null : normaliseHeadline(headline) || null,
    teaser,
    url,
    urlKey: url === null ? null : urlKey(url),
    slug,
  };
}

/** A name of punctuation alone has no key form: then it is compared to the letter. */
export function keyOf(name: string): string {
  return nameKey(name) || name.normalize('NFC').trim().slice(0, 200);
}
