import { StoreRejection } from '../content/save-outcome.js';
import { printable } from './printable.js';

/** What to do about a failed write. */
export type StoreFault =
  /** Another writer was in the way: the same again can succeed. */
  | { kind: 'again' }
  /** The item itself cannot be stored. */
  | { kind: 'item'; reason: string }
  /** The database is gone, full, unmigrated or the program is wrong: no item will fare better. */
  | { kind: 'fatal' };

const REASONS: Readonly<Record<string, string>> = {
  '22001': 'A text is longer than its column can hold.',
  '22003': 'A number is outside what its column can hold.',
  '22007': 'A date could not be understood.',
  '22008': 'A date is outside the years that Postgres knows.',
  '22021': 'A text holds characters that the database cannot store.',
  '22P05': 'A text holds characters that the database cannot store.',
  '23505': 'It clashes with a row that is already stored.',
  '54000': 'A value is too large for the database or its indexes.',
};

/** Judges an error by its SQLSTATE: only what a value can cause is the item's fault. */
export function judgeStoreFault(error: unknown): StoreFault {
  if (error instanceof StoreRejection) return { kind: 'item', reason: error.message };
  const { code, message } = errorOf(error);
  if (code === undefined || !/^[0-9A-Z]{5}$/.test(code)) return { kind: 'fatal' };
  if (code === '40001' || code === '40P01') return { kind: 'again' };
  const isItems = code.startsWith('22') || code.startsWith('23') || code.startsWith('54') || code === 'P0001';
  if (!isItems) return { kind: 'fatal' };
  const reason = REASONS[code] ?? 'The database does not accept it.';
  return { kind: 'item', reason: printable(`${reason} Postgres says: ${message} (${code}).`, 500) };
}

/** TypeORM wraps what the driver threw. */
function errorOf(error: unknown): { code?: string; message: string } {
  const inner =
    typeof error === 'object' && error !== null && 'driverError' in error ? error.driverError : error;
  if (!(inner instanceof Error)) return { message: String(inner) };
  const code = 'code' in inner && typeof inner.code === 'string' ? { code: inner.code } : {};
  return { ...code, message: inner.message };
}
