import { blankArticle } from '../blank-draft.js';
import type { ArticleDraft, Draft, FormatReader, Refusal, SourceText } from '../draft.js';
import { refusalOf } from '../refusal.js';
import { wholeText } from '../whole-text.js';
import { isHtmlPage } from './html-page/detect-html.js';
import { type PageStory, readPageStory } from './html-page/page-story.js';

const FORMAT = 'html-page';

/** HTML and XHTML pages of the web: one page is one story. */
export const htmlPageReader: FormatReader = {
  name: FORMAT,
  detect: isHtmlPage,
  read: readHtmlPage,
};

async function* readHtmlPage(source: SourceText): AsyncIterable<Draft | Refusal> {
  const story = await readPageStory(await wholeText(source), source).catch(unreadable);
  yield story.kind === 'fault' ? refusalOf(source, story.code, story.reason) : toDraft(story.facts, source);
}

/** The tree of a page that was built to break its readers can exceed what they bear; no other page is the worse for it. */
function unreadable(error: unknown): PageStory {
  if (!(error instanceof RangeError)) throw error;
  const reason =
    'Its elements are nested in a way that no reader of pages can follow; pages that browsers show are read.';
  return { kind: 'fault', code: 'MALFORMED', reason };
}

function toDraft(facts: Partial<ArticleDraft>, source: SourceText): ArticleDraft {
  return { ...blankArticle(FORMAT, source), ...facts };
}
