/** What a UTF-16 code unit is, for scans over whole texts: a table is much faster there than regular expressions. */
export const SPACE = 1;
export const LETTER = 2;
/** A letter of a script that puts no spaces between words. */
export const DENSE = 3;
/** A mark that belongs to the letter before it. */
export const MARK = 4;
/** Half of a character outside the first plane. */
export const HALF = 5;

const DENSE_SCRIPTS =
  /[\p{Script=Khmer}\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

let table: Uint8Array | null = null;

/** The kinds by code unit, 0 for all others. Made when it is first needed; 64 KiB. */
export function characterKinds(): Uint8Array {
  table ??= Uint8Array.from({ length: 0x10000 }, (_, code) => kindOf(code));
  return table;
}

function kindOf(code: number): number {
  if (code >= 0xd800 && code <= 0xdfff) return HALF;
  const character = String.fromCharCode(code);
  if (/\s/.test(character)) return SPACE;
  if (DENSE_SCRIPTS.test(character)) return DENSE;
  if (/[\p{L}\p{N}]/u.test(character)) return LETTER;
  return /\p{M}/u.test(character) ? MARK : 0;
}
