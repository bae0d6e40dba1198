/** The ids that Postgres gives its own types, in every database alike. */
const TEXT = 25;
const JSONB = 3802;

/** Version of the binary form of jsonb. */
const JSONB_VERSION = Buffer.from([1]);

/**
 * Texts as a parameter `$n::text[]` in Postgres' binary form, which is copied where an array in writing, or a text
 * in JSON, is read character by character on both sides. For long texts.
 */
export function textArray(texts: readonly string[]): Buffer {
  return arrayOf(TEXT, texts, Buffer.alloc(0));
}

/** JSON texts as a parameter `$n::jsonb[]`. */
export function jsonbArray(texts: readonly string[]): Buffer {
  return arrayOf(JSONB, texts, JSONB_VERSION);
}

/**
 * Dimensions, whether there are nulls, type of the elements, number of elements, number of the first one; then
 * each element with its length in bytes before it. Numbers have four bytes, the highest first.
 */
function arrayOf(type: number, texts: readonly string[], before: Buffer): Buffer {
  const lengths = texts.map((text) => before.length + Buffer.byteLength(text));
  const header = [1, 0, type, texts.length, 1];
  const size = lengths.reduce((sum, length) => sum + 4 + length, header.length * 4);
  const out = Buffer.allocUnsafe(size);
  let at = 0;
  for (const number of header) at = out.writeInt32BE(number, at);
  texts.forEach((text, n) => {
    at = out.writeInt32BE(lengths[n] ?? 0, at);
    at += before.copy(out, at);
    at += out.write(text, at);
  });
  return out;
}
