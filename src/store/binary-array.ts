/** The id that Postgres gives its type `json`, in every database alike. */
const JSON_TYPE = 114;

/**
 * JSON texts in UTF-8 as a parameter `$n::json[]` in Postgres' binary form: a text in an array in writing would be escaped
 * and read character by character once more, on both sides.
 *
 * Dimensions, whether there are nulls, type of the elements, number of elements, number of the first one; then
 * each element with its length in bytes before it. Numbers have four bytes, the highest first.
 */
export function jsonArray(texts: readonly Buffer[]): Buffer {
  const header = [1, 0, JSON_TYPE, texts.length, 1];
  const size = texts.reduce((sum, text) => sum + 4 + text.length, header.length * 4);
  const out = Buffer.allocUnsafe(size);
  let at = 0;
  for (const number of header) at = out.writeInt32BE(number, at);
  for (const text of texts) {
    at = out.writeInt32BE(text.length, at);
    at += text.copy(out, at);
  }
  return out;
}
