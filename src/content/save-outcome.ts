/** What became of one thing that was given to a store. */
export type SaveOutcome = 'created' | 'updated' | 'unchanged';

/** What became of something that was written. */
export type Written = Exclude<SaveOutcome, 'unchanged'>;

/**
 * The end of an insert of what hangs on something. On what has just been created there is nothing yet: to look first
 * would cost a walk down an index, a lock and a record in the log for every row.
 */
export function unlessCreated(written: Written, onConflict: string): string {
  return written === 'created' ? '' : onConflict;
}

/** The store was given something that it must not keep. The message is a sentence for the operator. */
export class StoreRejection extends Error {
  override readonly name = 'StoreRejection';
}
