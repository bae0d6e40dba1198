import { open } from 'node:fs/promises';
import { type ArchiveEntry, entryName, isEntryPassedBy } from './archives/archive-entry.js';
import { type ArchiveKind, archiveKind } from './archives/archive-kind.js';
import { decompress } from './archives/decompress.js';
import { ExpansionBudget } from './archives/expansion-budget.js';
import { SpooledFile } from './archives/spool.js';
import { tarEntries } from './archives/tar.js';
import { zipEntries } from './archives/zip.js';
import type { Refusal } from './draft.js';
import { brokenOff } from './input-fault.js';
import type { InputFile } from './inputs.js';
import { printable } from './printable.js';
import { refusalOf } from './refusal.js';
import {
  type ByteSource,
  bytesOfFile,
  fetchDocument,
  type OpenedSource,
  type OpenOptions,
  openBytes,
  textOf,
  type WebOrigin,
  wholeOf,
} from './source.js';

/** One text that is ready to be read: a file, or an entry of an archive. */
export interface OpenedInput {
  kind: 'opened';
  file: InputFile;
  source: OpenedSource;
}

/** Archives in archives: `tar.gz` is two, a ZIP inside it three. */
const MAX_DEPTH = 4;

/**
 * The texts in an input: the file itself, or all that an archive holds, each to be read and closed before the next
 * one is asked for. What is no text, is damaged or too large is a refusal in its place.
 */
export async function* openInput(
  file: InputFile,
  options: OpenOptions,
): AsyncGenerator<OpenedInput | Refusal> {
  const opener = new Opener(file, options);
  yield* file.url === undefined ? opener.open(file, opener.bytes(), 0) : opener.fetch(file);
}

class Opener {
  private told = 0;
  private readonly budget: ExpansionBudget;

  constructor(
    private readonly outer: InputFile,
    private readonly options: OpenOptions,
  ) {
    this.budget = new ExpansionBudget(() => outer.size ?? this.told);
  }

  bytes(): AsyncGenerator<Buffer> {
    return bytesOfFile(this.outer, { ...this.options, onBytes: (count) => this.tell(count) });
  }

  /** Nothing, where nothing has changed since it was last read. */
  async *fetch(file: InputFile): AsyncGenerator<OpenedInput | Refusal> {
    try {
      const onBytes = (count: number) => this.tell(count);
      const document = await fetchDocument(file, { ...this.options, onBytes });
      if (document === null) return;
      yield* this.open(file, document.bytes, 0, document);
    } catch (error) {
      if (this.options.signal?.aborted) return;
      yield brokenOff(file.location, error);
    }
  }

  async *open(
    file: InputFile,
    bytes: AsyncGenerator<Buffer>,
    depth: number,
    origin: WebOrigin | null = null,
  ): AsyncGenerator<OpenedInput | Refusal> {
    let source: ByteSource | null = null;
    try {
      source = await openBytes(file, bytes, origin);
      const kind = archiveKind(source.start);
      if (kind === null) yield this.text(source);
      else if (depth < MAX_DEPTH) yield* this.expand(kind, source, depth + 1);
      else
        yield refusalOf(file, 'TOO_LARGE', `Archives in archives are opened ${MAX_DEPTH} deep, not deeper.`);
    } catch (error) {
      if (this.options.signal?.aborted) return;
      yield brokenOff(file.location, error);
    } finally {
      source?.close();
    }
  }

  private text(source: ByteSource): OpenedInput | Refusal {
    const text = textOf(source, this.options.timeZone);
    return 'code' in text
      ? refusalOf(source.file, text.code, text.reason)
      : { kind: 'opened', file: source.file, source: text };
  }

  private async *expand(
    kind: ArchiveKind,
    source: ByteSource,
    depth: number,
  ): AsyncGenerator<OpenedInput | Refusal> {
    const { file } = source;
    if (kind === 'tar') {
      yield* this.entries(file, tarEntries(wholeOf(source)), depth, false);
    } else if (kind === 'zip') {
      yield* this.zip(source, depth);
    } else {
      const inner = this.budget.count(decompress(kind, wholeOf(source)));
      // What the server says of the encoding is about the packed bytes.
      const origin = source.origin === null ? null : { ...source.origin, charset: null };
      yield* this.open({ ...file, size: null }, inner, depth, origin);
    }
  }

  /** The directory of a ZIP archive is at its end: it is read from a file, its own or a passing one. */
  private async *zip(source: ByteSource, depth: number): AsyncGenerator<OpenedInput | Refusal> {
    const { file } = source;
    const isFile = depth === 1 && file.path !== null && file.size !== null;
    const spooled = isFile ? null : await SpooledFile.of(wholeOf(source));
    const handle = spooled?.handle ?? (await open(file.path ?? '', 'r'));
    try {
      const entries = zipEntries(handle.fd, (count) => {
        if (isFile) this.tell(Math.min(count, (file.size ?? 0) - this.told));
      });
      yield* this.entries(file, entries, depth, true);
      if (isFile) this.tell(Math.max(0, (file.size ?? 0) - this.told));
    } finally {
      await (spooled ?? handle).close();
    }
  }

  private async *entries(
    archive: InputFile,
    entries: AsyncIterable<ArchiveEntry>,
    depth: number,
    expands: boolean,
  ): AsyncGenerator<OpenedInput | Refusal> {
    let read = 0;
    for await (const entry of entries) {
      if (this.options.signal?.aborted) return;
      this.budget.countEntry();
      const name = entryName(entry.name);
      if (entry.isFolder || (name !== null && isEntryPassedBy(name))) continue;
      read += 1;
      const file = entryFile(archive, name ?? printable(entry.name, 300), entry.size);
      if (name === null) yield refusalOf(file, 'UNREADABLE', BAD_NAME);
      else if (entry.fault !== null) yield brokenOff(file.location, entry.fault);
      else yield* this.open(file, expands ? this.budget.count(entry.bytes()) : entry.bytes(), depth);
      this.budget.check();
    }
    if (read === 0)
      yield refusalOf(archive, 'EMPTY', 'The archive holds no file that is read; texts are needed.');
  }

  private tell(count: number): void {
    this.told += count;
    this.options.onBytes(count);
  }
}

const BAD_NAME = 'Its name leads out of the archive, or is one that no file can have; rename it.';

/** An entry is named by the way to its archive and its own name in it, the same on every run. */
function entryFile(archive: InputFile, name: string, size: number | null): InputFile {
  return {
    kind: 'file',
    location: `${archive.location}!/${name}`,
    path: archive.path === null ? null : `${archive.path}!/${name}`,
    source: `${archive.source}!/${name}`,
    size,
  };
}
