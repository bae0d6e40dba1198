import { z } from 'zod';
import type { ArticleFilter } from '../content/article/article.filter.js';
import { describeIssues } from '../ingest/draft-fault.js';
import { isTimestamp } from '../ingest/draft-rules.js';

const names = z.array(z.string()).nullish();
const moment = z
  .string()
  .refine(isTimestamp, 'must be a date and time with its offset (RFC 3339), such as "1993-12-17T00:00:00Z"');

/** The input `ArticleFilter` of the API in JSON. */
const articleFilter: z.ZodType<ArticleFilter> = z.lazy(() =>
  z.strictObject({
    tags: z.strictObject({ any: names, all: names, none: names }).nullish(),
    authors: names,
    publications: names,
    section: z.string().nullish(),
    languages: names,
    published: z.strictObject({ from: moment.nullish(), before: moment.nullish() }).nullish(),
    hasAuthor: z.boolean().nullish(),
    and: z.array(articleFilter).nullish(),
    or: z.array(articleFilter).nullish(),
    not: articleFilter.nullish(),
  }),
);

/** A filter as the API takes it, or what is wrong with the text. */
export function readFilter(text: string): ArticleFilter | { wrong: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { wrong: `it is not JSON: ${(error as Error).message}` };
  }
  const parsed = articleFilter.safeParse(value);
  return parsed.success ? parsed.data : { wrong: describeIssues(parsed.error.issues) };
}
