import { checkDraft } from './check-draft.js';
import type { Draft, Refusal } from './draft.js';
import type { PageFollower } from './follow/page-follower.js';
import type { RegisteredFormat } from './formats/registry.js';
import { brokenOff } from './input-fault.js';
import type { InputFile } from './inputs.js';
import { type OpenedInput, openInput } from './open-input.js';
import { type PrepareContext, type PreparedDraft, prepareDraft } from './prepare.js';
import { formatOf, readItems } from './read-source.js';
import type { OpenedSource, OpenOptions } from './source.js';

export interface ReadOptions extends OpenOptions {
  defaultPublication: string | null;
  /** Reads the pages that the items of feeds lead to. */
  follower?: PageFollower | undefined;
}

/**
 * Everything in one input, or in all that an archive holds, each item ready to be stored or refused. Never throws
 * for what the input holds.
 */
export async function* readInput(
  file: InputFile,
  options: ReadOptions,
): AsyncIterable<PreparedDraft | Refusal> {
  let mayChange = false;
  for await (const item of readAll(file, options)) {
    if (item.kind === 'refusal' && item.isPassing) mayChange = true;
    yield item;
  }
  if (file.url !== undefined && !mayChange) options.web?.finish(file.url);
}

async function* readAll(file: InputFile, options: ReadOptions): AsyncIterable<PreparedDraft | Refusal> {
  for await (const opened of openInput(file, options)) {
    if (opened.kind === 'refusal') yield opened;
    else yield* readOpened(opened, options);
  }
}

async function* readOpened(
  { file, source }: OpenedInput,
  options: ReadOptions,
): AsyncIterable<PreparedDraft | Refusal> {
  try {
    yield* readSource(file, source, options);
  } catch (error) {
    if (options.signal?.aborted) return;
    yield brokenOff(file.location, error);
  } finally {
    source.close();
  }
}

async function* readSource(
  file: InputFile,
  source: OpenedSource,
  { defaultPublication, follower }: ReadOptions,
): AsyncIterable<PreparedDraft | Refusal> {
  const format = formatOf(file, source);
  if ('code' in format) {
    yield { ...format, text: source.head };
    return;
  }
  const context: PrepareContext = {
    location: file.location,
    source: file.source,
    path: file.path,
    storyPath: format.oneStoryPerFile ? file.path : null,
    defaultPublication,
  };
  for await (const item of readItems(file, source, format)) {
    if (item.kind === 'refusal' && format.oneStoryPerFile) item.text ??= source.head;
    if (follower === undefined || !format.leadsToPages) yield prepareItem(item, format, context);
    else for await (const one of follower.follow(item)) yield prepareItem(one, format, context);
  }
}

function prepareItem(
  item: Draft | Refusal,
  format: RegisteredFormat,
  context: PrepareContext,
): PreparedDraft | Refusal {
  if (item.kind === 'refusal') return item;
  const checked = checkDraft(item, context.location, format);
  return checked.kind === 'refusal' ? checked : prepareDraft(checked, context);
}
