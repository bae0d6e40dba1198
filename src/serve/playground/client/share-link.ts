/** A query that travels in the part of a link behind `#`, which browsers never send to a server. */
export interface SharedQuery {
  query: string;
  /** JSON text as typed, not checked; empty when there are none. */
  variables: string;
}

/** Longer links are cut by mail programs and chats; what is cut would open as a broken query. */
export const MAX_SHARED_LENGTH = 100_000;

/** What a link says: a query, nothing, or something that cannot be opened, with the reason for the reader. */
export type OpenedLink =
  | { kind: 'none' }
  | { kind: 'query'; shared: SharedQuery }
  | { kind: 'refused'; reason: string };

/** The hash, with its `#`, that opens this query. */
export function toShareHash({ query, variables }: SharedQuery): string {
  const fields = new URLSearchParams({ query });
  if (variables.trim() !== '') fields.set('variables', variables);
  return `#${fields}`;
}

/** Reads a link's hash. The answer is text to put into an editor: it is never run, and may be anything. */
export function readShareHash(hash: string): OpenedLink {
  if (hash.length > MAX_SHARED_LENGTH) {
    return {
      kind: 'refused',
      reason: `This link is longer than ${MAX_SHARED_LENGTH} characters and was not opened.`,
    };
  }
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const query = fields.get('query');
  if (query === null || query.trim() === '') return { kind: 'none' };
  return { kind: 'query', shared: { query, variables: fields.get('variables') ?? '' } };
}
