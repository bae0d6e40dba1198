/** Damage that can be repeated: the same seed, number and bytes give the same mutation. */

/** Numbers from 0 to 1, excluding 1. @param {number} seed @returns {() => number} */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** What parsers stumble over. */
const TOKENS = [
  '\0',
  '\ufeff',
  '\ud800',
  '"',
  '{',
  '}',
  '[',
  ']',
  '\\',
  '\n',
  '\r',
  '<',
  '>',
  '</',
  ']]>',
  '<![CDATA[',
  '<!--',
  '&',
  '&#0;',
  '&x;',
  '---\n',
  '\u0001',
  '\u0003',
  '%',
  '-1',
  '1e999',
];

/** @typedef {(bytes: Buffer, random: () => number) => Buffer} Mutation */

/** @type {Record<string, Mutation>} */
const MUTATIONS = {
  flip(bytes, random) {
    const out = Buffer.from(bytes);
    for (let count = 1 + Math.floor(random() * 8); count > 0; count -= 1) {
      const at = Math.floor(random() * out.length);
      out[at] = (out[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    }
    return out;
  },
  truncate: (bytes, random) => bytes.subarray(0, Math.floor(random() * bytes.length)),
  duplicate(bytes, random) {
    const [from, to] = span(bytes, random);
    const at = Math.floor(random() * bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(from, to), bytes.subarray(at)]);
  },
  remove(bytes, random) {
    const [from, to] = span(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  token(bytes, random) {
    const at = Math.floor(random() * bytes.length);
    const token = TOKENS[Math.floor(random() * TOKENS.length)] ?? '';
    return Buffer.concat([bytes.subarray(0, at), Buffer.from(token), bytes.subarray(at)]);
  },
};

/** @param {Buffer} bytes @param {() => number} random @returns {[number, number]} */
function span(bytes, random) {
  const from = Math.floor(random() * bytes.length);
  // Mostly short, now and then a large part of the file.
  const length = Math.floor(random() ** 4 * (bytes.length - from));
  return [from, from + Math.max(1, length)];
}

/**
 * One to three changes.
 *
 * @param {Buffer} bytes
 * @param {() => number} random
 * @returns {{ bytes: Buffer, kinds: string[] }}
 */
export function mutate(bytes, random) {
  const names = Object.keys(MUTATIONS);
  const kinds = [];
  let out = bytes;
  for (let count = 1 + Math.floor(random() * 3); count > 0 && out.length > 0; count -= 1) {
    const kind = names[Math.floor(random() * names.length)] ?? 'flip';
    out = MUTATIONS[kind]?.(out, random) ?? out;
    kinds.push(kind);
  }
  return { bytes: out, kinds };
}
