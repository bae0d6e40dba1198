import { z } from 'zod';
import { ARTICLE_KEY_KINDS } from '../content/article/article.input.js';
import { isSlug } from '../content/slug.js';
import { AUTHOR_KINDS, DRAFT_ORIGINS, TAG_TYPES } from './draft.js';
import { canonicalLanguage, isTimestamp, isWebAddress, LIMITS } from './draft-rules.js';

/**
 * What a draft may be, field by field: the JSON of one line of Broadsheet JSONL, and the measure for what every
 * other format's reader makes. docs/ingest/jsonl.md tells the same in words.
 */

/** An object that refuses fields it does not know, and says which it knows: a typo must not lose data silently. */
const record = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return undefined;
      const unknown = issue.keys.slice(0, 5).map((key) => JSON.stringify(key.slice(0, 80)));
      return `must not have ${unknown.join(', ')}; allowed are ${Object.keys(shape).join(', ')}`;
    },
  });

const line = z
  .string()
  .trim()
  .refine((text) => /[^\p{Z}\p{C}]/u.test(text), 'must not be empty')
  .max(LIMITS.line, `must be at most ${LIMITS.line} characters`);
const prose = z.string();
const slug = z
  .string()
  .refine(isSlug, 'must be lower-case letters and digits joined by single dashes, such as "no-way-home"');
const webAddress = z
  .string()
  .refine(isWebAddress, 'must be an absolute http or https address, such as "https://example.org/story"');
const timestamp = z
  .string()
  .refine(isTimestamp, 'must be a date and time with its offset (RFC 3339), such as "1993-12-17T00:00:00Z"');
const language = z
  .string()
  .refine((text) => canonicalLanguage(text) !== null, 'must be a language tag (BCP 47), such as "en" or "km"')
  .transform((text) => canonicalLanguage(text) ?? text);
const pixels = z.int().min(1).max(1_000_000);

const optional = <T extends z.ZodType>(type: T) => type.nullable().default(null);
const listOf = <T extends z.ZodType>(type: T, most: number) =>
  z
    .array(type)
    .max(most, `must have at most ${most} entries`)
    .nullish()
    .transform((value) => value ?? []);

const authorKind = z.enum(AUTHOR_KINDS);
const author = record({
  name: line,
  slug: optional(slug),
  kind: authorKind.nullish().transform((kind) => kind ?? 'PERSON'),
});
const tagType = z.enum(TAG_TYPES);
const tag = record({ name: line, type: tagType, slug: optional(slug) });
const publication = record({
  name: line,
  slug: optional(slug),
  url: optional(webAddress),
  language: optional(language),
});

const image = record({
  url: webAddress,
  alt: optional(prose),
  caption: optional(prose),
  credit: optional(prose),
  width: optional(pixels),
  height: optional(pixels),
});

const block = z.discriminatedUnion('type', [
  record({ type: z.literal('paragraph'), text: prose, html: optional(prose) }),
  record({ type: z.literal('heading'), text: prose, level: z.int().min(1).max(6) }),
  record({ type: z.literal('quote'), text: prose, attribution: optional(prose) }),
  record({
    type: z.literal('list'),
    ordered: z.boolean(),
    items: z.array(prose).max(LIMITS.listItems, `must have at most ${LIMITS.listItems} entries`),
  }),
  record({ type: z.literal('image'), image }),
]);

const related = record({
  origin: z.enum(DRAFT_ORIGINS),
  headline: optional(line),
  teaser: optional(prose),
  url: optional(webAddress),
  slug: optional(slug),
}).refine(
  (story) => story.headline !== null || story.url !== null || story.slug !== null,
  'must have a headline, a url or a slug',
);

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex, 64 digits');
const provenance = record({
  lineHash: hash,
  source: z.string().max(LIMITS.address),
  format: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,39}$/, 'must be the name of a format'),
  ingestedAt: timestamp,
  contentHash: hash,
  modifiedAt: optional(timestamp),
  place: optional(z.string().regex(/^-?\d{1,19}$/, 'must be a whole number in digits')),
  names: listOf(
    record({ kind: z.enum(ARTICLE_KEY_KINDS), key: z.string().min(1).max(1_000) }),
    LIMITS.otherUrls * 10,
  ),
  formerHashes: listOf(hash, LIMITS.formerHashes),
});

const article = record({
  kind: z.literal('article'),
  sourceId: optional(z.string().trim().min(1, 'must not be empty').max(LIMITS.address)),
  url: optional(webAddress),
  otherUrls: listOf(webAddress, LIMITS.otherUrls),
  version: optional(z.int().min(0).max(LIMITS.version)),
  slug: optional(slug),
  publication: optional(publication),
  headline: line,
  standfirst: optional(prose),
  byline: optional(prose),
  authors: listOf(author, LIMITS.authors),
  publishedAt: optional(timestamp),
  modifiedAt: optional(timestamp),
  language: optional(language),
  section: optional(tag),
  tags: listOf(tag, LIMITS.tags),
  leadImage: optional(image),
  body: listOf(block, LIMITS.blocks),
  corrections: listOf(record({ text: prose, correctedAt: optional(timestamp) }), LIMITS.corrections),
  related: listOf(related, LIMITS.related),
  provenance: optional(provenance),
});

const authorDraft = record({
  kind: z.literal('author'),
  name: line,
  slug: optional(slug),
  authorKind: optional(authorKind),
  bio: optional(prose),
  url: optional(webAddress),
});

/** The name alone, or with the slug that leads by it to the tag. */
const alias = z.union([
  line.transform((name) => ({ name, slug: null })),
  record({ name: line, slug: optional(slug) }),
]);
const formerSlug = z.union([
  slug.transform((one) => ({ slug: one, name: null })),
  record({ slug, name: optional(line) }),
]);

const tagDraft = record({
  kind: z.literal('tag'),
  name: line,
  type: tagType,
  slug: optional(slug),
  description: optional(prose),
  aliases: listOf(alias, LIMITS.aliases),
  formerSlugs: listOf(formerSlug, LIMITS.aliases),
  exactSlug: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
  parent: optional(tag),
});

const publicationDraft = record({ kind: z.literal('publication'), ...publication.shape });

/** A draft without where it was found. Missing members become null or an empty list. */
export const draftSchema = z.discriminatedUnion('kind', [article, authorDraft, tagDraft, publicationDraft]);
