/** The parts of Broadsheet that read an input, from wherever they are built. */
export interface Reader {
  readInput: typeof import('../../src/ingest/read-input.js').readInput;
  detectFormat: typeof import('../../src/ingest/formats/registry.js').detectFormat;
  detectEncoding: typeof import('../../src/ingest/encoding.js').detectEncoding;
  createDecoder: typeof import('../../src/ingest/decode.js').createDecoder;
  archiveKind: typeof import('../../src/ingest/archives/archive-kind.js').archiveKind;
  REFUSAL_CODES: readonly string[];
}

export function readMutated(
  reader: Reader,
  name: string,
  bytes: Buffer,
  onItem: () => void,
): Promise<{ drafts: number; refusals: number; faults: string[] }>;
