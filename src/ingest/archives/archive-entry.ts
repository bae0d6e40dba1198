import type { InputFault } from '../input-fault.js';
import { isPassedBy } from '../inputs.js';

/** One file in an archive. Entries come in order; each is done with before the next is asked for. */
export interface ArchiveEntry {
  /** As the archive has it; not to be trusted. */
  name: string;
  isFolder: boolean;
  /** Bytes as the archive states them; null when it does not say. */
  size: number | null;
  /** Why it cannot be read; null when it can. */
  fault: InputFault | null;
  /** Throws an InputFault where the entry is damaged. */
  bytes(): AsyncGenerator<Buffer>;
}

const MAX_NAME = 1_024;

/**
 * The name under which an entry is read: steps down from the archive, without a leading slash or drive. Nothing
 * is ever written to disk under it; it tells one entry from another, and the operator where a text came from.
 *
 * @returns null for a name that leads out of the archive, is too long, or that no file can have.
 */
export function entryName(given: string): string | null {
  const name = given.replaceAll('\\', '/').replace(/^(?:[a-z]:)?\/+/i, '');
  const steps = name.split('/').filter((step) => step !== '' && step !== '.');
  const isSound = steps.length > 0 && name.length <= MAX_NAME && !/[\p{Cc}\p{Cs}]/u.test(name);
  return isSound && !steps.includes('..') ? steps.join('/') : null;
}

/** The same rules as in a folder, and what archivers add: the resource forks of macOS. */
export function isEntryPassedBy(name: string): boolean {
  return name.split('/').some((step) => step === '__MACOSX' || isPassedBy(step));
}
