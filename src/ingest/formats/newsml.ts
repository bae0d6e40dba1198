import type { Draft, FormatReader, Refusal, SourceText } from '../draft.js';
import { newsmlArticle } from './wires/newsml-draft.js';
import { refuse } from './wires/wire-fields.js';
import { readXml, within } from './wires/xml-tree.js';
import { rootName } from './xml-root.js';

const FORMAT = 'newsml';

/** IPTC NewsML 1.0 to 1.2: an envelope with news items. */
export const newsmlReader: FormatReader = {
  name: FORMAT,
  detect: (head) => rootName(head) === 'newsml',
  read: readNewsml,
};

async function* readNewsml(source: SourceText): AsyncIterable<Draft | Refusal> {
  const root = await readXml(source.chunks());
  const items = within(root ?? undefined, 'newsitem');
  if (items.length === 0) {
    yield refuse(source, null, 'NO_ARTICLE', 'It holds no news item; an article is made of each.');
  }
  for (const [index, item] of items.entries()) yield newsmlArticle(FORMAT, source, item, `item ${index + 1}`);
}
