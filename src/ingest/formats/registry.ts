import type { FormatReader } from '../draft.js';
import { jsonlReader } from './jsonl.js';

/** A format and what the pipeline has to know of it. */
export interface RegisteredFormat {
  reader: FormatReader;
  /**
   * One file is one story: the file's path is then one of the story's names, so that a changed file updates its
   * article, and NUL bytes anywhere spoil the whole.
   */
  oneStoryPerFile: boolean;
  /** The reader holds its drafts to the draft schema by itself. */
  checksDrafts: boolean;
  /** Largest input in bytes; null where it is read piece by piece. */
  maxBytes: number | null;
}

/** Every format that is read, the most specific first: the first that knows the head of an input reads it. */
export const formats: readonly RegisteredFormat[] = [
  { reader: jsonlReader, oneStoryPerFile: false, checksDrafts: true, maxBytes: null },
];

/** The format of a text, judged from its head; null when no reader knows it. */
export function detectFormat(head: string): RegisteredFormat | null {
  return formats.find((format) => format.reader.detect(head)) ?? null;
}
