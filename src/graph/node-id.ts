/** The nouns that have an id of their own, as `Query.node` finds them. */
export const NODE_KINDS = ['article', 'author', 'tag', 'publication'] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

/** Opaque to clients: base64url of `kind:id`. Stable as long as the row lives, whatever is ingested again. */
export function toNodeId(kind: NodeKind, id: number): string {
  return Buffer.from(`${kind}:${id}`).toString('base64url');
}

/** The kind and row id behind a node id; null for any text that `toNodeId` cannot have made. */
export function fromNodeId(nodeId: string): { kind: NodeKind; id: number } | null {
  if (nodeId.length > 64) return null;
  const match = /^([a-z]+):([1-9][0-9]{0,15})$/.exec(Buffer.from(nodeId, 'base64url').toString('latin1'));
  const kind = NODE_KINDS.find((known) => known === match?.[1]);
  const id = Number(match?.[2]);
  if (kind === undefined || !Number.isSafeInteger(id) || toNodeId(kind, id) !== nodeId) return null;
  return { kind, id };
}
