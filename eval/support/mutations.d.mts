export function randomFrom(seed: number): () => number;
export function mutate(bytes: Buffer, random: () => number): { bytes: Buffer; kinds: string[] };
