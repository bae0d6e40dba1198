import { blankArticle } from '../blank-draft.js';
import { type PageArticle, readPage } from '../clean/read-page.js';
import type { ArticleDraft, Draft, FormatReader, Refusal, SourceText } from '../draft.js';
import { refusalOf } from '../refusal.js';
import { wholeText } from '../whole-text.js';

const FORMAT = 'page-dump';

/**
 * Plain text of one page, as text browsers and crawlers leave it: site furniture, a headline, an article with
 * its lines broken, lists of other stories. The reader of last resort: it takes any plain text, so it is asked last.
 */
export class PageDumpReader implements FormatReader {
  readonly name = FORMAT;

  /** True for anything that can be text: no NUL byte in the head. */
  detect(head: string): boolean {
    return !head.includes('\u0000');
  }

  async *read(source: SourceText): AsyncIterable<Draft | Refusal> {
    const text = await wholeText(source);
    if (!/[^\s\u200b\ufeff]/u.test(text)) {
      yield refusalOf(
        source,
        'EMPTY',
        'The page holds no text; a page dump needs a headline and an article.',
      );
      return;
    }
    const article = await readPage(text, source.timeZone);
    yield article === null
      ? refusalOf(
          source,
          'NO_ARTICLE',
          'No running text was found among the lines; a page dump needs at least a paragraph of an article.',
        )
      : toDraft(article, source);
  }
}

function toDraft(article: PageArticle, source: SourceText): ArticleDraft {
  return {
    ...blankArticle(FORMAT, source),
    publication: article.site === null ? null : { name: article.site, slug: null, url: null, language: null },
    headline: article.headline,
    standfirst: article.standfirst,
    byline: article.byline?.text ?? null,
    authors: article.byline?.authors ?? [],
    publishedAt: article.publishedAt,
    modifiedAt: article.modifiedAt,
    language: article.language,
    body: article.body,
    related: article.related,
  };
}
