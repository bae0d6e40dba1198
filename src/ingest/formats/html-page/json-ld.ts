/** A node of linked data: what its properties say, as they are. */
export type LinkedNode = Readonly<Record<string, unknown>>;

const MOST_NODES = 5_000;
const DEEPEST = 8;
/** Properties of a node that hold nodes which are about the page too. */
const INWARD = [
  '@graph',
  '@list',
  'mainEntity',
  'mainEntityOfPage',
  'hasPart',
  'itemListElement',
  'item',
  'review',
];

/** The nodes of a page's JSON-LD and those that refer to each other by their `@id`. */
export class LinkedData {
  readonly nodes: LinkedNode[] = [];
  private readonly byId = new Map<string, LinkedNode>();

  /** @param scripts what the page's scripts of that type hold; those that are no JSON even when repaired are left out. */
  constructor(scripts: readonly string[]) {
    for (const script of scripts) this.add(parseForgiving(script), 0);
  }

  /** The node that a value is or refers to; null for anything else. */
  nodeOf(value: unknown): LinkedNode | null {
    if (!isNode(value)) return null;
    const id = value['@id'];
    return typeof id === 'string' && Object.keys(value).length <= 2 ? (this.byId.get(id) ?? value) : value;
  }

  private add(value: unknown, depth: number): void {
    if (depth > DEEPEST || this.nodes.length >= MOST_NODES) return;
    if (Array.isArray(value)) for (const member of value) this.add(member, depth + 1);
    if (!isNode(value) || Array.isArray(value)) return;
    if (value['@type'] !== undefined) this.nodes.push(value);
    const id = value['@id'];
    if (typeof id === 'string' && Object.keys(value).length > 2) this.byId.set(id, value);
    for (const name of INWARD) this.add(value[name], depth + 1);
  }
}

/** Whether the node is of a type that the pattern knows, without the vocabulary's address. */
export function isOfType(node: LinkedNode, pattern: RegExp): boolean {
  return listOf(node['@type']).some(
    (type) => typeof type === 'string' && pattern.test(type.replace(/^.*[/#:]/, '')),
  );
}

/** The value, or those of a list, as one list. */
export function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.slice(0, MOST_NODES);
  return isNode(value) && Array.isArray(value['@list']) ? value['@list'] : [value];
}

export function isNode(value: unknown): value is LinkedNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseForgiving(script: string): unknown {
  const text = script
    .trim()
    .replace(/^(?:\/\/|\/\*)?\s*(?:<!--|<!\[CDATA\[)(?:\s*\*\/)?/, '')
    .replace(/(?:\/\/|\/\*)?\s*(?:-->|\]\]>)(?:\s*\*\/)?\s*$/, '')
    .replace(/[;\s]+$/, '');
  try {
    return JSON.parse(text);
  } catch {
    try {
      return JSON.parse(repaired(text));
    } catch {
      return null;
    }
  }
}

/** Without commas before a closing bracket, and with control characters in strings escaped. */
function repaired(json: string): string {
  const pieces: string[] = [];
  let inString = false;
  let comma = -1;
  for (const [token] of json.matchAll(/\\[\s\S]?|[^\\",\]}\s]+|[\s\S]/g)) {
    if (token === '"') inString = !inString;
    if (inString) {
      comma = -1;
      pieces.push(token.length === 1 && token < ' ' ? JSON.stringify(token).slice(1, -1) : token);
      continue;
    }
    if ((token === '}' || token === ']') && comma >= 0) pieces[comma] = '';
    if (/\S/.test(token)) comma = token === ',' ? pieces.length : -1;
    pieces.push(token);
  }
  return pieces.join('');
}
