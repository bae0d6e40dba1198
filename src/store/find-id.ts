import type { Reader } from './statement.js';

/** Postgres text holds neither NUL nor half a surrogate pair: a client's text with one names nothing. */
export function storable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** The id of the row that a client's text names, by a statement with that text as `$1`; null where there is none. */
export async function findId(
  reader: Reader,
  sql: string,
  name: string,
  ...more: string[]
): Promise<number | null> {
  if (!storable(name)) return null;
  const [row] = await reader.rows<{ id: number }>(sql, [name, ...more]);
  return row?.id ?? null;
}
