import type { Draft, FormatReader, Refusal, SourceText } from '../draft.js';
import { g2Article } from './wires/g2-draft.js';
import { relatePackaged } from './wires/g2-package.js';
import { refuse } from './wires/wire-fields.js';
import { childrenOf, readXml, within, type XmlElement } from './wires/xml-tree.js';
import { rootName } from './xml-root.js';

const FORMAT = 'newsml-g2';

/** Items of the NewsML-G2 family that are no stories, and what they are. */
const OTHERS: Readonly<Record<string, string>> = {
  packageitem: 'a list of other items, and the stories of it that come with it are related to each other',
  conceptitem: 'a concept of a vocabulary',
  knowledgeitem: 'a vocabulary',
  planningitem: 'a plan of what is to come',
  catalogitem: 'a catalogue of vocabularies',
  hopitem: 'a record of changes',
};

const ROOTS = new Set(['newsitem', 'newsmessage', ...Object.keys(OTHERS)]);

/** IPTC NewsML-G2: a news item, another item of that family, or a message with many. */
export const newsmlG2Reader: FormatReader = {
  name: FORMAT,
  detect: (head) => ROOTS.has(rootName(head) ?? ''),
  read: readG2,
};

async function* readG2(source: SourceText): AsyncIterable<Draft | Refusal> {
  const root = await readXml(source.chunks());
  if (root === null || !ROOTS.has(root.name)) {
    yield refuse(
      source,
      null,
      'MALFORMED',
      'It begins as NewsML-G2 and holds no item; send the whole document.',
    );
    return;
  }
  const items = root.name === 'newsmessage' ? itemsOf(root) : [root];
  if (items.length === 0) {
    yield refuse(
      source,
      null,
      'NO_ARTICLE',
      'The message holds no items; an article is made of each news item.',
    );
  }
  const context = { format: FORMAT, source, language: root.attributes.lang };
  const found = items.map((item, index) => {
    const place = item.attributes.guid || `item ${index + 1}`;
    const other = OTHERS[item.name];
    return other === undefined
      ? g2Article(context, item, place)
      : refuse(source, place, 'NOT_A_STORY', `It is ${other}; articles are made of news items.`);
  });
  yield* relatePackaged(
    items.filter(({ name }) => name === 'packageitem'),
    found,
  );
}

/** In their order. A reference to an item is none. */
function itemsOf(message: XmlElement): XmlElement[] {
  return within(message, 'itemset').flatMap((set) => childrenOf(set, 'newsitem', ...Object.keys(OTHERS)));
}
