/** What became of one thing that was given to a store. */
export type SaveOutcome = 'created' | 'updated' | 'unchanged';

/** The store was given something that it must not keep. The message is a sentence for the operator. */
export class StoreRejection extends Error {
  override readonly name = 'StoreRejection';
}
