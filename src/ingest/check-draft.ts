import type { Draft, Refusal, RefusalCode } from './draft.js';
import { describeIssues } from './draft-fault.js';
import { findUnstorable, type UnstorableText } from './draft-rules.js';
import { draftSchema } from './draft-schema.js';
import type { RegisteredFormat } from './formats/registry.js';

/**
 * Holds a draft to what the archive can keep and readers' browsers may be given, whatever reader made it.
 *
 * @returns the draft with its members in the schema's order, or the refusal of one that does not pass.
 */
export function checkDraft(draft: Draft, location: string, format: RegisteredFormat): Draft | Refusal {
  const refuse = (code: RefusalCode, reason: string): Refusal => ({
    kind: 'refusal',
    code,
    reason,
    location,
    item: draft.item ?? null,
  });
  const bad = findUnstorable(draft);
  if (bad !== null) return refuse(unstorableCode(bad, format), unstorableReason(bad));
  if (format.checksDrafts) return draft;
  const parsed = draftSchema.safeParse(contentOf(draft));
  if (!parsed.success) return refuse('INVALID_DRAFT', describeIssues(parsed.error.issues));
  const place = draft.item === undefined ? {} : { item: draft.item };
  if (parsed.data.kind !== 'article') return { ...parsed.data, ...place };
  return { ...parsed.data, ...place, format: format.reader.name, location };
}

/** What the draft says, without where it was found. */
function contentOf(draft: Draft): object {
  const { item: _item, ...rest } = draft;
  if (rest.kind !== 'article') return rest;
  const { format: _format, location: _location, ...content } = rest;
  return content;
}

/** In a file that is one story the bytes themselves are wrong; in structured formats an escape can be. */
function unstorableCode({ problem }: UnstorableText, { oneStoryPerFile }: RegisteredFormat): RefusalCode {
  if (!oneStoryPerFile) return 'INVALID_DRAFT';
  return problem === 'NUL' ? 'NUL_BYTE' : 'BAD_ENCODING';
}

function unstorableReason({ path, problem }: UnstorableText): string {
  return problem === 'NUL'
    ? `${path} holds the character U+0000, which a text cannot have; remove it.`
    : `${path} holds half of a character (a lone surrogate, or bytes that are not UTF-8); write the whole character.`;
}
