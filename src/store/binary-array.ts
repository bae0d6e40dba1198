/** The id that Postgres gives its type `jsonb`, in every database alike. */
const JSONB = 3802;

/** Version of the binary form of jsonb. */
const JSONB_VERSION = 1;

/**
 * JSON texts in UTF-8 as a parameter `$n::jsonb[]` in Postgres' binary form: a text in an array in writing would be escaped
 * and read character by character once more, on both sides.
 *
 * Dimensions, whether there are nulls, type of the elements, number of elements, number of the first one; then
 * each element with its length in bytes before it. Numbers have four bytes, the highest first.
 */
export function jsonbArray(texts: readonly Buffer[]): Buffer {
  const lengths = texts.map((text) => 1 + text.length);
  const header = [1, 0, JSONB, texts.length, 1];
  const size = lengths.reduce((sum, length) => sum + 4 + length, header.length * 4);
  const out = Buffer.allocUnsafe(size);
  let at = 0;
  for (const number of header) at = out.writeInt32BE(number, at);
  texts.forEach((text, n) => {
    at = out.writeInt32BE(lengths[n] ?? 0, at);
    at = out.writeUInt8(JSONB_VERSION, at);
    at += text.copy(out, at);
  });
  return out;
}
