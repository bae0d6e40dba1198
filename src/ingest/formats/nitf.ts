import type { Draft, FormatReader, Refusal, SourceText } from '../draft.js';
import { nitfArticle } from './wires/nitf-draft.js';
import { refuse } from './wires/wire-fields.js';
import { readXml } from './wires/xml-tree.js';
import { rootName } from './xml-root.js';

const FORMAT = 'nitf';

/** IPTC NITF: one story of an agency or an archive. */
export const nitfReader: FormatReader = {
  name: FORMAT,
  detect: (head) => rootName(head) === 'nitf',
  read: readNitf,
};

async function* readNitf(source: SourceText): AsyncIterable<Draft | Refusal> {
  const nitf = await readXml(source.chunks());
  if (nitf === null || nitf.name !== 'nitf') {
    yield refuse(
      source,
      null,
      'MALFORMED',
      'It begins as NITF and holds no nitf element; send the whole document.',
    );
    return;
  }
  yield nitfArticle(FORMAT, source, nitf);
}
