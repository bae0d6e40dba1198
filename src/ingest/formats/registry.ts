import type { FormatReader } from '../draft.js';
import { agencyTextReader } from './agency-text.js';
import { feedReader } from './feed.js';
import { htmlPageReader } from './html-page.js';
import { jsonFeedReader } from './json-feed.js';
import { jsonlReader } from './jsonl.js';
import { markdownReader } from './markdown.js';
import { newsmlReader } from './newsml.js';
import { newsmlG2Reader } from './newsml-g2.js';
import { ninjsReader } from './ninjs.js';
import { nitfReader } from './nitf.js';
import { PageDumpReader } from './page-dump.js';
import { wxrReader } from './wxr.js';

const MIB = 1024 * 1024;

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
  /** Its items are announcements of pages, which may say more: they can be followed. */
  leadsToPages?: boolean;
}

/** Every format that is read, the most specific first: the first that knows the head of an input reads it. */
const formats: readonly RegisteredFormat[] = [
  { reader: markdownReader, oneStoryPerFile: true, checksDrafts: false, maxBytes: 2 * MIB },
  { reader: wxrReader, oneStoryPerFile: false, checksDrafts: false, maxBytes: null },
  { reader: feedReader, oneStoryPerFile: false, checksDrafts: false, maxBytes: null, leadsToPages: true },
  { reader: agencyTextReader, oneStoryPerFile: true, checksDrafts: false, maxBytes: 16 * MIB },
  { reader: nitfReader, oneStoryPerFile: true, checksDrafts: false, maxBytes: 16 * MIB },
  { reader: newsmlReader, oneStoryPerFile: false, checksDrafts: false, maxBytes: 16 * MIB },
  { reader: newsmlG2Reader, oneStoryPerFile: false, checksDrafts: false, maxBytes: 16 * MIB },
  { reader: htmlPageReader, oneStoryPerFile: true, checksDrafts: false, maxBytes: 16 * MIB },
  {
    reader: jsonFeedReader,
    oneStoryPerFile: false,
    checksDrafts: false,
    maxBytes: 64 * MIB,
    leadsToPages: true,
  },
  { reader: ninjsReader, oneStoryPerFile: true, checksDrafts: false, maxBytes: 16 * MIB },
  { reader: jsonlReader, oneStoryPerFile: false, checksDrafts: true, maxBytes: null },
];

/** What is read when no other format knows the head: plain text, of which nothing else can be asked. */
const lastResort: RegisteredFormat = {
  reader: new PageDumpReader(),
  oneStoryPerFile: true,
  checksDrafts: false,
  maxBytes: 16 * MIB,
};

/**
 * Heads of structured text: declarations, an element that something closes, JSON, front matter. Read as a plain
 * page, their tags and braces would end up in a story. Text browsers print buttons as `[ ]` and `<Prev>`.
 */
const STRUCTURED: readonly RegExp[] = [
  /^\s*<(?:!doctype\s|\?xml\s|!--)/i,
  /^\s*<[a-z][\w:-]*(?:\s[^<>]*)?>[\s\S]*<\/[a-z]/i,
  /^\s*(?:\{\s*["}]|\[\s*["{[])/,
  /^---\r?\n\s*[\w-]+\s*:/,
];

/** The format of a text, judged from its head; null when no reader knows it. */
export function detectFormat(head: string): RegisteredFormat | null {
  const known = formats.find((format) => format.reader.detect(head));
  if (known) return known;
  const isPlain = lastResort.reader.detect(head) && !STRUCTURED.some((start) => start.test(head));
  return isPlain ? lastResort : null;
}
