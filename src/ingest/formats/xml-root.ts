/** A document type that declares entities: its brackets hold the sign that ends others. */
const DECLARED_ENTITIES = /^<!doctype\b[^>[]*\[/i;

/** Local name of the first element of an XML text, in lower case; null when something else comes first. */
export function rootName(head: string): string | null {
  const start = firstElement(head);
  const name =
    start === null
      ? null
      : /^<(?:[a-z_][\w.-]*:)?([a-z_][\w.-]*)(?=[\s/>])/i.exec(head.slice(start, start + 400));
  return name?.[1]?.toLowerCase() ?? null;
}

/** Where the first element begins; null when something else comes before it. */
export function firstElement(head: string): number | null {
  let at = 0;
  for (;;) {
    at += /^[\s\ufeff\0]*/.exec(head.slice(at))?.[0].length ?? 0;
    const end = endOfMarkup(head, at);
    if (end === at) return head[at] === '<' ? at : null;
    if (end === null) return null;
    at = end;
  }
}

/** Behind the declaration or comment that begins there; `at` itself when none does, null when it does not end. */
function endOfMarkup(head: string, at: number): number | null {
  const behind = (mark: string): number | null => {
    const end = head.indexOf(mark, at);
    return end < 0 ? null : end + mark.length;
  };
  if (head.startsWith('<!--', at)) return behind('-->');
  if (head.startsWith('<?', at)) return behind('?>');
  if (!head.startsWith('<!', at)) return at;
  return DECLARED_ENTITIES.test(head.slice(at, at + 2_000)) ? (behind(']>') ?? behind('] >')) : behind('>');
}
