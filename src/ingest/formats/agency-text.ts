import type { Draft, FormatReader, Refusal, SourceText } from '../draft.js';
import { wholeText } from '../whole-text.js';
import { anpaArticle, beginsMessage, iptcArticle, messageOf } from './wires/agency-text-draft.js';
import { refuse } from './wires/wire-fields.js';

const FORMAT = 'agency-text';

/** Messages of ANPA 1312 begin with characters that let receivers find their pace. */
const SYN = '\u0016';

/** Plain text as agencies sent it over the wire: IPTC 7901 and ANPA 1312. */
export const agencyTextReader: FormatReader = {
  name: FORMAT,
  detect: beginsMessage,
  read: readMessage,
};

async function* readMessage(source: SourceText): AsyncIterable<Draft | Refusal> {
  const message = messageOf(await wholeText(source));
  if (message === null) {
    yield refuse(
      source,
      null,
      'MALFORMED',
      'It begins as a message of an agency and has no text; send all of it.',
    );
    return;
  }
  const isAnpa = source.head.trimStart().startsWith(SYN);
  yield isAnpa ? anpaArticle(FORMAT, source, message) : iptcArticle(FORMAT, source, message);
}
