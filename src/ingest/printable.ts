// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g;
const LONE_SURROGATE = /[\ud800-\udfff]/gu;

/** The text without what Postgres refuses and terminals obey, at most `length` characters: for messages. */
export function printable(text: string, length = 4_000): string {
  const clean = text.replace(CONTROL, ' ').replace(LONE_SURROGATE, '\ufffd');
  return clean.length <= length ? clean : `${clean.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
