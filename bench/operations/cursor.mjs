/** Cursors of the archive's list, newest first, as the product writes them; every server here that has cursors takes these. */
const LIST = ['articles', 'PUBLISHED_DESC'];

/**
 * @param {string} sortAt RFC 3339 with milliseconds
 * @param {number | string} id
 */
export function encodeCursor(sortAt, id) {
  return Buffer.from(JSON.stringify([...LIST, sortAt, String(id)])).toString('base64url');
}

/** @returns {{ sortAt: string, id: string }} */
export function decodeCursor(cursor) {
  const [, , sortAt, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  return { sortAt, id };
}
