import type { z } from 'zod';
import { printable } from './printable.js';

type Issue = z.core.$ZodIssue;

/** What is wrong with a draft, in one sentence that names the field and what it may be. */
export function describeIssues(issues: readonly Issue[]): string {
  // An unknown field comes first: it is most often the misspelt name of one that is then missing.
  const first = issues.find((issue) => issue.code === 'unrecognized_keys') ?? issues[0];
  if (first === undefined) return 'It is not a draft; see docs/ingest/jsonl.md.';
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return printable(`${fieldOf(first.path)} ${complaint(first)}${more}; see docs/ingest/jsonl.md.`);
}

function complaint(issue: Issue): string {
  if (issue.message.endsWith('received undefined')) return 'is missing';
  switch (issue.code) {
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? `must be one of ${issue.options.join(', ')}`
        : 'is of no known kind';
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}`;
    case 'invalid_type':
      return `must be ${TYPE_NAMES[issue.expected] ?? issue.expected}`;
    case 'too_small':
    case 'too_big':
      return issue.message.startsWith('must') ? issue.message : bound(issue);
    default:
      return issue.message;
  }
}

function bound(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  return issue.code === 'too_small'
    ? `must be at least ${issue.minimum}`
    : `must be at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}`;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'an object in { }',
  string: 'a text in quotes',
};

/** `["body", 3, "text"]` is written `body[3].text`. */
function fieldOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'The draft';
  return path
    .map((step, n) => (typeof step === 'number' ? `[${step}]` : `${n === 0 ? '' : '.'}${String(step)}`))
    .join('');
}
