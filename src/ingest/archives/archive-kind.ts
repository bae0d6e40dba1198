/** What is opened, and every text in it read as an input of its own. */
export type ArchiveKind = 'zip' | 'tar' | 'gzip' | 'xz';

const BEGINNINGS: readonly (readonly [kind: ArchiveKind, start: readonly number[], offset: number])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04], 0],
  ['zip', [0x50, 0x4b, 0x05, 0x06], 0],
  ['gzip', [0x1f, 0x8b], 0],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], 0],
  ['tar', [0x75, 0x73, 0x74, 0x61, 0x72], 257],
];

/** Judged from the first bytes, whatever the name; null for what is no archive. */
export function archiveKind(start: Buffer): ArchiveKind | null {
  const found = BEGINNINGS.find(([, bytes, offset]) => bytes.every((byte, n) => start[offset + n] === byte));
  return found?.[0] ?? null;
}
