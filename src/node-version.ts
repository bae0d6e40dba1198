/**
 * The oldest Node that the program and its packages run on. This file is read by old versions too: it must stay
 * free of imports and of new syntax.
 */
export const OLDEST_NODE = [20, 19, 0] as const;

/** Whether a version such as `20.20.2` is new enough. */
export function isNodeNewEnough(version: string): boolean {
  const parts = version.split('.').map(Number);
  for (let at = 0; at < OLDEST_NODE.length; at++) {
    const difference = (parts[at] ?? 0) - (OLDEST_NODE[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
